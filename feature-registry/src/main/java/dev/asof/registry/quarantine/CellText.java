package dev.asof.registry.quarantine;

import dev.asof.registry.compute.event.Utf8;
import dev.asof.registry.compute.expression.kernel.Conversions;
import dev.asof.registry.compute.schema.BytesColumn;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.DoubleColumn;
import dev.asof.registry.compute.schema.LongColumn;
import dev.asof.registry.compute.schema.Micros;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.TimestampRange;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.Optional;

/** Values as text, in full. Text that is no UTF-8 is told as the bytes that it is. */
final class CellText {
    private CellText() {}

    /** The type that the text denotes a value of. */
    static DataType type(Column column, int row) {
        return isBrokenText(column, row) ? ScalarType.BYTES : column.type();
    }

    private static boolean isBrokenText(Column column, int row) {
        return column instanceof BytesColumn text
                && text.type() == ScalarType.STRING
                && !text.isNull(row)
                && !Utf8.isValid(text, row);
    }

    static Optional<String> of(Column column, int row) {
        if (column.isNull(row)) {
            return Optional.empty();
        }
        if (isBrokenText(column, row)) {
            BytesColumn broken = (BytesColumn) column;
            return Optional.of(HexFormat.of()
                    .formatHex(broken.data(), broken.offsets()[row], broken.offsets()[row] + broken.length(row)));
        }
        return Optional.of(
                switch (column) {
                    case LongColumn longs when longs.type() == ScalarType.DATE -> date(longs.values()[row]);
                    case LongColumn longs when longs.type() == ScalarType.TIMESTAMP -> timestamp(longs.values()[row]);
                    case LongColumn longs -> asCast(longs, row);
                    case DoubleColumn doubles -> ofDouble(doubles.type(), doubles.values()[row]);
                    case BytesColumn bytes when bytes.type() == ScalarType.STRING -> bytes.text(row);
                    case BytesColumn bytes -> asCast(bytes, row);
                });
    }

    private static String ofDouble(DataType type, double value) {
        return type == ScalarType.FLOAT32 ? Float.toString((float) value) : Double.toString(value);
    }

    private static String asCast(Column column, int row) {
        return Conversions.text(column, row).orElse("a value without a text");
    }

    /** Of a time that does not fit only that is known. */
    private static String timestamp(long micros) {
        return TimestampRange.contains(micros) ? Micros.instant(micros).toString() : "out of range";
    }

    /** Days beyond what the calendar can name are written as their number. */
    private static String date(long epochDay) {
        boolean canBeNamed = epochDay >= LocalDate.MIN.toEpochDay() && epochDay <= LocalDate.MAX.toEpochDay();
        return canBeNamed ? LocalDate.ofEpochDay(epochDay).toString() : Long.toString(epochDay);
    }
}
