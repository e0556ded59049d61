package dev.asof.cli.ingest;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads CSV as RFC 4180 has it: commas, quotes doubled within quotes, records that end with LF or CR LF, a first record
 * of column names. An empty cell is null, and {@code ""} is empty text. Bytes are not decoded here.
 */
final class CsvReader implements EventReader {
    private static final int LONGEST_CELL = 4 << 20;
    private static final int END = -1;

    private final InputStream in;
    private final String name;
    private final SourceColumns columns;
    private final BatchBuilder batch;
    private final int[] columnOfCell;
    private long line = 1;
    private int next;

    /** @throws dev.asof.registry.error.AsofException if the first record doesn't name columns of the source */
    CsvReader(InputStream in, String name, SourceColumns columns) throws IOException {
        this.in = new BufferedInputStream(in, 1 << 16);
        this.name = name;
        this.columns = columns;
        this.batch = new BatchBuilder(columns.names());
        this.next = this.in.read();
        this.columnOfCell = head();
    }

    @Override
    public Optional<EventBatch> next() throws IOException {
        while (!batch.isFull() && next != END) {
            long place = line;
            List<byte @Nullable []> cells = record();
            if (cells.size() == 1 && cells.getFirst() == null) {
                continue;
            }
            if (cells.size() != columnOfCell.length) {
                throw SourceColumns.malformed(
                        name + ", line " + place,
                        "it has " + cells.size() + " cells, and the first line has " + columnOfCell.length);
            }
            byte[] @Nullable [] event = batch.noCells();
            for (int i = 0; i < columnOfCell.length; i++) {
                event[columnOfCell[i]] = cells.get(i);
            }
            batch.add(event, place);
        }
        return batch.isEmpty() ? Optional.empty() : Optional.of(batch.take());
    }

    private int[] head() throws IOException {
        if (next == END) {
            throw SourceColumns.malformed(name, "it is empty; the first line has to name the columns");
        }
        List<byte @Nullable []> cells = record();
        int[] indexes = new int[cells.size()];
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < indexes.length; i++) {
            byte[] cell = cells.get(i);
            String text = cell == null ? "" : new String(cell, StandardCharsets.UTF_8);
            if (i == 0 && text.startsWith("\uFEFF")) {
                text = text.substring(1);
            }
            if (!seen.add(text)) {
                throw SourceColumns.malformed(name + ", line 1", "column '" + text + "' stands twice");
            }
            indexes[i] = columns.indexOf(text, name + ", line 1");
        }
        return indexes;
    }

    private List<byte @Nullable []> record() throws IOException {
        List<byte @Nullable []> cells = new ArrayList<>();
        while (true) {
            cells.add(next == '"' ? quoted() : plain());
            if (next != ',') {
                break;
            }
            advance();
        }
        if (next == '\r') {
            advance();
        }
        if (next == '\n') {
            advance();
            line++;
        } else if (next != END) {
            throw SourceColumns.malformed(name + ", line " + line, "something follows the closing quote of a cell");
        }
        return cells;
    }

    private byte @Nullable [] plain() throws IOException {
        ByteArrayOutputStream cell = new ByteArrayOutputStream(32);
        while (next != END && next != ',' && next != '\n') {
            if (next == '"') {
                throw SourceColumns.malformed(
                        name + ", line " + line, "a quote stands within a cell that has none around it");
            }
            append(cell);
        }
        byte[] bytes = cell.toByteArray();
        if (bytes.length > 0 && bytes[bytes.length - 1] == '\r' && next != ',') {
            bytes = Arrays.copyOf(bytes, bytes.length - 1);
        }
        return bytes.length == 0 ? null : bytes;
    }

    private byte[] quoted() throws IOException {
        long start = line;
        ByteArrayOutputStream cell = new ByteArrayOutputStream(32);
        advance();
        while (true) {
            if (next == END) {
                throw SourceColumns.malformed(name + ", line " + start, "a quote is never closed");
            }
            if (next == '"') {
                advance();
                if (next != '"') {
                    return cell.toByteArray();
                }
            }
            line += next == '\n' ? 1 : 0;
            append(cell);
        }
    }

    private void append(ByteArrayOutputStream cell) throws IOException {
        if (cell.size() >= LONGEST_CELL) {
            throw SourceColumns.malformed(name + ", line " + line, "a cell is longer than 4 MiB");
        }
        cell.write(next);
        advance();
    }

    private void advance() throws IOException {
        next = in.read();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
