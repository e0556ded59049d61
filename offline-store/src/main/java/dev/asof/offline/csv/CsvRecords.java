package dev.asof.offline.csv;

import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
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
 * of column names. An empty cell is null, and {@code ""} is empty text; empty lines are no records. Bytes are not
 * decoded here. To be closed; not thread-safe.
 */
public final class CsvRecords implements AutoCloseable {
    private static final int LONGEST_CELL = 4 << 20;
    private static final int END = -1;

    private final InputStream in;
    private final String name;
    private final List<String> columns;
    private long line = 1;
    private long recordLine;
    private int next;

    /**
     * Reads the names of the columns.
     *
     * @param name what messages call the input
     * @throws AsofException {@code INVALID_INPUT_FILE} if there are none, one is empty, or two are the same
     */
    public CsvRecords(InputStream in, String name) throws IOException {
        this.in = new BufferedInputStream(in, 1 << 16);
        this.name = name;
        this.next = this.in.read();
        this.columns = head();
    }

    /** The names of the columns, all different, none empty. */
    public List<String> columns() {
        return columns;
    }

    /** The line on which the last record began, from 1. */
    public long line() {
        return recordLine;
    }

    /**
     * The next record's cells, of which there should be one a column; empty after the last.
     *
     * @throws AsofException {@code INVALID_INPUT_FILE} with the line, if it is no CSV
     */
    public Optional<List<byte @Nullable []>> next() throws IOException {
        while (next != END) {
            recordLine = line;
            List<byte @Nullable []> cells = cells();
            if (cells.size() > 1 || cells.getFirst() != null) {
                return Optional.of(cells);
            }
        }
        return Optional.empty();
    }

    /** What is wrong with a record of so many cells, if they are not one a column. */
    public Optional<String> wrongWidth(int cells) {
        return cells == columns.size()
                ? Optional.empty()
                : Optional.of("it has " + cells + (cells == 1 ? " cell" : " cells") + ", and the first line names "
                        + columns.size() + (columns.size() == 1 ? " column" : " columns"));
    }

    private List<String> head() throws IOException {
        if (next == END) {
            throw malformed(name, "it is empty; the first line has to name the columns");
        }
        List<String> names = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (byte[] cell : cells()) {
            String text = cell == null ? "" : new String(cell, StandardCharsets.UTF_8);
            String column = names.isEmpty() && text.startsWith("\uFEFF") ? text.substring(1) : text;
            if (column.isEmpty()) {
                throw malformed(name + ", line 1", "column " + (names.size() + 1) + " has no name");
            }
            if (!seen.add(column)) {
                throw malformed(name + ", line 1", "column '" + column + "' stands twice");
            }
            names.add(column);
        }
        return List.copyOf(names);
    }

    private List<byte @Nullable []> cells() throws IOException {
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
            throw malformed(name + ", line " + line, "something follows the closing quote of a cell");
        }
        return cells;
    }

    private byte @Nullable [] plain() throws IOException {
        ByteArrayOutputStream cell = new ByteArrayOutputStream(32);
        while (next != END && next != ',' && next != '\n') {
            if (next == '"') {
                throw malformed(name + ", line " + line, "a quote stands within a cell that has none around it");
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
                throw malformed(name + ", line " + start, "a quote is never closed");
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
            throw malformed(name + ", line " + line, "a cell is longer than 4 MiB");
        }
        cell.write(next);
        advance();
    }

    private void advance() throws IOException {
        next = in.read();
    }

    private static AsofException malformed(String place, String reason) {
        return new AsofException(ErrorCode.INVALID_INPUT_FILE, "Cannot read " + place + ": " + reason + ".");
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
