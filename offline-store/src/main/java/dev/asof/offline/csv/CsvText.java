package dev.asof.offline.csv;

import dev.asof.registry.compute.expression.kernel.Conversions;
import dev.asof.registry.compute.schema.BytesColumn;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.DecimalType;
import dev.asof.registry.compute.schema.DoubleColumn;
import dev.asof.registry.compute.schema.LongColumn;
import dev.asof.registry.compute.schema.Micros;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Schema;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;

/**
 * Writes rows as CSV: LF after each, an empty cell for null, quotes where a cell needs them. Every value is written so
 * that it reads as the same one: floats with the fewest digits that do, times in ISO 8601 and UTC. Not thread-safe.
 */
public final class CsvText {
    private final ByteArrayOutputStream text = new ByteArrayOutputStream(1 << 16);

    private CsvText() {}

    /** The line of column names. */
    public static byte[] header(Schema schema) {
        CsvText csv = new CsvText();
        for (int column = 0; column < schema.size(); column++) {
            csv.separate(column);
            csv.cell(schema.field(column).name().getBytes(StandardCharsets.UTF_8));
        }
        csv.text.write('\n');
        return csv.text.toByteArray();
    }

    /** The rows, each a line. */
    public static byte[] rows(ColumnBatch rows) {
        CsvText csv = new CsvText();
        for (int row = 0; row < rows.rowCount(); row++) {
            for (int column = 0; column < rows.columns().size(); column++) {
                csv.separate(column);
                csv.cell(rows.column(column), row);
            }
            csv.text.write('\n');
        }
        return csv.text.toByteArray();
    }

    private void separate(int column) {
        if (column > 0) {
            text.write(',');
        }
    }

    private void cell(Column column, int row) {
        if (column.isNull(row)) {
            return;
        }
        switch (column) {
            case BytesColumn bytes when bytes.type() == ScalarType.STRING -> cell(bytes.bytes(row));
            case BytesColumn bytes -> cell(asCast(bytes, row));
            case LongColumn decimals when decimals.type() instanceof DecimalType -> cell(asCast(decimals, row));
            case LongColumn longs -> plain(ofLong(longs, row));
            case DoubleColumn doubles
            when doubles.type() == ScalarType.FLOAT32 -> plain(Float.toString((float) doubles.values()[row]));
            case DoubleColumn doubles -> plain(Double.toString(doubles.values()[row]));
        }
    }

    private static byte[] asCast(Column column, int row) {
        return Conversions.text(column, row)
                .orElseThrow(() -> new IllegalStateException("No text of " + column.type()))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String ofLong(LongColumn column, int row) {
        long value = column.values()[row];
        if (column.type() == ScalarType.BOOL) {
            return value == 0 ? "false" : "true";
        }
        if (column.type() == ScalarType.DATE) {
            return LocalDate.ofEpochDay(value).toString();
        }
        return column.type() == ScalarType.TIMESTAMP ? Micros.instant(value).toString() : Long.toString(value);
    }

    private void plain(String cell) {
        text.writeBytes(cell.getBytes(StandardCharsets.US_ASCII));
    }

    private void cell(byte[] bytes) {
        if (!needsQuotes(bytes)) {
            text.writeBytes(bytes);
            return;
        }
        text.write('"');
        for (byte each : bytes) {
            if (each == '"') {
                text.write('"');
            }
            text.write(each);
        }
        text.write('"');
    }

    private static boolean needsQuotes(byte[] cell) {
        for (byte each : cell) {
            if (each == ',' || each == '"' || each == '\n' || each == '\r') {
                return true;
            }
        }
        return cell.length == 0;
    }
}
