package dev.asof.it.realdata;

import dev.asof.it.oracle.Expr;
import dev.asof.it.oracle.Feature;
import dev.asof.it.oracle.Feature.Function;
import dev.asof.it.oracle.Source;
import dev.asof.it.oracle.Type;
import dev.asof.it.oracle.View;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** The views of {@code real-data/retail}, as the oracle takes them, in the order of the service. */
final class RetailViews {
    private static final long HOUR = 3_600_000_000L;
    private static final long DAY = 24 * HOUR;
    private static final Feature.Span EVER = new Feature.Unbounded();
    private static final Expr QUANTITY = column("quantity", Type.INT32);
    private static final Expr PRICE = column("unit_price", Type.FLOAT64);
    private static final Expr AMOUNT = new Expr.Arithmetic('*', QUANTITY, PRICE);
    private static final Expr ZERO = new Expr.Literal(Type.INT64, 0L);

    static final Source SOURCE = new Source(
            "invoice_lines",
            List.of(
                    new Source.Column("line_id", Type.INT64, false, Optional.of(0L), Optional.empty(), List.of()),
                    required("customer_id", Type.INT64),
                    required("invoice_no", Type.STRING),
                    required("quantity", Type.INT32),
                    required("unit_price", Type.FLOAT64),
                    Source.Column.ofType("invoice_ts", Type.TIMESTAMP),
                    Source.Column.ofType("stock_code", Type.STRING),
                    Source.Column.ofType("description", Type.STRING),
                    Source.Column.ofType("country", Type.STRING)),
            Set.of("invoice_ts", "stock_code", "description", "country"),
            "invoice_ts",
            Optional.empty(),
            List.of("line_id"),
            List.of("line_id"));

    private final List<Feature> features = new ArrayList<>();
    private final long delayMicros;
    private final boolean closedLeft;

    private RetailViews(long delayMicros, boolean closedLeft) {
        this.delayMicros = delayMicros;
        this.closedLeft = closedLeft;
    }

    /** By name. */
    static Map<String, View> all() {
        Map<String, View> views = new LinkedHashMap<>();
        views.put("spend", spend());
        views.put("purchases", purchases());
        views.put("returns", returns());
        return views;
    }

    private static View spend() {
        RetailViews view = new RetailViews(0, false);
        view.count("lines_1h", new Feature.Sliding(HOUR));
        view.count("lines_7d", days(7));
        view.count("lines_ever", EVER);
        view.aggregate("described_30d", Function.COUNT, column("description", Type.STRING), days(30));
        view.aggregate("spend_1d", Function.SUM, AMOUNT, days(1));
        view.defaultsTo(0.0);
        view.aggregate("spend_30d", Function.SUM, AMOUNT, days(30));
        view.aggregate("spend_90d", Function.SUM, AMOUNT, days(90));
        view.aggregate("spend_ever", Function.SUM, AMOUNT, EVER);
        view.aggregate("units_30d", Function.SUM, QUANTITY, days(30));
        view.aggregate("avg_line_30d", Function.AVG, AMOUNT, days(30));
        view.aggregate("avg_units_ever", Function.AVG, QUANTITY, EVER);
        view.aggregate("lowest_price_90d", Function.MIN, PRICE, days(90));
        view.aggregate("highest_line_ever", Function.MAX, AMOUNT, EVER);
        view.aggregate("first_code_90d", Function.MIN, column("stock_code", Type.STRING), days(90));
        view.latest("last_invoice", column("invoice_no", Type.STRING), OptionalLong.empty());
        view.latest("last_description", column("description", Type.STRING), OptionalLong.of(30 * DAY));
        view.latest("last_price", PRICE, OptionalLong.of(7 * DAY));
        view.defaultsTo(0.0);
        return view.where(Optional.empty());
    }

    private static View purchases() {
        RetailViews view = new RetailViews(DAY, true);
        view.count("lines_30d", days(30));
        view.aggregate("spend_30d", Function.SUM, AMOUNT, days(30));
        view.defaultsTo(0.0);
        view.aggregate("spend_ever", Function.SUM, AMOUNT, EVER);
        view.count("abroad_lines_ever", EVER);
        Expr country = column("country", Type.STRING);
        view.change(last -> new Feature(
                last.name(),
                last.kind(),
                last.input(),
                Optional.of(new Expr.Comparison("<>", country, new Expr.Literal(Type.STRING, "United Kingdom"))),
                last.delayMicros(),
                last.closedLeft(),
                last.defaultValue()));
        view.latest("last_country", country, OptionalLong.of(365 * DAY));
        view.change(last -> new Feature(
                last.name(), last.kind(), last.input(), last.where(), 0, last.closedLeft(), last.defaultValue()));
        return view.where(Optional.of(
                new Expr.And(new Expr.Comparison(">", QUANTITY, ZERO), new Expr.Comparison(">", PRICE, ZERO))));
    }

    private static View returns() {
        RetailViews view = new RetailViews(0, false);
        view.count("lines_90d", days(90));
        view.aggregate("units_90d", Function.SUM, new Expr.Negation(QUANTITY), days(90));
        view.defaultsTo(0L);
        view.aggregate("value_ever", Function.SUM, new Expr.Negation(AMOUNT), EVER);
        view.change(last -> new Feature(
                last.name(), last.kind(), last.input(), last.where(), last.delayMicros(), true, last.defaultValue()));
        view.latest("last_code", column("stock_code", Type.STRING), OptionalLong.empty());
        return view.where(Optional.of(new Expr.StartsWith(column("invoice_no", Type.STRING), "C")));
    }

    private static Source.Column required(String name, Type type) {
        return new Source.Column(name, type, false, Optional.empty(), Optional.empty(), List.of());
    }

    private static Expr column(String name, Type type) {
        return new Expr.Column(name, type);
    }

    private static Feature.Span days(int days) {
        return new Feature.Sliding(days * DAY);
    }

    private View where(Optional<Expr> filter) {
        return new View(SOURCE, List.of("customer_id"), filter, features);
    }

    private void count(String name, Feature.Span window) {
        add(name, new Feature.Aggregate(Function.COUNT, window), Optional.empty());
    }

    private void aggregate(String name, Function function, Expr input, Feature.Span window) {
        add(name, new Feature.Aggregate(function, window), Optional.of(input));
    }

    private void latest(String name, Expr input, OptionalLong maxAge) {
        add(name, new Feature.Latest(maxAge), Optional.of(input));
    }

    private void add(String name, Feature.Kind kind, Optional<Expr> input) {
        features.add(new Feature(name, kind, input, Optional.empty(), delayMicros, closedLeft, Optional.empty()));
    }

    private void defaultsTo(Object value) {
        change(last -> new Feature(
                last.name(),
                last.kind(),
                last.input(),
                last.where(),
                last.delayMicros(),
                last.closedLeft(),
                Optional.of(value)));
    }

    private void change(java.util.function.UnaryOperator<Feature> change) {
        features.add(change.apply(features.removeLast()));
    }
}
