package dev.asof.it.realdata;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.asof.offline.parquet.ParquetFile;
import dev.asof.offline.parquet.ParquetRows;
import dev.asof.offline.table.TableColumn;
import dev.asof.registry.compute.expression.kernel.Conversions;
import dev.asof.registry.compute.schema.BytesColumn;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.DoubleColumn;
import dev.asof.registry.compute.schema.LongColumn;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.TimestampRange;
import dev.asof.registry.error.AsofException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What becomes of a file, in one line: its columns that are read, and how they compare; those that are not, and why. */
final class FileOutcome {
    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    private final Path path;
    private final DuckDb duckDb;
    private final List<String> parts = new ArrayList<>();

    private FileOutcome(Path path, DuckDb duckDb) {
        this.path = path;
        this.duckDb = duckDb;
    }

    static String of(Path path, DuckDb duckDb) {
        FileOutcome outcome = new FileOutcome(path, duckDb);
        try {
            outcome.columns(ParquetFile.open(path));
        } catch (AsofException e) {
            outcome.parts.add("refused: " + outcome.reason(e));
        }
        return String.join("; ", outcome.parts);
    }

    private void columns(ParquetFile file) {
        List<String> same = new ArrayList<>();
        for (TableColumn column : file.columns()) {
            if (column.type().isEmpty()) {
                parts.add("'" + column.name() + "' not read, it is " + column.description());
            } else {
                column(file, column.name(), column.type().get(), same);
            }
        }
        parts.addFirst(file.rowCount() + " rows" + (same.isEmpty() ? "" : ", as DuckDB: " + String.join(", ", same)));
    }

    private void column(ParquetFile file, String name, DataType type, List<String> same) {
        List<@Nullable Object> values;
        try {
            values = read(file, name);
        } catch (AsofException e) {
            parts.add("'" + name + "' refused: " + reason(e));
            return;
        }
        Optional<List<@Nullable Object>> others = duckDb.column(path, name, type);
        if (others.isEmpty()) {
            parts.add("'" + name + "' read, DuckDB refuses it");
            return;
        }
        int beyond = leaveOutBeyond(type, values, others.get());
        if (type.isNested()) {
            values.replaceAll(FileOutcome::normalized);
            others.get().replaceAll(FileOutcome::normalized);
        }
        if (!others.get().equals(values)) {
            parts.add("'" + name + "' DIFFERS: " + values + " where DuckDB has " + others.get());
        } else {
            same.add(beyond == 0 ? name : name + " (but for " + beyond + " out of range)");
        }
    }

    /** Times that a timestamp cannot hold are marked as such; DuckDB lets them wrap around. */
    private static int leaveOutBeyond(DataType type, List<@Nullable Object> values, List<@Nullable Object> others) {
        int count = 0;
        for (int row = values.size() - 1; row >= 0 && type == ScalarType.TIMESTAMP; row--) {
            if (values.get(row) instanceof Long micros && !TimestampRange.contains(micros)) {
                values.remove(row);
                others.remove(row);
                count++;
            }
        }
        return count;
    }

    private static List<@Nullable Object> read(ParquetFile file, String column) {
        List<@Nullable Object> values = new ArrayList<>();
        for (int rowGroup = 0; rowGroup < file.partCount(); rowGroup++) {
            try (ParquetRows rows = file.rows(rowGroup, List.of(column))) {
                for (Optional<ColumnBatch> batch = rows.next(); batch.isPresent(); batch = rows.next()) {
                    for (int row = 0; row < batch.get().rowCount(); row++) {
                        values.add(value(batch.get().column(0), row));
                    }
                }
            }
        }
        return values;
    }

    private static @Nullable Object value(Column column, int row) {
        if (column.isNull(row)) {
            return null;
        }
        if (!(column.type() instanceof ScalarType)) {
            return Conversions.text(column, row).orElseThrow();
        }
        return switch (column) {
            case LongColumn longs -> longs.values()[row];
            case DoubleColumn doubles -> doubles.values()[row];
            case BytesColumn bytes
            when bytes.type() == ScalarType.BYTES ->
                Conversions.text(bytes, row).orElseThrow();
            case BytesColumn text -> text.text(row);
        };
    }

    /** JSON without white space, with one form of each number and one order of keys. */
    private static @Nullable Object normalized(@Nullable Object json) {
        if (json == null) {
            return null;
        }
        try {
            return MAPPER.writeValueAsString(MAPPER.readValue(json.toString(), Object.class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(json.toString(), e);
        }
    }

    /** The message without the folder and without what to do. */
    private String reason(AsofException e) {
        String message = String.valueOf(e.getMessage())
                .replace(path.toString(), path.getFileName().toString());
        return message.substring(message.indexOf(": ") + 2);
    }
}
