package dev.asof.it.generate;

import dev.asof.it.oracle.Calendars;
import dev.asof.it.oracle.Expr;
import dev.asof.it.oracle.Feature;
import dev.asof.it.oracle.LiteralText;
import dev.asof.it.oracle.OnDemand;
import dev.asof.it.oracle.Source;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes the definitions of a scenario as a user would, in YAML. */
public final class DefinitionText {
    private final StringBuilder text = new StringBuilder();
    private final Scenario scenario;

    private DefinitionText(Scenario scenario) {
        this.scenario = scenario;
    }

    /** @param path where a source's files lie */
    public static String of(Scenario scenario, Function<Source, String> path) {
        DefinitionText definitions = new DefinitionText(scenario);
        definitions.entity();
        scenario.sources().forEach(source -> definitions.source(source, path.apply(source)));
        scenario.views().forEach(definitions::view);
        scenario.joined().onDemand().ifPresent(definitions::onDemand);
        definitions.service();
        return definitions.text.toString();
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    private void entity() {
        line("entity: " + scenario.entityName());
        line("keys: {"
                + scenario.keys().stream()
                        .map(key -> key.name() + ": " + quoted(key.type().text()))
                        .collect(Collectors.joining(", "))
                + "}");
        line("---");
    }

    private void source(Source source, String path) {
        line("source: " + source.name());
        line("format: " + scenario.format().text());
        line("path: " + quoted(path));
        line("event_time: " + quoted(source.eventTime()));
        source.arrivalTime().ifPresent(column -> line("arrival_time: " + quoted(column)));
        columnList("unique_key", source.uniqueKey());
        columnList("tie_break", source.tieBreak());
        source.retracted().ifPresent(column -> line("retracted: " + quoted(column)));
        source.correctableForMicros().ifPresent(micros -> line("correctable_for: " + micros + "us"));
        source.zone().ifPresent(zone -> line("zone: " + zone));
        List<Scenario.Key> renamed = scenario.keys().stream()
                .filter(key -> !key.name().equals(key.column()))
                .toList();
        if (!renamed.isEmpty()) {
            line("keys:");
            renamed.forEach(key -> line("  " + quoted(key.column()) + ": " + key.name()));
        }
        List<Source.Column> declared = source.columns().stream()
                .filter(column -> !source.undeclared().contains(column.name()))
                .toList();
        if (!declared.isEmpty()) {
            line("columns:");
            declared.forEach(this::column);
        }
        line("on_violation: " + scenario.onViolation());
        line("---");
    }

    private void columnList(String key, List<String> columns) {
        if (!columns.isEmpty()) {
            line(key + ": [" + columns.stream().map(DefinitionText::quoted).collect(Collectors.joining(", ")) + "]");
        }
    }

    private void column(Source.Column column) {
        line("  " + quoted(column.name()) + ":");
        line("    type: " + quoted(column.type().text()));
        if (!column.nullable()) {
            line("    nullable: false");
        }
        column.min().ifPresent(bound -> line("    min: " + quoted(LiteralText.plain(column.type(), bound))));
        column.max().ifPresent(bound -> line("    max: " + quoted(LiteralText.plain(column.type(), bound))));
        if (!column.oneOf().isEmpty()) {
            line("    one_of: ["
                    + column.oneOf().stream()
                            .map(value -> quoted(LiteralText.plain(column.type(), value)))
                            .collect(Collectors.joining(", "))
                    + "]");
        }
    }

    private void view(Scenario.NamedView named) {
        line("feature_view: " + named.name());
        line("version: " + named.version());
        line("entity: " + scenario.entityName());
        List<Source> sources = named.view().sources();
        line(
                sources.size() == 1
                        ? "source: " + sources.getFirst().name()
                        : "sources: " + sources.stream().map(Source::name).toList());
        named.view().where().ifPresent(filter -> line("where: " + quoted(filter.sql())));
        Feature first = named.view().features().getFirst();
        if (first.delayMicros() > 0) {
            line("delay: " + first.delayMicros() + "us");
        }
        if (first.closedLeft()) {
            line("closed: left");
        }
        line("features:");
        named.view().features().forEach(feature -> feature(feature, first));
        line("---");
    }

    /** @param first whose time rule is its view's */
    private void feature(Feature feature, Feature first) {
        line("  " + feature.name() + ":");
        switch (feature.kind()) {
            case Feature.Latest(OptionalLong maxAge) -> {
                line("    latest: " + quoted(feature.input().orElseThrow().sql()));
                maxAge.ifPresent(micros -> line("    max_age: " + micros + "us"));
            }
            case Feature.Aggregate aggregate -> {
                line("    aggregate: "
                        + quoted(aggregate.function().name().toLowerCase(java.util.Locale.ROOT) + "("
                                + arguments(feature, aggregate) + ")"));
                aggregate.by().ifPresent(by -> groups(by, aggregate.cap()));
                line("    window: "
                        + switch (aggregate.window()) {
                            case Feature.Unbounded unbounded -> "unbounded";
                            case Feature.Sliding(long micros, long resolution) -> micros + "us";
                            case Feature.Session(long gap) -> "{session: " + gap + "us}";
                            case Feature.Tumbling(long micros, boolean previous) ->
                                "{tumbling: " + (previous ? "previous " : "") + micros + "us}";
                            case Feature.Calendar(Calendars.Unit unit, String zone, boolean previous) ->
                                "{calendar: " + (previous ? "previous " : "")
                                        + unit.name().toLowerCase(java.util.Locale.ROOT) + ", zone: " + zone + "}";
                        });
                if (aggregate.window() instanceof Feature.Sliding sliding && sliding.resolutionMicros() > 1) {
                    line("    resolution: " + sliding.resolutionMicros() + "us");
                }
            }
        }
        feature.where().ifPresent(filter -> line("    where: " + quoted(filter.sql())));
        if (feature.delayMicros() != first.delayMicros()) {
            line("    delay: " + feature.delayMicros() + "us");
        }
        if (feature.closedLeft() != first.closedLeft()) {
            line("    closed: " + (feature.closedLeft() ? "left" : "right"));
        }
        feature.defaultValue()
                .ifPresent(value -> line("    default: " + quoted(LiteralText.plain(feature.type(), value))));
    }

    private void groups(Feature.By by, int cap) {
        line("    by: " + quoted(by.key().sql()));
        by.top().ifPresent(top -> line("    top: " + top));
        line("    max_groups: " + cap);
    }

    private static String arguments(Feature feature, Feature.Aggregate aggregate) {
        String input = feature.input().map(Expr::sql).orElse("");
        return switch (aggregate.function()) {
            case COUNT -> input.isEmpty() ? "*" : input;
            case APPROX_QUANTILE, FIRST_N, LAST_N, LAST_DISTINCT_N ->
                input + ", " + aggregate.parameter().orElseThrow();
            case TOP_N -> input + ", " + aggregate.parameter().orElseThrow() + ", " + aggregate.cap();
            case TOP_N_BY_SUM ->
                input + ", " + aggregate.second().orElseThrow().sql() + ", "
                        + aggregate.parameter().orElseThrow() + ", " + aggregate.cap();
            case HISTOGRAM ->
                input + ", " + LiteralText.list(feature.input().orElseThrow().type(), aggregate.edges());
            case DECAYED_SUM -> input + ", '" + aggregate.parameter().orElseThrow() + "us'";
            case DECAYED_COUNT -> "'" + aggregate.parameter().orElseThrow() + "us'";
            case COUNT_DISTINCT, MODE -> input + ", " + aggregate.cap();
            default ->
                input + aggregate.second().map(second -> ", " + second.sql()).orElse("");
        };
    }

    private void onDemand(OnDemand view) {
        line("on_demand: " + view.name());
        line("version: " + view.version());
        if (!view.request().isEmpty()) {
            line("request:");
            view.request()
                    .forEach(column -> line(
                            "  " + column.name() + ": " + quoted(column.type().text())));
        }
        line("features:");
        for (OnDemand.Derived feature : view.features()) {
            line("  " + feature.name() + ":");
            line("    expression: " + quoted(feature.value().sql()));
            feature.defaultValue()
                    .ifPresent(value -> line("    default: "
                            + quoted(LiteralText.plain(feature.value().type(), value))));
        }
        line("---");
    }

    private void service() {
        line("feature_service: " + scenario.serviceName());
        line("version: 1");
        line("features:");
        scenario.views().forEach(view -> line("  - " + quoted(view.ref() + ":*")));
        scenario.joined()
                .roled()
                .ifPresent(view -> line("  - " + quoted(Scenario.Joined.ROLE + ":" + view.ref() + ":*")));
        scenario.joined().onDemand().ifPresent(view -> line("  - " + quoted(view.ref() + ":*")));
    }

    private static String quoted(String value) {
        return "'" + value.replace("'", "''") + "'";
    }
}
