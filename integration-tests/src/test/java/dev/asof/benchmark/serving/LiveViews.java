package dev.asof.benchmark.serving;

import dev.asof.it.oracle.Expr;
import dev.asof.it.oracle.Feature;
import dev.asof.it.oracle.Feature.Function;
import dev.asof.it.oracle.Source;
import dev.asof.it.oracle.Type;
import dev.asof.it.oracle.View;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Ten windowed aggregates in seven views of three sources, as definitions and as the oracle takes them. */
final class LiveViews {
    static final List<String> SOURCES = List.of("payments", "logins", "clicks");
    private static final long MINUTE = 60_000_000L;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    /** In the order of the service. */
    private static final List<Aggregate> AGGREGATES = List.of(
            new Aggregate("payments_1h", "payments", Function.COUNT, "1h", HOUR),
            new Aggregate("payments_1h", "payments", Function.SUM, "1h", HOUR),
            new Aggregate("payments_24h", "payments", Function.SUM, "24h", DAY),
            new Aggregate("payments_24h", "payments", Function.AVG, "24h", DAY),
            new Aggregate("payments_7d", "payments", Function.MAX, "7d", 7 * DAY),
            new Aggregate("logins_1h", "logins", Function.COUNT, "1h", HOUR),
            new Aggregate("logins_24h", "logins", Function.SUM, "24h", DAY),
            new Aggregate("clicks_10m", "clicks", Function.COUNT, "10m", 10 * MINUTE),
            new Aggregate("clicks_10m", "clicks", Function.AVG, "10m", 10 * MINUTE),
            new Aggregate("clicks_7d", "clicks", Function.STDDEV_POP, "7d", 7 * DAY));

    private LiveViews() {}

    private record Aggregate(String view, String source, Function function, String window, long windowMicros) {
        String name() {
            return function.name().toLowerCase(Locale.ROOT);
        }

        String call() {
            return name() + (function == Function.COUNT ? "(*)" : "(amount)");
        }

        Feature feature() {
            return new Feature(
                    "of_" + name(),
                    new Feature.Aggregate(function, new Feature.Sliding(windowMicros)),
                    function == Function.COUNT
                            ? Optional.empty()
                            : Optional.of(new Expr.Column("amount", Type.FLOAT64)),
                    Optional.empty(),
                    0,
                    false,
                    Optional.empty());
        }
    }

    private static Set<String> viewNames() {
        return AGGREGATES.stream().map(Aggregate::view).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static List<Aggregate> of(String view) {
        return AGGREGATES.stream().filter(each -> each.view().equals(view)).toList();
    }

    /** The views of the service, in its order. */
    static List<View> views() {
        List<View> views = new ArrayList<>();
        for (String view : viewNames()) {
            List<Aggregate> aggregates = of(view);
            views.add(new View(
                    source(aggregates.getFirst().source()),
                    List.of("account_id"),
                    Optional.empty(),
                    aggregates.stream().map(Aggregate::feature).toList()));
        }
        return views;
    }

    private static Source source(String name) {
        return new Source(
                name,
                List.of(
                        required("account_id", Type.INT64),
                        required("at", Type.TIMESTAMP),
                        required("amount", Type.FLOAT64)),
                Set.of(),
                "at",
                Optional.empty(),
                List.of(),
                List.of());
    }

    private static Source.Column required(String name, Type type) {
        return new Source.Column(name, type, false, Optional.empty(), Optional.empty(), List.of());
    }

    static String definitions() {
        StringBuilder text = new StringBuilder("entity: account\nkeys: {account_id: int64}\n");
        for (String source : SOURCES) {
            text.append("""
                    ---
                    source: %1$s
                    format: parquet
                    path: data/%1$s
                    event_time: at
                    columns:
                      account_id: {type: int64, nullable: false}
                      at: {type: timestamp, nullable: false}
                      amount: {type: float64, nullable: false}
                    """.formatted(source));
        }
        for (String view : viewNames()) {
            List<Aggregate> aggregates = of(view);
            text.append("---\nfeature_view: %s\nversion: 1\nentity: account\nsource: %s\nfeatures:\n"
                    .formatted(view, aggregates.getFirst().source()));
            aggregates.forEach(each -> text.append(
                    "  of_%s: {aggregate: %s, window: %s}\n".formatted(each.name(), each.call(), each.window())));
        }
        return text.append("---\nfeature_service: %s\nversion: 1\nfeatures: [%s]\n"
                        .formatted(
                                ServingData.SERVICE,
                                viewNames().stream().map(view -> view + "@1:*").collect(Collectors.joining(", "))))
                .toString();
    }
}
