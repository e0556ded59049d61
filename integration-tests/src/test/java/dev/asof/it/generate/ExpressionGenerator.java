package dev.asof.it.generate;

import dev.asof.it.oracle.Expr;
import dev.asof.it.oracle.Source;
import dev.asof.it.oracle.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Draws expressions over the columns of a source. */
final class ExpressionGenerator {
    private static final List<Type> NUMBERS = List.of(Type.INT32, Type.INT64, Type.FLOAT32, Type.FLOAT64);

    private final Dice dice;
    private final ValueGenerator values;
    private final TypeGenerator types;
    private final List<Source.Column> columns;
    private final Function<Source.Column, Expr> reader;

    ExpressionGenerator(Dice dice, ValueGenerator values, List<Source.Column> columns) {
        this(dice, values, columns, column -> new Expr.Column(column.name(), column.type()));
    }

    /** @param reader the expression that reads a column */
    ExpressionGenerator(
            Dice dice, ValueGenerator values, List<Source.Column> columns, Function<Source.Column, Expr> reader) {
        this.reader = reader;
        this.dice = dice;
        this.values = values;
        this.types = new TypeGenerator(dice);
        this.columns = columns;
    }

    /** An expression of any type, mostly a column. */
    Expr any() {
        Source.Column column = dice.oneOf(columns);
        if (column.type().isDecimal() && dice.chance(30)) {
            return decimalArithmetic(1);
        }
        return dice.chance(60) ? column(column) : of(column.type(), 2);
    }

    /** An expression of the type of some column, mostly one with operations. */
    Expr computed() {
        return of(dice.oneOf(columns).type(), 3);
    }

    /** A number, mostly a column or a product. */
    Expr number() {
        return switch (dice.between(0, 3)) {
            case 0, 1 -> column(dice.oneOf(NUMBERS)).orElseGet(() -> of(Type.INT64, 1));
            case 2 -> new Expr.Arithmetic('*', of(dice.oneOf(NUMBERS), 0), of(dice.oneOf(NUMBERS), 0));
            default -> of(dice.oneOf(NUMBERS), 3);
        };
    }

    /** What is summed up: a number or a decimal. */
    Expr addend() {
        return switch (dice.between(0, 5)) {
            case 0 -> column(types.decimal()).orElseGet(() -> decimalArithmetic(1));
            case 1 ->
                columns.stream()
                        .filter(column -> column.type().isDecimal())
                        .findFirst()
                        .map(this::column)
                        .orElseGet(this::number);
            default -> number();
        };
    }

    /** Of the type that comes of it. */
    private Expr decimalArithmetic(int depth) {
        Expr decimal = decimalOperand(depth);
        Expr other = dice.chance(50) ? decimalOperand(depth) : of(dice.one(Type.INT32, Type.INT64), depth);
        Expr left = dice.chance(50) ? decimal : other;
        Expr right = left.equals(decimal) ? other : decimal;
        boolean hasProduct = decimal.type().scale() + other.type().scale() <= 38;
        char operator = hasProduct ? dice.one('+', '-', '*', '/', '%') : dice.one('+', '-', '/', '%');
        return dice.chance(10) ? new Expr.Negation(decimal) : new Expr.Arithmetic(operator, left, right);
    }

    private Expr decimalOperand(int depth) {
        if (dice.chance(20)) {
            return literal(types.decimal());
        }
        List<Source.Column> decimals =
                columns.stream().filter(column -> column.type().isDecimal()).toList();
        return decimals.isEmpty() || dice.chance(30) ? of(types.decimal(), depth) : column(dice.oneOf(decimals));
    }

    /** A condition, mostly one that more rows meet than not. */
    Expr text() {
        return of(Type.STRING, dice.between(0, 1));
    }

    Expr condition() {
        Expr condition = of(Type.BOOL, dice.between(1, 3));
        return switch (dice.between(0, 3)) {
            case 0 -> condition;
            case 1 -> new Expr.Coalesce(List.of(condition, new Expr.Literal(Type.BOOL, true)));
            case 2 -> new Expr.Or(condition, new Expr.Not(of(Type.BOOL, 1)));
            default -> new Expr.IsDistinct(condition, new Expr.Literal(Type.BOOL, dice.chance(50)));
        };
    }

    /** @param depth how many operations may stand within each other */
    private Expr of(Type type, int depth) {
        if (depth == 0 || dice.chance(15)) {
            return leaf(type);
        }
        return switch (dice.between(0, 10)) {
            case 0 -> new Expr.Case(of(Type.BOOL, depth - 1), of(type, depth - 1), of(type, depth - 1));
            case 1 -> new Expr.Coalesce(List.of(of(type, depth - 1), of(type, depth - 1)));
            case 2 -> new Expr.NullIf(of(type, depth - 1), of(type, depth - 1));
            case 3, 4, 5 ->
                new CallGenerator(dice, wanted -> of(wanted, depth - 1))
                        .ofType(type)
                        .orElseGet(() -> operation(type, depth - 1));
            default -> operation(type, depth - 1);
        };
    }

    private Expr leaf(Type type) {
        Optional<Expr> column = column(type);
        if (column.isPresent() && dice.chance(75)) {
            return column.get();
        }
        return switch (type.kind()) {
            case INT32, FLOAT32 -> column.orElseGet(() -> new Expr.Cast(literal(wide(type)), type));
            case BOOL, INT64, FLOAT64, STRING, DATE, TIMESTAMP, DECIMAL, BYTES, LIST, MAP -> literal(type);
        };
    }

    private static Type wide(Type type) {
        return type.equals(Type.INT32) ? Type.INT64 : Type.FLOAT64;
    }

    private Expr literal(Type type) {
        return new Expr.Literal(type, dice.chance(6) ? null : values.value(type));
    }

    private Optional<Expr> column(Type type) {
        List<Source.Column> ofType =
                columns.stream().filter(column -> column.type().equals(type)).toList();
        return ofType.isEmpty() ? Optional.empty() : Optional.of(column(dice.oneOf(ofType)));
    }

    private Expr column(Source.Column column) {
        return reader.apply(column);
    }

    private Expr operation(Type type, int depth) {
        return switch (type.kind()) {
            case BOOL -> test(depth);
            case INT32 ->
                new Expr.Cast(of(dice.one(Type.INT64, Type.FLOAT64, Type.BOOL, types.decimal()), depth), type);
            case FLOAT32 ->
                new Expr.Cast(of(dice.one(Type.INT64, Type.FLOAT64, Type.INT32, types.decimal()), depth), type);
            case INT64 ->
                dice.either(
                        () -> arithmetic(integer(depth), integer(depth)),
                        () -> arithmetic(integer(depth), integer(depth)),
                        () -> new Expr.Negation(integer(depth)),
                        () -> new Expr.Cast(
                                of(dice.one(Type.FLOAT64, Type.FLOAT32, Type.BOOL, Type.INT32), depth), type),
                        () -> new Expr.Cast(of(types.decimal(), depth), type));
            case FLOAT64 ->
                dice.either(
                        () -> arithmetic(of(Type.FLOAT64, depth), of(dice.oneOf(NUMBERS), depth)),
                        () -> arithmetic(of(dice.oneOf(NUMBERS), depth), floating(depth)),
                        () -> new Expr.Negation(floating(depth)),
                        () -> new Expr.Cast(
                                of(dice.one(Type.INT64, Type.FLOAT32, Type.BOOL, types.decimal()), depth), type));
            case STRING ->
                dice.either(
                        () -> new Expr.Concat(of(type, depth), of(type, depth)),
                        () -> new Expr.Cast(of(dice.one(Type.INT64, Type.INT32, Type.BOOL), depth), type),
                        () -> new Expr.Cast(of(types.written(), depth), type));
            case DECIMAL ->
                dice.either(
                        () -> new Expr.Cast(decimalArithmetic(depth), type),
                        () -> new Expr.Cast(decimalArithmetic(depth), type),
                        () -> new Expr.Negation(of(type, depth)),
                        () -> new Expr.Cast(of(dice.oneOf(NUMBERS), depth), type),
                        () -> new Expr.Cast(of(dice.one(Type.STRING, types.decimal()), depth), type),
                        () -> new Expr.Cast(new Expr.Cast(of(types.decimal(), depth), Type.STRING), type));
            case BYTES ->
                dice.either(
                        () -> new Expr.Cast(of(Type.STRING, depth), type),
                        () -> new Expr.Cast(new Expr.Cast(of(type, depth), Type.STRING), type));
            case LIST ->
                new Expr.Cast(of(Type.list(types.castable(type.element()), dice.one(0, type.length())), depth), type);
            case MAP -> new Expr.Cast(of(Type.map(types.castable(type.element())), depth), type);
            case DATE -> new Expr.Cast(of(Type.TIMESTAMP, depth), type);
            case TIMESTAMP -> new Expr.Cast(of(Type.DATE, depth), type);
        };
    }

    private Expr integer(int depth) {
        return of(dice.one(Type.INT32, Type.INT64), depth);
    }

    private Expr floating(int depth) {
        return of(dice.one(Type.FLOAT32, Type.FLOAT64), depth);
    }

    private Expr arithmetic(Expr left, Expr right) {
        return new Expr.Arithmetic(dice.one('+', '-', '*', '/', '%'), left, right);
    }

    private Expr test(int depth) {
        return dice.either(
                () -> comparison(depth),
                () -> comparison(depth),
                () -> comparison(depth),
                () -> new Expr.And(of(Type.BOOL, depth), of(Type.BOOL, depth)),
                () -> new Expr.Or(of(Type.BOOL, depth), of(Type.BOOL, depth)),
                () -> new Expr.Not(of(Type.BOOL, depth)),
                () -> new Expr.IsTruth(of(Type.BOOL, depth), dice.chance(50)),
                () -> new Expr.IsNull(of(anyType(), depth)),
                () -> distinct(depth),
                () -> in(depth),
                () -> between(depth),
                () -> new Expr.StartsWith(of(Type.STRING, depth), dice.one("a", "A", "ab", "z")));
    }

    private Expr comparison(int depth) {
        Type type = anyType();
        String operator = type.equals(Type.BOOL) ? dice.one("=", "<>") : dice.one("=", "<>", "<", "<=", ">", ">=");
        List<Expr> parts = agreeing(type, depth, 2);
        return new Expr.Comparison(operator, parts.get(0), parts.get(1));
    }

    private Expr distinct(int depth) {
        Type type = anyType();
        List<Expr> parts = agreeing(type, depth, 2);
        return new Expr.IsDistinct(parts.get(0), parts.get(1));
    }

    private Expr in(int depth) {
        Type type = anyType();
        List<Expr> parts = agreeing(type, depth, dice.between(2, 4));
        return new Expr.In(parts.getFirst(), parts.subList(1, parts.size()));
    }

    private Expr between(int depth) {
        Type type = dice.one(
                Type.INT32,
                Type.INT64,
                Type.FLOAT32,
                Type.FLOAT64,
                Type.STRING,
                Type.DATE,
                Type.TIMESTAMP,
                types.made());
        List<Expr> parts = agreeing(type, depth, 3);
        return new Expr.Between(parts.get(0), parts.get(1), parts.get(2));
    }

    /** Expressions of a type or of others that agree with it, the first of the type itself. */
    private List<Expr> agreeing(Type type, int depth, int count) {
        List<Expr> parts = new ArrayList<>(List.of(of(type, depth)));
        while (parts.size() < count) {
            parts.add(of(comparable(type), depth));
        }
        return Expr.agree(parts)
                ? parts
                : java.util.stream.IntStream.range(0, count)
                        .mapToObj(i -> of(type, depth))
                        .toList();
    }

    private Type comparable(Type type) {
        if (type.isDecimal() && dice.chance(40)) {
            return dice.one(Type.INT32, Type.INT64, types.decimal());
        }
        return type.isNumber() && dice.chance(40) ? dice.oneOf(NUMBERS) : type;
    }

    private Type anyType() {
        return dice.oneOf(columns).type();
    }
}
