package dev.asof.offline.csv;

import dev.asof.registry.compute.schema.ColumnBuilder;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
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
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final InputStream in;
    private final String name;
    private final List<String> columns;
    private final byte[] buffer = new byte[1 << 16];
    private final CsvCells cells = new CsvCells();
    private int at;
    private int limit;
    private long bytesBefore;
    private long line;
    private long recordLine;

    /**
     * Reads the names of the columns.
     *
     * @param name what messages call the input
     * @throws AsofException {@code INVALID_INPUT_FILE} if there are none, one is empty, or two are the same
     */
    public CsvRecords(InputStream in, String name) throws IOException {
        this.in = in;
        this.name = name;
        this.line = 1;
        this.columns = head();
    }

    /**
     * Reads on within an input.
     *
     * @param in at the beginning of a record
     * @param line of that record
     */
    CsvRecords(InputStream in, String name, List<String> columns, long line) {
        this.in = in;
        this.name = name;
        this.line = line;
        this.columns = columns;
    }

    /** The names of the columns, all different, none empty. */
    public List<String> columns() {
        return columns;
    }

    /** The line on which the last record began, from 1. */
    public long line() {
        return recordLine;
    }

    /** The line on which the next record begins. */
    long nextLine() {
        return line;
    }

    /** How many bytes of the input lie before the next record. */
    long position() {
        return bytesBefore + at;
    }

    /**
     * The next record's cells, of which there should be one a column; empty after the last.
     *
     * @throws AsofException {@code INVALID_INPUT_FILE} with the line, if it is no CSV
     */
    public Optional<List<byte @Nullable []>> next() throws IOException {
        return advance() ? Optional.of(cells.copy()) : Optional.empty();
    }

    /** Goes on to the next record, of which {@link #append} gives the cells; false after the last. */
    boolean advance() throws IOException {
        while (peek() != END) {
            recordLine = line;
            readCells();
            if (cells.count() > 1 || !cells.isNull(0)) {
                return true;
            }
        }
        return false;
    }

    /** Appends a cell of the record as text, or null. */
    void append(int cell, ColumnBuilder column) {
        cells.append(cell, column);
    }

    /** @throws AsofException {@code INVALID_INPUT_FILE} with the line, if the record doesn't have one cell a column */
    void requireWidth() {
        wrongWidth(cells.count()).ifPresent(wrong -> {
            throw malformed(name + ", line " + recordLine, wrong);
        });
    }

    /** What is wrong with a record of so many cells, if they are not one a column. */
    public Optional<String> wrongWidth(int cells) {
        return cells == columns.size()
                ? Optional.empty()
                : Optional.of("it has " + cells + (cells == 1 ? " cell" : " cells") + ", and the first line names "
                        + columns.size() + (columns.size() == 1 ? " column" : " columns"));
    }

    private List<String> head() throws IOException {
        if (peek() == END) {
            throw malformed(name, "it is empty; the first line has to name the columns");
        }
        skipByteOrderMark();
        readCells();
        List<String> names = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (byte[] cell : cells.copy()) {
            String column = cell == null ? "" : new String(cell, StandardCharsets.UTF_8);
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

    private void readCells() throws IOException {
        cells.clear();
        while (true) {
            if (peek() == '"') {
                readQuoted();
            } else {
                readPlain();
            }
            if (peek() != ',') {
                break;
            }
            at++;
        }
        if (peek() == '\r') {
            skipCarriageReturn();
        }
        if (peek() == '\n') {
            at++;
            line++;
        } else if (peek() != END) {
            throw malformed(name + ", line " + line, "something follows the closing quote of a cell");
        }
    }

    private void readPlain() throws IOException {
        int next = peek();
        while (next != END && next != ',' && next != '\n' && next != '\r') {
            if (next == '"') {
                throw malformed(name + ", line " + line, "a quote stands within a cell that has none around it");
            }
            int end = at + 1;
            while (end < limit && !endsPlain(buffer[end])) {
                end++;
            }
            take(end);
            next = peek();
        }
        cells.endPlain();
    }

    private static boolean endsPlain(byte next) {
        return next == ',' || next == '\n' || next == '"' || next == '\r';
    }

    /** Alone, other programs take it for the end of a line: to take it for a part of a cell would make one record of many. */
    private void skipCarriageReturn() throws IOException {
        at++;
        int next = peek();
        if (next != '\n' && next != END) {
            throw malformed(
                    name + ", line " + line,
                    "a carriage return stands there alone. End lines with LF or CR LF, and put quotes around a cell"
                            + " that has a carriage return");
        }
    }

    private void readQuoted() throws IOException {
        long start = line;
        at++;
        while (true) {
            int next = peek();
            if (next == END) {
                throw malformed(name + ", line " + start, "a quote is never closed");
            }
            if (next == '"') {
                at++;
                if (peek() != '"') {
                    cells.endQuoted();
                    return;
                }
            }
            line += next == '\n' ? 1 : 0;
            int end = at + 1;
            while (end < limit && buffer[end] != '"' && buffer[end] != '\n') {
                end++;
            }
            take(end);
        }
    }

    /** Takes what is in the buffer before {@code end} into the cell. */
    private void take(int end) {
        if (cells.size() + end - at > LONGEST_CELL) {
            throw malformed(name + ", line " + line, "a cell is longer than 4 MiB");
        }
        cells.add(buffer, at, end);
        at = end;
    }

    /** The next byte, from 0 to 255, or {@link #END}. */
    private int peek() throws IOException {
        if (at == limit) {
            bytesBefore += limit;
            at = 0;
            limit = Math.max(0, in.read(buffer));
        }
        return at < limit ? Byte.toUnsignedInt(buffer[at]) : END;
    }

    /** Goes past the mark that some programs put before UTF-8; only where nothing was read yet. */
    private void skipByteOrderMark() throws IOException {
        for (int read = 0; limit < BYTE_ORDER_MARK.length && read >= 0; limit += Math.max(0, read)) {
            read = in.read(buffer, limit, buffer.length - limit);
        }
        if (limit >= BYTE_ORDER_MARK.length
                && Arrays.equals(buffer, 0, BYTE_ORDER_MARK.length, BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length)) {
            at = BYTE_ORDER_MARK.length;
        }
    }

    private static AsofException malformed(String place, String reason) {
        return new AsofException(ErrorCode.INVALID_INPUT_FILE, "Cannot read " + place + ": " + reason + ".");
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
