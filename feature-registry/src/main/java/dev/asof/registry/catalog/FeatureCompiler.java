package dev.asof.registry.catalog;

import dev.asof.registry.compute.aggregate.function.AggregateDeclaration.Resolution;
import dev.asof.registry.compute.expression.AggregateCall;
import dev.asof.registry.compute.expression.Expression;
import dev.asof.registry.compute.expression.ExpressionCompiler;
import dev.asof.registry.compute.program.FeatureProgram;
import dev.asof.registry.compute.program.FeatureSpec;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.compute.zone.NamedZone;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import java.util.List;
import java.util.stream.Stream;

/** Compiles a version of a feature view, which needs nothing but itself. */
public final class FeatureCompiler {
    private final FeatureView view;
    private final Schema scope;

    private FeatureCompiler(FeatureView view) {
        this.view = view;
        this.scope = view.contract().schema();
    }

    /**
     * The program that computes this version.
     *
     * @throws AsofException {@code CORRUPT_DATA} if the view cannot have been resolved by this build
     */
    public static FeatureProgram compile(FeatureView view) {
        try {
            return new FeatureCompiler(view).program();
        } catch (IllegalStateException | IllegalArgumentException e) {
            throw new AsofException(
                    ErrorCode.CORRUPT_DATA,
                    "Cannot compile feature view '" + view.id() + "' from the registry: " + e.getMessage()
                            + ". Use the build of Asof that applied it, or a newer one.",
                    e);
        }
    }

    private FeatureProgram program() {
        view.zones().forEach(NamedZone::requireCurrent);
        return new FeatureProgram(
                view.name(),
                view.version(),
                view.entityKeys(),
                view.keyColumns(),
                view.contract(),
                view.where().map(this::expression),
                view.features().stream().map(this::spec).toList());
    }

    private FeatureSpec spec(Feature feature) {
        return switch (feature) {
            case Feature.Latest latest ->
                new FeatureSpec.Latest(
                        latest.name(),
                        expression(latest.expression()),
                        latest.maxAgeMicros(),
                        latest.timeRule(),
                        latest.where().map(this::expression),
                        latest.defaultValue());
            case Feature.Aggregate aggregate -> aggregate(aggregate);
        };
    }

    private FeatureSpec aggregate(Feature.Aggregate aggregate) {
        AggregateCall call =
                ExpressionCompiler.compileCall(aggregate.call(), scope).orElseThrow();
        List<Expression> key =
                aggregate.by().map(by -> expression(by.key())).stream().toList();
        Resolution.Resolved resolved =
                resolved(AggregateCalls.resolve(call, aggregate.by().map(GroupBy::limits)));
        List<Expression> inputs = Stream.concat(key.stream(), call.expressions().stream())
                .limit(resolved.inputCount())
                .toList();
        return new FeatureSpec.Aggregate(
                aggregate.name(),
                resolved.function(),
                inputs,
                aggregate.window(),
                aggregate.timeRule(),
                aggregate.where().map(this::expression),
                aggregate.defaultValue());
    }

    private static Resolution.Resolved resolved(Resolution resolution) {
        return switch (resolution) {
            case Resolution.Resolved resolved -> resolved;
            case Resolution.Unknown unknown ->
                throw new IllegalStateException("there is no aggregate function '" + unknown.name() + "'");
            case Resolution.Refused refused -> throw new IllegalStateException(refused.reason());
        };
    }

    private Expression expression(String text) {
        return ExpressionCompiler.compile(text, scope).orElseThrow();
    }
}
