package dev.asof.it.parity;

import dev.asof.it.generate.Scenario;
import dev.asof.it.oracle.Expr;
import dev.asof.it.oracle.Feature;
import dev.asof.it.oracle.Source;
import dev.asof.registry.compute.aggregate.Aggregates;
import dev.asof.registry.compute.event.ColumnContract;
import dev.asof.registry.compute.event.SourceContract;
import dev.asof.registry.compute.expression.Expression;
import dev.asof.registry.compute.expression.ExpressionCompiler;
import dev.asof.registry.compute.program.FeatureProgram;
import dev.asof.registry.compute.program.FeatureSpec;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.compute.window.Closed;
import dev.asof.registry.compute.window.TimeRule;
import dev.asof.registry.compute.window.Window;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** Compiles the views of scenarios. */
final class ProgramOf {
    private final Scenario scenario;
    private final Schema scope;

    private ProgramOf(Scenario scenario) {
        this.scenario = scenario;
        this.scope = new Schema(scenario.source().columns().stream()
                .map(column -> new Field(column.name(), Columns.type(column.type())))
                .toList());
    }

    static FeatureProgram view(Scenario scenario, Scenario.NamedView named) {
        return new ProgramOf(scenario).program(named);
    }

    private FeatureProgram program(Scenario.NamedView named) {
        Schema keys = new Schema(scenario.keys().stream()
                .map(key -> new Field(key.name(), Columns.type(key.type())))
                .toList());
        return new FeatureProgram(
                named.name(),
                named.version(),
                keys,
                named.view().keyColumns(),
                contract(),
                named.view().where().map(this::expression),
                named.view().features().stream().map(this::spec).toList());
    }

    private SourceContract contract() {
        Source source = scenario.source();
        return new SourceContract(
                source.name(),
                source.columns().stream().map(ProgramOf::contract).toList(),
                source.eventTime(),
                source.arrivalTime(),
                source.uniqueKey(),
                source.tieBreak());
    }

    private static ColumnContract contract(Source.Column column) {
        return new ColumnContract(
                new Field(column.name(), Columns.type(column.type())),
                column.nullable(),
                column.min().map(bound -> Columns.value(column.type(), bound)),
                column.max().map(bound -> Columns.value(column.type(), bound)),
                column.oneOf().stream()
                        .map(value -> Columns.value(column.type(), value))
                        .toList());
    }

    private Expression expression(Expr expression) {
        return ExpressionCompiler.compile(expression.sql(), scope).orElseThrow();
    }

    private FeatureSpec spec(Feature feature) {
        TimeRule rule = new TimeRule(feature.delayMicros(), feature.closedLeft() ? Closed.LEFT : Closed.RIGHT);
        List<Expression> inputs = feature.input().stream().map(this::expression).toList();
        return switch (feature.kind()) {
            case Feature.Latest(OptionalLong maxAge) ->
                new FeatureSpec.Latest(
                        feature.name(),
                        inputs.getFirst(),
                        maxAge,
                        rule,
                        feature.where().map(this::expression),
                        feature.defaultValue().map(value -> Columns.value(feature.type(), value)));
            case Feature.Aggregate(Feature.Function function, OptionalLong window) ->
                new FeatureSpec.Aggregate(
                        feature.name(),
                        ((Aggregates.Resolution.Resolved) Aggregates.resolve(
                                        function.name().toLowerCase(Locale.ROOT),
                                        List.copyOf(inputs.stream()
                                                .map(Expression::type)
                                                .toList())))
                                .function(),
                        inputs,
                        window.isPresent() ? new Window.Sliding(window.getAsLong()) : new Window.Unbounded(),
                        rule,
                        feature.where().map(this::expression),
                        feature.defaultValue().map(value -> Columns.value(feature.type(), value)));
        };
    }
}
