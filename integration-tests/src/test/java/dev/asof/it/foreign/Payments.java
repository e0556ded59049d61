package dev.asof.it.foreign;

import java.util.List;
import java.util.Random;

/**
 * What the files of this package hold, and definitions that read them. Row {@code i} was paid about {@code 10 i} minutes after the start of 2026; the
 * other columns have as many distinct values near each other in time as tell rows apart, and now and then null, NaN, zeros of both signs, text of
 * bytes beyond ASCII, and texts longer than what writers state of them.
 */
final class Payments {
    static final int CARDS = 40;
    static final String START = "2026-01-01T00:00:00Z";

    private Payments() {}

    /**
     * A source with a contract that a few rows violate, and a view of it with drawn conditions, every other one without text: of text all has to be
     * in a dictionary for rows to be passed over.
     */
    static String definitions(Random random) {
        boolean hasText = random.nextBoolean();
        return """
                entity: card
                keys: {card: int64}
                ---
                source: payments
                format: parquet
                path: data/
                event_time: %s
                columns:
                  card: {type: int64}
                  amount: {type: int64, min: -5000, max: 5000}
                on_violation: drop
                ---
                feature_view: spend
                version: 1
                entity: card
                source: payments
                %sfeatures:
                  total: {aggregate: "sum(amount)", window: 5h}
                  times: {aggregate: count(*), window: 50m}
                  some: {aggregate: max(%s), window: 11h, where: "%s"}
                  last: {aggregate: last(%s), window: 8h}
                ---
                feature_service: service
                version: 1
                features: [spend@1:*]
                """.formatted(
                        List.of("paid_at", "millis", "nanos").get(random.nextInt(3)),
                        random.nextInt(3) == 0 ? "" : "where: \"" + condition(random, 2, hasText) + "\"\n",
                        List.of("price", "wide", "total", "rate").get(random.nextInt(4)),
                        condition(random, 1, hasText),
                        hasText ? "country" : "large");
    }

    private static String condition(Random random, int depth, boolean hasText) {
        return switch (random.nextInt(depth == 0 ? 8 : 11)) {
            case 8 ->
                "(" + condition(random, depth - 1, hasText) + " AND " + condition(random, depth - 1, hasText) + ")";
            case 9 ->
                "(" + condition(random, depth - 1, hasText) + " OR " + condition(random, depth - 1, hasText) + ")";
            case 10 -> "NOT (" + condition(random, depth - 1, hasText) + ")";
            default -> simple(random, hasText);
        };
    }

    private static String simple(Random random, boolean hasText) {
        String compared = List.of("=", "<", "<=", ">", ">=", "<>").get(random.nextInt(6));
        int near = random.nextInt(100);
        return switch (random.nextInt(hasText ? 13 : 10)) {
            case 0 -> "amount " + compared + " " + (near * 20 - 1_000);
            case 1 -> "price " + compared + " " + (near / 8.0);
            case 2 -> "price " + compared + " 0.0";
            case 3 -> "rate " + compared + " " + (near / 8.0 - 3);
            case 4 -> "small " + compared + " " + (near - 50);
            case 5 -> "large " + compared + " " + (4_294_967_000L + near * 3L);
            case 6 -> "day " + compared + " DATE '2026-01-0" + (1 + near % 5) + "'";
            case 7 -> "fee " + compared + " DECIMAL '" + (near - 50) + ".25'";
            case 8 -> "total " + compared + " DECIMAL '" + (near * 10 - 500) + ".0625'";
            case 9 -> "millis " + compared + " TIMESTAMP '2026-01-03 " + (10 + near % 10) + ":00:00Z'";
            case 10 ->
                "country " + compared + " '"
                        + List.of("", "aa", "b1", "z2", "é", "é1", "日本").get(near % 7) + "'";
            case 11 -> "country IN ('b1', 'é2', 'x" + near + "')";
            default ->
                "note " + compared + " '" + "long text, the same for many rows, é and more, ".repeat(2) + near + "'";
        };
    }
}
