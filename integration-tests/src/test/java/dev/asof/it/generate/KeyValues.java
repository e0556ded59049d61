package dev.asof.it.generate;

import dev.asof.it.oracle.Type;
import java.math.BigDecimal;

/** Draws values of key columns, from few enough that keys meet. */
final class KeyValues {
    private KeyValues() {}

    static Object of(Type type, ValueGenerator values, Dice dice) {
        return switch (type.kind()) {
            case INT64 -> dice.chance(90) ? (long) dice.between(-2, 9) : dice.one(Long.MIN_VALUE, Long.MAX_VALUE);
            case INT32 -> dice.chance(90) ? (long) dice.between(-2, 9) : dice.one(-2_147_483_648L, 2_147_483_647L);
            case STRING -> dice.chance(90) ? values.value(type) : dice.one("a\u0000", "\u0000", "a\u0000b", "a\u0001");
            case DATE -> (long) dice.between(-4, 4);
            case BYTES ->
                dice.chance(90)
                        ? values.value(type)
                        : new Type.Binary(dice.one("6100", "00", "61000062", "6101", "00ff00ff"));
            case DECIMAL ->
                dice.chance(80) ? BigDecimal.valueOf(dice.between(-2, 9), type.scale()) : values.value(type);
            case BOOL, TIMESTAMP, FLOAT32, FLOAT64, LIST, MAP -> values.value(type);
        };
    }
}
