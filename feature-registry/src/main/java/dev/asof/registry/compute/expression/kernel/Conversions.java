package dev.asof.registry.compute.expression.kernel;

import dev.asof.registry.compute.schema.BytesColumn;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.DecimalType;
import dev.asof.registry.compute.schema.Micros;
import dev.asof.registry.compute.schema.ScalarType;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What CAST does, for each pair of types: the one home of the table in the specification. */
public final class Conversions {
    /** 2^63 and 2^31 as doubles: the first values beyond. */
    private static final double INT64_END = 0x1p63;

    private static final double INT32_END = 0x1p31;

    private Conversions() {}

    /** The conversion of one value, empty if there is none between these types. */
    public static Optional<RowFunction> between(DataType from, DataType to) {
        if (from instanceof ScalarType scalar && to instanceof ScalarType target) {
            return Optional.ofNullable(ofScalars(scalar, target));
        }
        return from instanceof DecimalType || to instanceof DecimalType
                ? DecimalConversions.between(from, to)
                : NestedConversions.between(from, to);
    }

    /**
     * The text that CAST makes of the value of a column, which is not null at {@code row}, however long it is; empty where
     * there is none.
     */
    public static Optional<String> text(Column column, int row) {
        RowFunction conversion = between(column.type(), ScalarType.STRING).orElseThrow(IllegalStateException::new);
        return RowKernel.unbounded(ScalarType.STRING, conversion, column.gather(new int[] {row}))
                .map(text -> text.text(0));
    }

    /** The bytes that CAST makes of a text; empty where there are none. */
    public static Optional<byte[]> bytes(BytesColumn text, int row) {
        return RowKernel.unbounded(ScalarType.BYTES, Conversions::hexToBytes, text.gather(new int[] {row}))
                .map(bytes -> bytes.bytes(0));
    }

    private static @Nullable RowFunction ofScalars(ScalarType from, ScalarType to) {
        return switch (to) {
            case BOOL -> toBool(from);
            case INT32 -> toInt32(from);
            case INT64 -> toInt64(from);
            case FLOAT32 -> toFloat32(from);
            case FLOAT64 -> toFloat64(from);
            case STRING -> toText(from);
            case DATE -> toDate(from);
            case TIMESTAMP -> toTimestamp(from);
            case BYTES -> toBytes(from);
        };
    }

    private static @Nullable RowFunction toBool(ScalarType from) {
        return switch (from) {
            case BOOL -> Conversions::sameLong;
            case STRING -> Conversions::textToBool;
            case INT32, INT64, FLOAT32, FLOAT64, DATE, TIMESTAMP, BYTES -> null;
        };
    }

    private static @Nullable RowFunction toInt32(ScalarType from) {
        return switch (from) {
            case BOOL, INT32, INT64 -> row -> setInt32(row, row.longAt(0));
            case FLOAT32, FLOAT64 -> Conversions::floatToInt32;
            case STRING -> row -> setInt32(row, Numbers.parseInteger(row.textAt(0)));
            case DATE, TIMESTAMP, BYTES -> null;
        };
    }

    private static @Nullable RowFunction toInt64(ScalarType from) {
        return switch (from) {
            case BOOL, INT32, INT64 -> Conversions::sameLong;
            case FLOAT32, FLOAT64 -> Conversions::floatToInt64;
            case STRING -> row -> setOrFail(row, Numbers.parseInteger(row.textAt(0)));
            case DATE, TIMESTAMP, BYTES -> null;
        };
    }

    private static @Nullable RowFunction toFloat32(ScalarType from) {
        return switch (from) {
            case BOOL, INT32, INT64 -> row -> row.set((double) (float) row.longAt(0));
            case FLOAT32, FLOAT64 -> row -> row.set((double) (float) row.doubleAt(0));
            case STRING -> row -> setOrFail(row, Numbers.parseFloat32(row.textAt(0)));
            case DATE, TIMESTAMP, BYTES -> null;
        };
    }

    private static @Nullable RowFunction toFloat64(ScalarType from) {
        return switch (from) {
            case BOOL, INT32, INT64 -> row -> row.set((double) row.longAt(0));
            case FLOAT32, FLOAT64 -> row -> row.set(row.doubleAt(0));
            case STRING -> row -> setOrFail(row, Numbers.parseFloat64(row.textAt(0)));
            case DATE, TIMESTAMP, BYTES -> null;
        };
    }

    private static RowFunction toText(ScalarType from) {
        return switch (from) {
            case BOOL -> row -> row.set(row.longAt(0) == 0 ? "false" : "true");
            case INT32, INT64 -> row -> row.set(Long.toString(row.longAt(0)));
            case FLOAT32 -> row -> row.set(Numbers.formatFloat32(row.doubleAt(0)));
            case FLOAT64 -> row -> row.set(Numbers.formatFloat64(row.doubleAt(0)));
            case STRING -> Conversions::sameBytes;
            case BYTES -> row -> row.set(HexFormat.of().formatHex(row.dataAt(0), row.fromAt(0), row.toAt(0)));
            case DATE -> Conversions::dateToText;
            case TIMESTAMP -> row -> row.set(Times.formatTimestamp(row.longAt(0)));
        };
    }

    private static @Nullable RowFunction toDate(ScalarType from) {
        return switch (from) {
            case DATE -> Conversions::sameLong;
            case TIMESTAMP -> row -> row.set(Micros.day(row.longAt(0)));
            case STRING -> row -> setOrFail(row, Times.parseDate(row.textAt(0)));
            case BOOL, INT32, INT64, FLOAT32, FLOAT64, BYTES -> null;
        };
    }

    private static @Nullable RowFunction toTimestamp(ScalarType from) {
        return switch (from) {
            case TIMESTAMP -> Conversions::sameLong;
            case DATE -> row -> setOrFail(row, Times.timestamp(row.longAt(0), 0));
            case STRING -> row -> setOrFail(row, Times.parseTimestamp(row.textAt(0)));
            case BOOL, INT32, INT64, FLOAT32, FLOAT64, BYTES -> null;
        };
    }

    private static @Nullable RowFunction toBytes(ScalarType from) {
        return switch (from) {
            case BYTES -> Conversions::sameBytes;
            case STRING -> Conversions::hexToBytes;
            case BOOL, INT32, INT64, FLOAT32, FLOAT64, DATE, TIMESTAMP -> null;
        };
    }

    static void sameBytes(Cursor row) {
        row.text().append(row.dataAt(0), row.fromAt(0), row.toAt(0));
    }

    private static void hexToBytes(Cursor row) {
        byte[] digits = row.dataAt(0);
        if ((row.toAt(0) - row.fromAt(0)) % 2 != 0) {
            row.fail();
            return;
        }
        for (int i = row.fromAt(0); i < row.toAt(0); i += 2) {
            int value = Character.digit(digits[i], 16) << 4 | Character.digit(digits[i + 1], 16);
            if (value < 0) {
                row.fail();
                return;
            }
            row.text().append((byte) value);
        }
    }

    private static void sameLong(Cursor row) {
        row.set(row.longAt(0));
    }

    private static void textToBool(Cursor row) {
        Optional<Truth> truth = Numbers.parseTruth(row.textAt(0));
        if (truth.isPresent()) {
            row.set(truth.get().value());
        } else {
            row.fail();
        }
    }

    private static void floatToInt64(Cursor row) {
        double value = row.doubleAt(0);
        if (value >= -INT64_END && value < INT64_END) {
            row.set((long) value);
        } else {
            row.fail();
        }
    }

    private static void floatToInt32(Cursor row) {
        double value = row.doubleAt(0);
        if (value > -INT32_END - 1 && value < INT32_END) {
            row.set((long) value);
        } else {
            row.fail();
        }
    }

    private static void dateToText(Cursor row) {
        if (Times.isDay(row.longAt(0))) {
            row.set(Times.formatDate(row.longAt(0)));
        } else {
            row.fail();
        }
    }

    private static void setInt32(Cursor row, OptionalLong value) {
        if (value.isPresent()) {
            setInt32(row, value.getAsLong());
        } else {
            row.fail();
        }
    }

    private static void setInt32(Cursor row, long value) {
        if (value == (int) value) {
            row.set(value);
        } else {
            row.fail();
        }
    }

    private static void setOrFail(Cursor row, OptionalLong value) {
        if (value.isPresent()) {
            row.set(value.getAsLong());
        } else {
            row.fail();
        }
    }

    private static void setOrFail(Cursor row, OptionalDouble value) {
        if (value.isPresent()) {
            row.set(value.getAsDouble());
        } else {
            row.fail();
        }
    }
}
