package dev.asof.cli.ingest;

import dev.asof.offline.csv.CsvRecords;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads events from CSV. The bytes of the cells are left to the server. */
final class CsvReader implements EventReader {
    private final CsvRecords records;
    private final String name;
    private final BatchBuilder batch;
    private final int[] columnOfCell;

    /** @throws dev.asof.registry.error.AsofException if the first record doesn't name columns of the source */
    CsvReader(InputStream in, String name, SourceColumns columns) throws IOException {
        this.records = new CsvRecords(in, name);
        this.name = name;
        this.batch = new BatchBuilder(columns.names());
        this.columnOfCell = records.columns().stream()
                .mapToInt(column -> columns.indexOf(column, name + ", line 1"))
                .toArray();
    }

    @Override
    public Optional<EventBatch> next() throws IOException {
        while (!batch.isFull()) {
            Optional<List<byte @Nullable []>> cells = records.next();
            if (cells.isEmpty()) {
                break;
            }
            add(cells.get());
        }
        return batch.isEmpty() ? Optional.empty() : Optional.of(batch.take());
    }

    private void add(List<byte @Nullable []> cells) {
        records.wrongWidth(cells.size()).ifPresent(wrong -> {
            throw SourceColumns.malformed(name + ", line " + records.line(), wrong);
        });
        byte[] @Nullable [] event = batch.noCells();
        for (int i = 0; i < columnOfCell.length; i++) {
            event[columnOfCell[i]] = cells.get(i);
        }
        batch.add(event, records.line());
    }

    @Override
    public void close() throws IOException {
        records.close();
    }
}
