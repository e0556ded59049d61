package dev.asof.it.generate;

import dev.asof.it.oracle.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Draws values of every type, from few enough that some are equal, and mean enough that arithmetic shows. */
final class ValueGenerator {
    private static final List<String> TEXTS =
            List.of("", "a", "A", "ab", "b", "zz", "é", "ß", "\uFF5E", "\uD83D\uDE00", "it's", "null", "a%b_c", "0");
    private static final List<String> HEXES =
            List.of("", "00", "0000", "00ff", "ff", "ff00", "01", "7f", "80", "c328", "61");
    private static final List<Double> SPECIAL_FLOATS =
            List.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0.0, 0.0, 1.0, -1.0, 1e16, -1e16);
    private static final List<Double> HUGE_FLOATS = List.of(
            Double.MAX_VALUE, -Double.MAX_VALUE, 0x1p1023, -0x1p1023, 1e308, 0x1p970, 0x1.fffffffffffffp969, 1.0);
    private static final List<Double> TINY_FLOATS = List.of(
            Double.MIN_VALUE, -Double.MIN_VALUE, Double.MIN_NORMAL, 0x1.8p-1073, -3e-320, 1e-300, -0.0, 0x1p-1022);
    private static final List<Long> LONG_EDGES = List.of(
            Long.MAX_VALUE,
            Long.MIN_VALUE,
            Long.MAX_VALUE - 1,
            0L,
            -1L,
            1L << 53,
            (1L << 53) + 1,
            Long.MAX_VALUE / 2 + 1);
    private static final List<Long> INT_EDGES =
            List.of((long) Integer.MAX_VALUE, (long) Integer.MIN_VALUE, 0L, -1L, 1L, (long) Integer.MAX_VALUE - 1);

    /** How the numbers of a column look. */
    enum Flavor {
        /** Two or three values, of lists and maps not many more. */
        FEW,
        SMALL,
        MONEY,
        SPECIAL,
        HUGE,
        TINY,
        /** Hardly one twice, and none at the ends of its type. */
        WIDE,
        ANY
    }

    private final Dice dice;
    private final Clock clock;

    ValueGenerator(Dice dice, Clock clock) {
        this.dice = dice;
        this.clock = clock;
    }

    Flavor flavor() {
        return dice.one(
                Flavor.FEW,
                Flavor.SMALL,
                Flavor.SMALL,
                Flavor.MONEY,
                Flavor.MONEY,
                Flavor.SPECIAL,
                Flavor.SPECIAL,
                Flavor.HUGE,
                Flavor.TINY,
                Flavor.WIDE,
                Flavor.ANY);
    }

    /** A value of any look. */
    Object value(Type type) {
        return value(type, flavor());
    }

    Object value(Type type, Flavor flavor) {
        return switch (type.kind()) {
            case BOOL -> dice.chance(50);
            case INT32 -> int32(flavor);
            case INT64 -> int64(flavor);
            case FLOAT32 -> (double) (float) float64(flavor);
            case FLOAT64 -> float64(flavor);
            case STRING -> text(flavor);
            case DATE -> date(flavor);
            case TIMESTAMP -> Math.clamp(clock.time(), Clock.FIRST_TIME, Clock.LAST_TIME);
            case DECIMAL -> decimal(type, flavor);
            case BYTES -> new Type.Binary(hex(flavor));
            case LIST -> list(type, flavor);
            case MAP -> map(type, flavor);
        };
    }

    private Long date(Flavor flavor) {
        boolean isNear = flavor == Flavor.FEW || (flavor != Flavor.WIDE && dice.chance(80));
        return isNear ? (long) dice.between(-3, 3) : dice.between(-700_000, 2_900_000);
    }

    private String text(Flavor flavor) {
        return switch (flavor) {
            case FEW -> dice.one("", "a");
            case WIDE, ANY -> dice.oneOf(TEXTS) + Long.toString(dice.bits() >>> dice.between(40, 60), 36);
            case SMALL, MONEY, SPECIAL, HUGE, TINY ->
                dice.chance(90) ? dice.oneOf(TEXTS) : dice.oneOf(TEXTS) + dice.oneOf(TEXTS);
        };
    }

    private String hex(Flavor flavor) {
        return switch (flavor) {
            case FEW -> dice.one("", "00");
            case WIDE, ANY -> dice.oneOf(HEXES) + String.format("%06x", dice.below(1 << 24));
            case SMALL, MONEY, SPECIAL, HUGE, TINY ->
                dice.chance(90) ? dice.oneOf(HEXES) : dice.oneOf(HEXES) + dice.oneOf(HEXES);
        };
    }

    private BigDecimal decimal(Type type, Flavor flavor) {
        BigInteger end = BigInteger.TEN.pow(type.digits());
        BigInteger unscaled = switch (flavor) {
            case FEW -> BigInteger.valueOf(dice.between(0, 1));
            case SMALL -> BigInteger.valueOf(dice.between(-3, 9)).multiply(BigInteger.TEN.pow(type.scale()));
            case MONEY -> BigInteger.valueOf(dice.between(-10_000, 100_000));
            case SPECIAL, HUGE ->
                dice.one(end, end.shiftRight(1), BigInteger.TWO, BigInteger.ONE.shiftLeft(62))
                        .subtract(BigInteger.valueOf(dice.between(1, 2)))
                        .multiply(BigInteger.valueOf(dice.one(-1, 1)));
            case TINY -> BigInteger.valueOf(dice.between(-2, 2));
            case WIDE -> BigInteger.valueOf(dice.bits()).shiftRight(dice.between(0, 40));
            case ANY -> BigInteger.valueOf(dice.bits()).shiftLeft(62).add(BigInteger.valueOf(dice.bits()));
        };
        return new BigDecimal(unscaled.remainder(end), type.scale());
    }

    private List<@Nullable Object> list(Type type, Flavor flavor) {
        int length = type.length() > 0 ? type.length() : size(flavor);
        List<@Nullable Object> list = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            list.add(element(type, flavor));
        }
        return list;
    }

    /** In no order of its keys. */
    private Map<String, @Nullable Object> map(Type type, Flavor flavor) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        int size = size(flavor);
        for (int i = 0; i < size; i++) {
            map.put((String) value(Type.STRING, flavor), element(type, flavor));
        }
        return map;
    }

    private int size(Flavor flavor) {
        return switch (flavor) {
            case FEW -> dice.between(0, 1);
            case WIDE -> dice.between(1, 3);
            case SMALL, MONEY, SPECIAL, HUGE, TINY, ANY -> dice.one(0, 1, 1, 2, 3);
        };
    }

    private @Nullable Object element(Type type, Flavor flavor) {
        return dice.chance(flavor == Flavor.WIDE ? 3 : 15) ? null : value(type.element(), flavor);
    }

    private Long int32(Flavor flavor) {
        return switch (flavor) {
            case FEW -> (long) dice.between(0, 1);
            case SMALL, MONEY, TINY -> (long) dice.between(-3, 12);
            case SPECIAL, HUGE -> dice.oneOf(INT_EDGES);
            case WIDE -> dice.bits() >> dice.between(33, 50);
            case ANY -> (long) (int) dice.bits();
        };
    }

    private Long int64(Flavor flavor) {
        return switch (flavor) {
            case FEW -> (long) dice.between(0, 1);
            case SMALL, TINY -> (long) dice.between(-3, 12);
            case MONEY -> (long) dice.between(-100_000, 1_000_000);
            case SPECIAL, HUGE -> dice.oneOf(LONG_EDGES);
            case WIDE -> dice.bits() >> dice.between(12, 40);
            case ANY -> dice.bits() >> dice.between(0, 60);
        };
    }

    private double float64(Flavor flavor) {
        return switch (flavor) {
            case FEW -> dice.one(0.0, -0.0, Double.NaN);
            case SMALL -> dice.between(-3, 9);
            case MONEY -> dice.between(-10_000, 100_000) / 100.0;
            case SPECIAL -> dice.chance(60) ? dice.between(-30, 30) / 10.0 : dice.oneOf(SPECIAL_FLOATS);
            case HUGE -> dice.oneOf(HUGE_FLOATS);
            case TINY -> dice.oneOf(TINY_FLOATS);
            case WIDE -> (dice.bits() >> 12) * Math.scalb(1.0, dice.between(-60, -20));
            case ANY -> anyFloat();
        };
    }

    /** Any bits, NaN as the one there is. */
    private double anyFloat() {
        double value = Double.longBitsToDouble(dice.bits());
        return Double.isNaN(value) ? Double.NaN : value;
    }
}
