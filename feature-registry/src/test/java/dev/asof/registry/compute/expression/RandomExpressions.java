package dev.asof.registry.compute.expression;

import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** Seeded texts of well-typed expressions over {@link Cases#SCOPE}, of all operators and some functions. */
final class RandomExpressions {
    private final Random random;

    RandomExpressions(long seed) {
        this.random = new Random(seed);
    }

    String any(int depth) {
        return switch (random.nextInt(6)) {
            case 0, 1 -> bool(depth);
            case 2 -> integer(depth);
            case 3 -> decimal(depth);
            case 4 -> text(depth);
            default -> time(depth);
        };
    }

    @SafeVarargs
    private String pick(int depth, List<String> leaves, Supplier<String>... inner) {
        if (depth <= 0 || random.nextInt(5) == 0) {
            return leaves.get(random.nextInt(leaves.size()));
        }
        return inner[random.nextInt(inner.length)].get();
    }

    private String one(String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private String bool(int depth) {
        int d = depth - 1;
        return pick(
                depth,
                List.of("flag", "TRUE", "FALSE", "CAST(NULL AS bool)"),
                () -> "(" + bool(d) + one(" AND ", " OR ") + bool(d) + ")",
                () -> "(" + bool(d) + one(" AND ", " OR ") + bool(d) + one(" and ", " or ") + bool(d) + ")",
                () -> "(NOT " + bool(d) + ")",
                () -> "(" + any(d) + one(" IS NULL)", " IS NOT NULL)"),
                () -> "(" + bool(d) + one(" IS TRUE)", " IS NOT TRUE)", " IS FALSE)", " IS NOT FALSE)"),
                () -> same(d, comparison()),
                () -> same(d, comparison()),
                () -> "(" + number(d) + comparison() + number(d) + ")",
                () -> "(" + number(d) + one(" IN (", " NOT IN (") + number(d) + ", " + number(d) + "))",
                () -> "(" + integer(d) + one(" IN (", " NOT IN (") + "1, 2, -1, 100))",
                () -> "(" + decimal(d) + " IN (1, 0.0, 2.5))",
                () -> "(" + text(d) + " IN ('a', 'GB-LON', ''))",
                () -> "(" + number(d) + one(" BETWEEN ", " NOT BETWEEN ") + number(d) + " AND " + number(d) + ")",
                () -> "(" + text(d) + one(" LIKE ", " NOT LIKE ")
                        + one("'%a%'", "'_'", "'a%b'", "'%é%_'", "'#%' ESCAPE '#'") + ")",
                () -> same(d, one(" IS DISTINCT FROM ", " IS NOT DISTINCT FROM ")),
                () -> "(" + bool(d) + one(" = ", " <> ") + bool(d) + ")",
                () -> choice(d, () -> bool(d)),
                () -> one("", "TRY_") + "CAST(" + text(d) + " AS bool)");
    }

    private String same(int depth, String operator) {
        return switch (random.nextInt(3)) {
            case 0 -> "(" + number(depth) + operator + number(depth) + ")";
            case 1 -> "(" + text(depth) + operator + text(depth) + ")";
            default -> "(" + time(depth) + operator + time(depth) + ")";
        };
    }

    private String comparison() {
        return one(" = ", " <> ", " != ", " < ", " <= ", " > ", " >= ");
    }

    private String number(int depth) {
        return random.nextBoolean() ? integer(depth) : decimal(depth);
    }

    private String integer(int depth) {
        int d = depth - 1;
        return pick(
                depth,
                List.of("small", "big", "other_big", "\"odd name\"", "0", "1", "-7", "9223372036854775807", "- 3"),
                () -> "(" + integer(d) + one(" + ", " - ", " * ", " / ", " % ") + integer(d) + ")",
                () -> "(" + integer(d) + one("+", " - ", "*", "/", "%") + integer(d) + ")",
                () -> "(-" + integer(d).replaceFirst("^-", "") + ")",
                () -> one("", "TRY_") + "CAST(" + one(number(d), bool(d)) + " AS " + one("int32", "int64") + ")",
                () -> "coalesce(" + integer(d) + ", " + integer(d) + ")",
                () -> "nullif(" + integer(d) + ", " + number(d) + ")",
                () -> "abs(" + integer(d) + ")",
                () -> "length(" + text(d) + ")",
                () -> choice(d, () -> integer(d)));
    }

    private String decimal(int depth) {
        int d = depth - 1;
        return pick(
                depth,
                List.of("single", "amount", "other_amount", "0.5", "1e300", "-0.0", ".25"),
                () -> "(" + decimal(d) + one(" + ", " - ", " * ", " / ", " % ") + number(d) + ")",
                () -> "(" + integer(d) + one(" + ", " - ", " * ", " / ", " % ") + decimal(d) + ")",
                () -> "(-(" + decimal(d) + "))",
                () -> "CAST(" + number(d) + " AS " + one("float32", "float64") + ")",
                () -> "coalesce(" + integer(d) + ", " + decimal(d) + ")",
                () -> "nullif(" + decimal(d) + ", " + number(d) + ")",
                () -> choice(d, () -> decimal(d)));
    }

    private String text(int depth) {
        int d = depth - 1;
        return pick(
                        depth,
                        List.of("country", "other_text", "'a'", "''", "'it''s'", "'日本'", "CAST(NULL AS string)"),
                        () -> text(d) + " || " + text(d),
                        () -> "Concat(" + text(d) + ", " + text(d) + ", " + text(d) + ")",
                        () -> "coalesce(NULL, " + text(d) + ", " + text(d) + ")",
                        () -> "nullif(" + text(d) + ", " + text(d) + ")",
                        () -> "CAST([" + integer(d) + ", NULL, " + integer(d) + "] AS string)",
                        () -> choice(d, () -> "(" + text(d) + ")"))
                .transform(text -> text.contains("||") ? "(" + text + ")" : text);
    }

    private String time(int depth) {
        return pick(
                depth,
                List.of("seen", "TIMESTAMP '2020-01-01 00:00:00'", "timestamp '1969-12-31T23:59:59.999999+01:00'"),
                () -> "coalesce(" + time(depth - 1) + ", seen)",
                () -> choice(depth - 1, () -> time(depth - 1)));
    }

    private String choice(int depth, Supplier<String> result) {
        return switch (random.nextInt(3)) {
            case 0 -> "CASE WHEN " + bool(depth) + " THEN " + result.get() + " END";
            case 1 ->
                "CASE WHEN " + bool(depth) + " THEN " + result.get() + " WHEN " + bool(depth) + " THEN NULL ELSE "
                        + result.get() + " END";
            default ->
                "CASE " + number(depth) + " WHEN " + number(depth) + " THEN " + result.get() + " WHEN " + number(depth)
                        + " THEN " + result.get() + " ELSE " + result.get() + " END";
        };
    }
}
