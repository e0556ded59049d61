package dev.asof.cli.verify;

import dev.asof.registry.compute.event.EventTimes;
import dev.asof.registry.compute.nested.Decimals;
import dev.asof.registry.compute.nested.ListCodec;
import dev.asof.registry.compute.nested.MapCodec;
import dev.asof.registry.compute.schema.BytesColumn;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBuilder;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.DecimalType;
import dev.asof.registry.compute.schema.ListType;
import dev.asof.registry.compute.schema.MapType;
import dev.asof.registry.compute.schema.ScalarType;
import java.math.BigInteger;
import java.util.SplittableRandom;

/** Draws values of request columns: usual ones, those at the ends of their types, and nulls. */
final class RequestSampler {
    private static final double NULLS = 0.05;
    private static final double ENDS = 0.1;
    private static final int MOST_ELEMENTS = 4;
    private static final double[] END_DOUBLES = {
        0.0, -0.0, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Float.MAX_VALUE, Float.MIN_VALUE
    };
    private static final String[] TEXTS = {"", "a", "other", "0", "\u00e4\u00df\ud83d\ude00"};

    private final SplittableRandom random;

    RequestSampler(long seed) {
        this.random = new SplittableRandom(seed + 1);
    }

    void draw(DataType type, ColumnBuilder into) {
        if (random.nextDouble() < NULLS) {
            into.appendNull();
            return;
        }
        switch (type) {
            case ScalarType scalar -> draw(scalar, into);
            case DecimalType decimal -> Decimals.append(unscaled(decimal), into);
            case ListType list -> into.appendBytes(list(list));
            case MapType map -> into.appendBytes(map(map));
        }
    }

    /** Of any number of digits. */
    private BigInteger unscaled(DecimalType type) {
        BigInteger bound = Decimals.powerOfTen(random.nextInt(type.precision() + 1));
        return BigInteger.valueOf(random.nextLong())
                .mod(bound)
                .multiply(BigInteger.valueOf(random.nextBoolean() ? 1 : -1));
    }

    private byte[] list(ListType type) {
        int size = type.length().orElseGet(() -> random.nextInt(MOST_ELEMENTS));
        return new ListCodec(type).encode(column(type.element(), size), 0, size);
    }

    private byte[] map(MapType type) {
        int size = random.nextInt(MOST_ELEMENTS);
        ColumnBuilder keys = new ColumnBuilder(ScalarType.STRING);
        for (int i = 0; i < size; i++) {
            draw(ScalarType.STRING, keys);
        }
        return new MapCodec(type).encode((BytesColumn) keys.build(), column(type.value(), size), 0, size);
    }

    private Column column(DataType type, int size) {
        ColumnBuilder builder = new ColumnBuilder(type);
        for (int i = 0; i < size; i++) {
            draw(type, builder);
        }
        return builder.build();
    }

    private void draw(ScalarType type, ColumnBuilder into) {
        switch (type) {
            case BOOL -> into.appendLong(random.nextInt(2));
            case INT32 -> into.appendLong(integer(Integer.MIN_VALUE, Integer.MAX_VALUE));
            case INT64 -> into.appendLong(integer(Long.MIN_VALUE, Long.MAX_VALUE));
            case FLOAT32 -> into.appendDouble((float) number());
            case FLOAT64 -> into.appendDouble(number());
            case STRING, BYTES -> into.appendText(TEXTS[random.nextInt(TEXTS.length)]);
            case DATE -> into.appendLong(random.nextInt(-100_000, 100_000));
            case TIMESTAMP -> into.appendLong(random.nextLong(EventTimes.MIN_MICROS, EventTimes.MAX_MICROS));
        }
    }

    private long integer(long least, long greatest) {
        if (random.nextDouble() < ENDS) {
            return random.nextBoolean() ? least : greatest;
        }
        return random.nextInt(-1_000, 1_000);
    }

    private double number() {
        return random.nextDouble() < ENDS
                ? END_DOUBLES[random.nextInt(END_DOUBLES.length)]
                : Math.rint(random.nextDouble(-1_000, 10_000) * 100) / 100;
    }
}
