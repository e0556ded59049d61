package dev.asof.it.oracle;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A row expression that can write itself as SQL and evaluate itself on one row. What fails on data is null. */
public sealed interface Expr
        permits Expr.Column,
                Expr.FeatureValue,
                Expr.Literal,
                Expr.Arithmetic,
                Expr.Negation,
                Expr.Comparison,
                Expr.IsNull,
                Expr.IsDistinct,
                Expr.IsTruth,
                Expr.Not,
                Expr.And,
                Expr.Or,
                Expr.In,
                Expr.Between,
                Expr.Case,
                Expr.Coalesce,
                Expr.NullIf,
                Expr.Cast,
                Expr.Concat,
                Expr.StartsWith,
                Expr.ListOf,
                Expr.Call {

    Type type();

    /** The text of this in SQL. */
    String sql();

    /** The value on a row whose columns are named, null for null. */
    @Nullable
    Object on(Map<String, Object> row);

    List<Expr> parts();

    /** The names of all columns that this reads. */
    default SortedSet<String> columns() {
        SortedSet<String> names = new TreeSet<>();
        parts().forEach(part -> names.addAll(part.columns()));
        return names;
    }

    record Column(String name, Type type) implements Expr {
        @Override
        public String sql() {
            return "\"" + name.replace("\"", "\"\"") + "\"";
        }

        @Override
        public @Nullable Object on(Map<String, Object> row) {
            return row.get(name);
        }

        @Override
        public List<Expr> parts() {
            return List.of();
        }

        @Override
        public SortedSet<String> columns() {
            return new TreeSet<>(List.of(name));
        }
    }

    /** The value of another feature, after its default; null where there is none. */
    record FeatureValue(String reference, Type type) implements Expr {
        @Override
        public String sql() {
            return reference;
        }

        @Override
        public @Nullable Object on(Map<String, Object> row) {
            return row.get(reference);
        }

        @Override
        public List<Expr> parts() {
            return List.of();
        }
    }

    /** A constant; null for a null of the type. Integers are int64 and floats float64. */
    record Literal(Type type, @Nullable Object value) implements Expr {
        @Override
        public String sql() {
            return LiteralText.of(type, value);
        }

        @Override
        public @Nullable Object on(Map<String, Object> row) {
            return value;
        }

        @Override
        public List<Expr> parts() {
            return List.of();
        }
    }

    /** {@code +}, {@code -}, {@code *}, {@code /} or {@code %} of numbers. */
    record Arithmetic(char operator, Expr left, Expr right) implements Expr {
        private boolean isDecimal() {
            return left.type().isDecimal() || right.type().isDecimal();
        }

        @Override
        public Type type() {
            return isDecimal()
                    ? DecimalNumbers.ofArithmetic(operator, DecimalNumbers.beside(left), DecimalNumbers.beside(right))
                    : Type.ofArithmetic(left.type(), right.type());
        }

        @Override
        public String sql() {
            return "(" + left.sql() + " " + operator + " " + right.sql() + ")";
        }

        @Override
        public @Nullable Object on(Map<String, Object> row) {
            if (isDecimal()) {
                return decimal(row);
            }
            Object a = type().widened(left.on(row));
            Object b = type().widened(right.on(row));
            if (a == null || b == null) {
                return null;
            }
            return type().isInteger()
                    ? Numbers.integer(operator, (Long) a, (Long) b)
                    : (Object) Numbers.floating(operator, (Double) a, (Double) b);
        }

        private @Nullable Object decimal(Map<String, Object> row) {
            Object a = DecimalNumbers.beside(left).widened(left.on(row));
            Object b = DecimalNumbers.beside(right).widened(right.on(row));
            return a == null || b == null
                    ? null
                    : DecimalNumbers.arithmetic(operator, type(), (BigDecimal) a, (BigDecimal) b);
        }

        @Override
        public List<Expr> parts() {
            return List.of(left, right);
        }
    }

    /** The minus sign. */
    record Negation(Expr part) implements Expr {
        @Override
        public Type type() {
            return part.type().isDecimal() ? part.type() : Type.ofArithmetic(part.type(), part.type());
        }

        @Override
        public String sql() {
            return "(- " + part.sql() + ")";
        }

        @Override
        public @Nullable Object on(Map<String, Object> row) {
            return switch (part.on(row)) {
                case Long integer -> Numbers.integer('-', 0, integer);
                case Double number -> -number;
                case BigDecimal decimal -> decimal.negate();
                case null, default -> null;
            };
        }

        @Override
        public List<Expr> parts() {
            return List.of(part);
        }
    }

    /** {@code =}, {@code <>}, {@code <}, {@code <=}, {@code >} or {@code >=}. */
    record Comparison(String operator, Expr left, Expr right) implements Expr {
        @Override
        public Type type() {
            return Type.BOOL;
        }

        @Override
        public String sql() {
            return "(" + left.sql() + " " + operator + " " + right.sql() + ")";
        }

        @Override
        public @Nullable Object on(Map<String, Object> row) {
            return Logic.compare(operator, agreed(List.of(left, right)), left.on(row), right.on(row));
        }

        @Override
        public List<Expr> parts() {
            return List.of(left, right);
        }
    }

    record IsNull(Expr part) implements Expr {
        @Override
        public Type type() {
            return Type.BOOL;
        }

        @Override
        public String sql() {
            return "(" + part.sql() + " IS NULL)";
        }

        @Override
        public Object on(Map<String, Object> row) {
            return part.on(row) == null;
        }

        @Override
        public List<Expr> parts() {
            return List.of(part);
        }
    }

    /** {@code IS DISTINCT FROM}. */
    record IsDistinct(Expr left, Expr right) implements Expr {
        @Override
        public Type type() {
            return Type.BOOL;
        }

        @Override
        public String sql() {
            return "(" + left.sql() + " IS DISTINCT FROM " + right.sql() + ")";
        }

        @Override
        public Object on(Map<String, Object> row) {
            Object a = left.on(row);
            Object b = right.on(row);
            Boolean different = Logic.compare("<>", agreed(List.of(left, right)), a, b);
            return different == null ? (a == null) != (b == null) : different;
        }

        @Override
        public List<Expr> parts() {
            return List.of(left, right);
        }
    }

    /** {@code IS TRUE} or {@code IS FALSE}. */
    record IsTruth(Expr part, boolean truth) implements Expr {
        @Override
        public Type type() {
            return Type.BOOL;
        }

        @Override
        public String sql() {
            return "(" + part.sql() + " IS " + (truth ? "TRUE" : "FALSE") + ")";
        }

        @Override
        public Object on(Map<String, Object> row) {
            return Boolean.valueOf(truth).equals(part.on(row));
        }

        @Override
        public List<Expr> parts() {
            return List.of(part);
        }
    }

    record Not(Expr part) implements Expr {
        @Override
        public Type type() {
            return Type.BOOL;
        }

        @Override
        public String sql() {
            return "(NOT " + part.sql() + ")";
        }

        @Override
        public @Nullable Object on(Map<String, Object> row) {
            return Logic.not((Boolean) part.on(row));
        }

        @Override
        public List<Expr> parts() {
            return List.of(part);
        }
    }

    record And(Expr left, Expr right) implements Expr {
        @Override
        public Type type() {
            return Type.BOOL;
        }

        @Override
        public String sql() {
            return "(" + left.sql() + " AND " + right.sql() + ")";
        }

        @Override
        public @Nullable Object on(Map<String, Object> row) {
            return Logic.and((Boolean) left.on(row), (Boolean) right.on(row));
        }

        @Override
        public List<Expr> parts() {
            return List.of(left, right);
        }
    }

    record Or(Expr left, Expr right) implements Expr {
        @Override
        public Type type() {
            return Type.BOOL;
        }

        @Override
        public String sql() {
            return "(" + left.sql() + " OR " + right.sql() + ")";
        }

        @Override
        public @Nullable Object on(Map<String, Object> row) {
            Boolean neither = Logic.and(Logic.not((Boolean) left.on(row)), Logic.not((Boolean) right.on(row)));
            return Logic.not(neither);
        }

        @Override
        public List<Expr> parts() {
            return List.of(left, right);
        }
    }

    /** {@code value IN (items)}: some comparison is true; otherwise null if one is null. */
    record In(Expr value, List<Expr> items) implements Expr {
        @Override
        public Type type() {
            return Type.BOOL;
        }

        @Override
        public String sql() {
            return "(" + value.sql() + " IN (" + listed(items) + "))";
        }

        @Override
        public @Nullable Object on(Map<String, Object> row) {
            Type common = agreed(parts());
            Boolean isNone = true;
            for (Expr item : items) {
                isNone = Logic.and(isNone, Logic.compare("<>", common, value.on(row), item.on(row)));
            }
            return Logic.not(isNone);
        }

        @Override
        public List<Expr> parts() {
            return Stream.concat(Stream.of(value), items.stream()).toList();
        }
    }

    record Between(Expr value, Expr low, Expr high) implements Expr {
        @Override
        public Type type() {
            return Type.BOOL;
        }

        @Override
        public String sql() {
            return "(" + value.sql() + " BETWEEN " + low.sql() + " AND " + high.sql() + ")";
        }

        @Override
        public @Nullable Object on(Map<String, Object> row) {
            Type common = agreed(parts());
            return Logic.and(
                    Logic.compare("<=", common, low.on(row), value.on(row)),
                    Logic.compare("<=", common, value.on(row), high.on(row)));
        }

        @Override
        public List<Expr> parts() {
            return List.of(value, low, high);
        }
    }

    /** {@code CASE WHEN condition THEN then ELSE otherwise END}. */
    record Case(Expr condition, Expr then, Expr otherwise) implements Expr {
        @Override
        public Type type() {
            return agreed(List.of(then, otherwise));
        }

        @Override
        public String sql() {
            return "CASE WHEN " + condition.sql() + " THEN " + then.sql() + " ELSE " + otherwise.sql() + " END";
        }

        @Override
        public @Nullable Object on(Map<String, Object> row) {
            boolean holds = Boolean.TRUE.equals(condition.on(row));
            return type().widened(holds ? then.on(row) : otherwise.on(row));
        }

        @Override
        public List<Expr> parts() {
            return List.of(condition, then, otherwise);
        }
    }

    record Coalesce(List<Expr> parts) implements Expr {
        @Override
        public Type type() {
            return agreed(parts);
        }

        @Override
        public String sql() {
            return "coalesce(" + listed(parts) + ")";
        }

        @Override
        public @Nullable Object on(Map<String, Object> row) {
            for (Expr part : parts) {
                Object value = part.on(row);
                if (value != null) {
                    return type().widened(value);
                }
            }
            return null;
        }
    }

    /** The value, in its own type, unless it equals what is unwanted. */
    record NullIf(Expr value, Expr unwanted) implements Expr {
        @Override
        public Type type() {
            return value.type();
        }

        @Override
        public String sql() {
            return "nullif(" + value.sql() + ", " + unwanted.sql() + ")";
        }

        @Override
        public @Nullable Object on(Map<String, Object> row) {
            Object kept = value.on(row);
            Type common = agreed(parts());
            return Boolean.TRUE.equals(Logic.compare("=", common, kept, unwanted.on(row))) ? null : kept;
        }

        @Override
        public List<Expr> parts() {
            return List.of(value, unwanted);
        }
    }

    /** A cast between numbers, from bool to a number, or between date and timestamp. */
    record Cast(Expr part, Type type) implements Expr {
        @Override
        public String sql() {
            return "CAST(" + part.sql() + " AS " + type.text() + ")";
        }

        @Override
        public @Nullable Object on(Map<String, Object> row) {
            return Casts.cast(part.type(), type, part.on(row));
        }

        @Override
        public List<Expr> parts() {
            return List.of(part);
        }
    }

    /** Text joined by {@code ||}. */
    record Concat(Expr left, Expr right) implements Expr {
        @Override
        public Type type() {
            return Type.STRING;
        }

        @Override
        public String sql() {
            return "(" + left.sql() + " || " + right.sql() + ")";
        }

        @Override
        public @Nullable Object on(Map<String, Object> row) {
            Object a = left.on(row);
            Object b = right.on(row);
            return (a == null || b == null) ? null : (String) a + b;
        }

        @Override
        public List<Expr> parts() {
            return List.of(left, right);
        }
    }

    /**
     * {@code LIKE 'prefix%'}.
     *
     * @param prefix letters and digits
     */
    record StartsWith(Expr text, String prefix) implements Expr {
        @Override
        public Type type() {
            return Type.BOOL;
        }

        @Override
        public String sql() {
            return "(" + text.sql() + " LIKE '" + prefix + "%')";
        }

        @Override
        public @Nullable Object on(Map<String, Object> row) {
            Object value = text.on(row);
            return value == null ? null : (Object) ((String) value).startsWith(prefix);
        }

        @Override
        public List<Expr> parts() {
            return List.of(text);
        }
    }

    /** {@code [parts]}, a list of one type; null parts are null elements. */
    record ListOf(List<Expr> parts) implements Expr {
        @Override
        public Type type() {
            return Type.list(new Coalesce(parts).type());
        }

        @Override
        public String sql() {
            return "[" + listed(parts) + "]";
        }

        @Override
        public Object on(Map<String, Object> row) {
            List<@Nullable Object> elements = new ArrayList<>();
            parts.forEach(part -> elements.add(type().element().widened(part.on(row))));
            return elements;
        }
    }

    /** A call of a function, null where an argument is. */
    record Call(RowFunction function, List<Expr> parts) implements Expr {
        @Override
        public Type type() {
            return function.result();
        }

        @Override
        public String sql() {
            return function.name() + "(" + listed(parts) + ")";
        }

        @Override
        public @Nullable Object on(Map<String, Object> row) {
            List<Object> arguments = new ArrayList<>();
            for (int i = 0; i < parts.size(); i++) {
                Object value = parts.get(i).on(row);
                if (value == null) {
                    return null;
                }
                arguments.add(function.parameters().get(i).type().widened(value));
            }
            return function.body().on(arguments);
        }
    }

    /** The type that expressions have in common, of more than 38 digits where there is none. */
    static Type agreed(List<Expr> parts) {
        boolean hasDecimal = parts.stream().anyMatch(part -> part.type().isDecimal());
        return parts.stream()
                .map(part -> hasDecimal ? DecimalNumbers.beside(part) : part.type())
                .reduce(Type::common)
                .orElseThrow();
    }

    /** Whether there is a type that expressions have in common. */
    static boolean agree(List<Expr> parts) {
        return agreed(parts).digits() <= DecimalNumbers.MAX_DIGITS;
    }

    private static String listed(List<Expr> parts) {
        return parts.stream().map(Expr::sql).collect(Collectors.joining(", "));
    }
}
