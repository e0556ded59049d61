package dev.asof.offline.column;

import dev.asof.registry.compute.schema.BytesColumn;
import dev.asof.registry.compute.schema.BytesTooLong;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.DoubleColumn;
import dev.asof.registry.compute.schema.LongColumn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some rows of a column, to be joined with others.
 *
 * @param rows the rows {@code rows[from..to)}, in that order
 */
public record ColumnPiece(Column column, int[] rows, int from, int to) {

    int size() {
        return to - from;
    }

    /**
     * One column of all pieces, end to end.
     *
     * @param type the type of each piece
     * @throws BytesTooLong if the bytes exceed what one column can hold
     */
    public static Column join(DataType type, List<ColumnPiece> pieces) {
        return switch (type.lane()) {
            case LONG -> NewColumn.ofLongs(type, longs(pieces), nulls(pieces));
            case DOUBLE -> NewColumn.ofDoubles(type, doubles(pieces), nulls(pieces));
            case BYTES -> bytes(type, pieces);
        };
    }

    private static int size(List<ColumnPiece> pieces) {
        return pieces.stream().mapToInt(ColumnPiece::size).reduce(0, Math::addExact);
    }

    private static long[] longs(List<ColumnPiece> pieces) {
        long[] joined = new long[size(pieces)];
        int next = 0;
        for (ColumnPiece piece : pieces) {
            long[] values = ((LongColumn) piece.column).values();
            for (int i = piece.from; i < piece.to; i++) {
                joined[next++] = values[piece.rows[i]];
            }
        }
        return joined;
    }

    private static double[] doubles(List<ColumnPiece> pieces) {
        double[] joined = new double[size(pieces)];
        int next = 0;
        for (ColumnPiece piece : pieces) {
            double[] values = ((DoubleColumn) piece.column).values();
            for (int i = piece.from; i < piece.to; i++) {
                joined[next++] = values[piece.rows[i]];
            }
        }
        return joined;
    }

    private static Column bytes(DataType type, List<ColumnPiece> pieces) {
        int[] offsets = offsets(pieces);
        byte[] joined = new byte[offsets[offsets.length - 1]];
        int next = 0;
        for (ColumnPiece piece : pieces) {
            BytesColumn column = (BytesColumn) piece.column;
            for (int i = piece.from; i < piece.to; i++) {
                int row = piece.rows[i];
                System.arraycopy(column.data(), column.offsets()[row], joined, offsets[next++], column.length(row));
            }
        }
        return NewColumn.ofBytes(type, joined, offsets, nulls(pieces));
    }

    private static int[] offsets(List<ColumnPiece> pieces) {
        int[] offsets = new int[size(pieces) + 1];
        int next = 0;
        for (ColumnPiece piece : pieces) {
            BytesColumn column = (BytesColumn) piece.column;
            for (int i = piece.from; i < piece.to; i++) {
                offsets[next + 1] = BytesTooLong.plus(offsets[next], column.length(piece.rows[i]));
                next++;
            }
        }
        return offsets;
    }

    private static boolean @Nullable [] nulls(List<ColumnPiece> pieces) {
        if (pieces.stream().noneMatch(piece -> piece.column.mayHaveNulls())) {
            return null;
        }
        boolean[] joined = new boolean[size(pieces)];
        int next = 0;
        for (ColumnPiece piece : pieces) {
            for (int i = piece.from; i < piece.to; i++) {
                joined[next++] = piece.column.isNull(piece.rows[i]);
            }
        }
        return joined;
    }
}
