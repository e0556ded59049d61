package dev.asof.it.generate;

import dev.asof.it.oracle.Type;
import java.util.List;

/** Draws types of columns. */
final class TypeGenerator {
    private static final List<Type> USUAL = List.of(
            Type.FLOAT64,
            Type.FLOAT64,
            Type.INT64,
            Type.INT32,
            Type.FLOAT32,
            Type.STRING,
            Type.BOOL,
            Type.DATE,
            Type.TIMESTAMP);
    private static final int DEEPEST = 3;

    private final Dice dice;

    TypeGenerator(Dice dice) {
        this.dice = dice;
    }

    /** Mostly one without parameters. */
    Type any() {
        return dice.chance(65) ? dice.oneOf(USUAL) : made();
    }

    /** Bytes, a decimal, a list or a map. */
    Type made() {
        return made(0);
    }

    private Type made(int depth) {
        return switch (dice.between(0, 5)) {
            case 0 -> Type.BYTES;
            case 1, 2 -> decimal();
            case 3 -> Type.map(element(depth + 1));
            case 4 -> Type.list(element(depth + 1), dice.between(1, 3));
            default -> Type.list(element(depth + 1));
        };
    }

    private Type element(int depth) {
        return depth < DEEPEST && dice.chance(35) ? made(depth) : dice.oneOf(USUAL);
    }

    Type decimal() {
        int digits = dice.one(1, 5, 9, 10, 18, 19, 38, dice.between(1, 38));
        return Type.decimal(digits, dice.one(0, Math.min(2, digits), digits, dice.between(0, digits)));
    }

    /** One whose values are cast to text. */
    Type written() {
        return dice.either(
                this::decimal,
                () -> Type.BYTES,
                () -> Type.list(dice.one(Type.INT64, Type.FLOAT32, Type.STRING, Type.BYTES, decimal())),
                () -> Type.map(dice.one(Type.BOOL, Type.FLOAT64, Type.STRING, Type.list(Type.INT32), decimal())));
    }

    /** One whose values can be cast to another. */
    Type castable(Type to) {
        return switch (to.kind()) {
            case INT32, INT64, FLOAT32, FLOAT64, DECIMAL -> dice.one(Type.INT32, Type.INT64, Type.FLOAT64, decimal());
            case STRING -> written();
            case LIST -> Type.list(castable(to.element()));
            case MAP -> Type.map(castable(to.element()));
            case BOOL, BYTES, DATE, TIMESTAMP -> to;
        };
    }
}
