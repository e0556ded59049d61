package dev.asof.offline.parquet;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.parquet.io.api.Binary;
import org.jspecify.annotations.Nullable;

/** Draws values of a file's column, and says what each is in a column of ours. */
final class ValueDice {
    private static final long MICROS_PER_DAY = 86_400_000_000L;
    private static final int JULIAN_DAY_OF_EPOCH = 2_440_588;
    private static final long MOST_MILLIS = Long.MAX_VALUE / 1_000;

    private final Random random;

    ValueDice(Random random) {
        this.random = random;
    }

    /** How nulls lie among the rows. */
    enum Nulls {
        NONE,
        ALL,
        FEW,
        MANY,
        RUNS,
        FIRST_HALF,
        LAST_HALF
    }

    /** How the values differ from each other. */
    enum Spread {
        ONE,
        SOME,
        RISING,
        ANY
    }

    List<@Nullable Object> column(EncodedColumn.FileType type, Nulls nulls, Spread spread, int rows) {
        List<@Nullable Object> values = new ArrayList<>();
        List<Object> some = new ArrayList<>();
        for (int i = 0; i < (spread == Spread.ONE ? 1 : 1 + random.nextInt(300)); i++) {
            some.add(value(type, any(i)));
        }
        boolean isRunNull = false;
        for (int row = 0; row < rows; row++) {
            isRunNull = random.nextInt(40) == 0 ? random.nextBoolean() : isRunNull;
            boolean isNull = switch (nulls) {
                case NONE -> false;
                case ALL -> true;
                case FEW -> random.nextInt(50) == 0;
                case MANY -> random.nextInt(10) != 0;
                case RUNS -> isRunNull;
                case FIRST_HALF -> row < rows / 2;
                case LAST_HALF -> row >= rows / 2;
            };
            values.add(isNull ? null : drawn(type, spread, some, row));
        }
        return values;
    }

    private Object drawn(EncodedColumn.FileType type, Spread spread, List<Object> some, int row) {
        return switch (spread) {
            case ONE, SOME -> some.get(random.nextInt(some.size()));
            case RISING -> value(type, row * 3L + random.nextInt(5));
            case ANY -> value(type, any(row));
        };
    }

    private long any(int row) {
        return switch (random.nextInt(6)) {
            case 0 -> Long.MIN_VALUE;
            case 1 -> Long.MAX_VALUE;
            case 2 -> -1;
            case 3 -> row;
            default -> random.nextLong() >> random.nextInt(Long.SIZE);
        };
    }

    private Object value(EncodedColumn.FileType type, long bits) {
        return switch (type) {
            case BOOL -> (bits & 1) == 1;
            case INT32, UINT32, DATE -> (int) bits;
            case INT16 -> (int) (short) bits;
            case INT64, MICROS, NANOS -> bits;
            case MILLIS -> Math.clamp(bits, -MOST_MILLIS, MOST_MILLIS);
            case INT96 -> int96((int) (bits % 100_000_000), bits & 0xFFFF_FFFF_FFFFL);
            case FLOAT -> Float.intBitsToFloat((int) bits);
            case DOUBLE -> Double.longBitsToDouble(bits);
            case TEXT -> Binary.fromString(text(bits));
        };
    }

    /** Texts that share their beginnings, some empty, some long, some not ASCII. */
    private static String text(long bits) {
        String digits = Long.toString(bits);
        return switch ((int) Math.floorMod(bits, 7L)) {
            case 0 -> "";
            case 1 -> "häuser/" + digits;
            case 2 -> digits.repeat(20);
            default -> "key-" + digits;
        };
    }

    private static Binary int96(int day, long nanosOfDay) {
        ByteBuffer bytes = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(nanosOfDay).putInt(day);
        return Binary.fromConstantByteArray(bytes.array());
    }

    /** The value in a column of ours, as {@code Batches.values} shows it. */
    static @Nullable Object expected(EncodedColumn.FileType type, @Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Boolean truth -> truth ? 1L : 0L;
            case Integer number -> type == EncodedColumn.FileType.UINT32 ? number & 0xFFFF_FFFFL : (long) number;
            case Long number ->
                switch (type) {
                    case MILLIS -> number * 1_000;
                    case NANOS -> Math.floorDiv(number, 1_000L);
                    default -> number;
                };
            case Float number -> (double) number;
            case Binary bytes -> type == EncodedColumn.FileType.TEXT ? bytes.toStringUsingUTF8() : micros(bytes);
            default -> value;
        };
    }

    private static long micros(Binary int96) {
        ByteBuffer bytes = int96.toByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        long nanos = bytes.getLong(0);
        return (bytes.getInt(Long.BYTES) - (long) JULIAN_DAY_OF_EPOCH) * MICROS_PER_DAY + nanos / 1_000;
    }
}
