package dev.asof.it.life;

import dev.asof.it.oracle.Expr;
import dev.asof.it.oracle.Feature;
import dev.asof.it.oracle.Row;
import dev.asof.it.oracle.Source;
import dev.asof.it.oracle.Type;
import dev.asof.it.oracle.View;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Definitions, as text and as the oracle reads them: customers, shops and cards (of a customer and a number), who share the rows of three
 * sources. Payments and invoices have a unique key, and are one view's events together; clicks have none.
 *
 * @param hasArrival whether payments and invoices say when they arrived
 * @param doShopsReadCustomers whether a shop's values depend on who its customers are, whom nobody can then take out of its rows
 * @param onViolation of invoices; the other sources have a quarantine
 */
record Shop(boolean hasArrival, boolean doShopsReadCustomers, String onViolation) {
    static final List<String> SOURCES = List.of("payments", "invoices", "clicks");

    private static final long HOUR = 3_600_000_000L;

    /** What the contract allows at first. */
    private static final long NARROW = 100;

    /** What the second version allows. */
    private static final long WIDE = 1_000;

    /** A version of a view: what it is about, and what it says. */
    record About(String name, int version, String entity, List<String> keys, View view) {
        String ref() {
            return name + "@" + version;
        }

        boolean reads(String source) {
            return view.sources().stream().anyMatch(each -> each.name().equals(source));
        }
    }

    /** The views of a version. */
    List<About> views(int version) {
        Source payments = source("payments", version);
        Source clicks = source("clicks", version);
        List<Source> both = List.of(payments, source("invoices", version));
        return List.of(
                about("spend", version, "customer", both, List.of("customer"), spend()),
                about("turnover", version, "shop", List.of(payments), List.of("shop"), turnover()),
                about("swipes", version, "card", List.of(payments), List.of("customer", "card"), spend()),
                about("browsing", version, "customer", List.of(clicks), List.of("customer"), spend()),
                about("visits", version, "shop", List.of(clicks), List.of("shop"), turnover()));
    }

    private static About about(
            String name,
            int version,
            String entity,
            List<Source> sources,
            List<String> columns,
            List<Feature> features) {
        List<String> keys = columns.stream().map(Shop::key).toList();
        return new About(name, version, entity, keys, new View(sources, columns, Optional.empty(), features));
    }

    /** The name of the key that a column holds. */
    private static String key(String column) {
        return column + "_id";
    }

    /** The type of a column. */
    static Type type(String column) {
        return switch (column) {
            case "customer" -> Type.STRING;
            case "at", "seen" -> Type.TIMESTAMP;
            case "gone" -> Type.BOOL;
            default -> Type.INT64;
        };
    }

    List<String> columns(String source) {
        List<String> columns = new ArrayList<>(List.of("customer", "shop", "card", "at", "amount", "number"));
        if (hasUniqueKey(source)) {
            columns.add("id");
            columns.add("gone");
            if (hasArrival) {
                columns.add("seen");
            }
        }
        return columns;
    }

    static boolean hasUniqueKey(String source) {
        return !source.equals("clicks");
    }

    boolean hasQuarantine(String source) {
        return onViolation(source).equals("quarantine");
    }

    /** Whether a load goes on where a row of a file is rejected. */
    boolean mayRejectRowsOfFiles(String source) {
        return !onViolation(source).equals("fail");
    }

    /** Whether a row is an event of some view, whichever versions are applied. */
    boolean isAlwaysEvent(Row row) {
        return views(1).stream()
                .anyMatch(about -> about.view().sources().stream()
                                .anyMatch(source -> source.name().equals(row.source()) && source.allows(row))
                        && about.view().keyColumns().stream().noneMatch(column -> row.value(column) == null));
    }

    private String onViolation(String source) {
        return source.equals("invoices") ? onViolation : "quarantine";
    }

    private Source source(String name, int version) {
        List<Source.Column> columns = new ArrayList<>();
        for (String column : columns(name)) {
            columns.add(
                    column.equals("amount")
                            ? new Source.Column(
                                    column,
                                    Type.INT64,
                                    true,
                                    Optional.of(0L),
                                    Optional.of(greatest(version)),
                                    List.of())
                            : Source.Column.ofType(column, type(column)));
        }
        boolean isKeyed = hasUniqueKey(name);
        return new Source(
                name,
                columns,
                Set.of(),
                "at",
                isKeyed && hasArrival ? Optional.of("seen") : Optional.empty(),
                isKeyed ? List.of("id") : List.of(),
                List.of(),
                isKeyed ? Optional.of("gone") : Optional.empty(),
                OptionalLong.empty(),
                Optional.empty());
    }

    private static long greatest(int version) {
        return version == 1 ? NARROW : WIDE;
    }

    private static List<Feature> spend() {
        Expr amount = new Expr.Column("amount", Type.INT64);
        return List.of(
                aggregate("events", Feature.Function.COUNT, Optional.empty(), new Feature.Unbounded()),
                aggregate("hour", Feature.Function.SUM, Optional.of(amount), new Feature.Sliding(HOUR)),
                new Feature(
                        "newest",
                        new Feature.Latest(OptionalLong.empty()),
                        Optional.of(amount),
                        Optional.empty(),
                        0,
                        false,
                        Optional.empty()));
    }

    private List<Feature> turnover() {
        List<Feature> features = new ArrayList<>(spend());
        if (doShopsReadCustomers) {
            features.add(aggregate(
                    "customer",
                    Feature.Function.LAST,
                    Optional.of(new Expr.Column("customer", Type.STRING)),
                    new Feature.Unbounded()));
        }
        return features;
    }

    private static Feature aggregate(
            String name, Feature.Function function, Optional<Expr> input, Feature.Span window) {
        return new Feature(
                name, new Feature.Aggregate(function, window), input, Optional.empty(), 0, false, Optional.empty());
    }

    /** The definitions of a version. */
    String text(int version, Path data) {
        StringBuilder text = new StringBuilder("""
                entity: customer
                keys: {customer_id: string}
                ---
                entity: shop
                keys: {shop_id: int64}
                ---
                entity: card
                keys: {customer_id: string, card_id: int64}
                """);
        SOURCES.forEach(source -> text.append("---\n").append(sourceText(source, version, data)));
        views(version).forEach(view -> text.append("---\n").append(viewText(view)));
        return text.toString();
    }

    private String sourceText(String name, int version, Path data) {
        StringBuilder text = new StringBuilder("source: " + name + "\nevent_time: at\npath: " + data.resolve(name));
        text.append('\n');
        if (hasUniqueKey(name)) {
            text.append("unique_key: [id]\nretracted: gone\n").append(hasArrival ? "arrival_time: seen\n" : "");
        }
        text.append("keys: {customer: customer_id, shop: shop_id, card: card_id}\ncolumns:\n");
        for (String column : columns(name)) {
            String bounds = column.equals("amount") ? ", min: 0, max: " + greatest(version) : "";
            text.append("  " + column + ": {type: " + type(column).text() + bounds + "}\n");
        }
        return text.append("on_violation: " + onViolation(name) + "\n").toString();
    }

    private static String viewText(About about) {
        StringBuilder text =
                new StringBuilder("feature_view: " + about.name() + "\nversion: " + about.version() + "\nentity: "
                        + about.entity() + "\n" + sourcesText(about.view().sources()) + "\nfeatures:\n");
        about.view()
                .features()
                .forEach(feature -> text.append("  " + feature.name() + ": {" + featureText(feature) + "}\n"));
        return text.toString();
    }

    private static String featureText(Feature feature) {
        String input = feature.input().map(Expr::sql).orElse("*");
        return switch (feature.kind()) {
            case Feature.Latest latest -> "latest: '" + input + "'";
            case Feature.Aggregate aggregate ->
                "aggregate: '" + aggregate.function().name().toLowerCase(Locale.ROOT) + "(" + input + ")', window: "
                        + (aggregate.window() instanceof Feature.Unbounded ? "unbounded" : "1h");
        };
    }

    private static String sourcesText(List<Source> sources) {
        List<String> names = sources.stream().map(Source::name).toList();
        return names.size() == 1 ? "source: " + names.getFirst() : "sources: " + names;
    }
}
