package dev.asof.cli.verify;

import dev.asof.registry.compute.event.EventTimes;
import dev.asof.registry.compute.schema.ColumnBuilder;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.ScalarType;
import java.util.SplittableRandom;

/** Draws values of request columns: usual ones, those at the ends of their types, and nulls. */
final class RequestSampler {
    private static final double NULLS = 0.05;
    private static final double ENDS = 0.1;
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
        }
    }

    private void draw(ScalarType type, ColumnBuilder into) {
        switch (type) {
            case BOOL -> into.appendLong(random.nextInt(2));
            case INT32 -> into.appendLong(integer(Integer.MIN_VALUE, Integer.MAX_VALUE));
            case INT64 -> into.appendLong(integer(Long.MIN_VALUE, Long.MAX_VALUE));
            case FLOAT32 -> into.appendDouble((float) number());
            case FLOAT64 -> into.appendDouble(number());
            case STRING -> into.appendText(TEXTS[random.nextInt(TEXTS.length)]);
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
