package dev.asof.online.state.entity;

import dev.asof.online.state.catalog.Counts;
import dev.asof.online.state.catalog.Origin;
import java.nio.ByteBuffer;

/**
 * One event of an entity's record, or the root of the blocks in which a view has others. A record is its frames, end to
 * end, so that an event is added without reading the others.
 *
 * <pre>
 * frame  := length count, view count, (origin, row | 04, root)     length of all that follows it
 * origin := 01 micros          8 bytes big-endian; ingested, and accepted then
 *         | 02 pass            4 bytes big-endian; of a file, with a whole unique key
 *         | 03 pass, row count of a file, without one; the row's position in the file
 * count  := unsigned LEB128
 * </pre>
 */
public final class Frame {
    static final byte STAMPED = 1;
    static final byte OF_PASS = 2;
    static final byte ROW_OF_PASS = 3;
    static final byte ROOT = 4;

    private Frame() {}

    /** The bytes of a frame. */
    public static byte[] of(int view, Origin origin, byte[] row) {
        ByteBuffer frame = ByteBuffer.allocate(sizeOf(view, origin, row));
        put(view, origin, row, frame);
        return frame.array();
    }

    /** The number of bytes of a frame. */
    public static int sizeOf(int view, Origin origin, byte[] row) {
        int length = lengthOf(view, origin, row);
        return Counts.sizeOf(length) + length;
    }

    /** Writes a frame. */
    public static void put(int view, Origin origin, byte[] row, ByteBuffer into) {
        Counts.put(lengthOf(view, origin, row), into);
        Counts.put(view, into);
        put(origin, into);
        into.put(row);
    }

    private static int lengthOf(int view, Origin origin, byte[] row) {
        return Counts.sizeOf(view) + sizeOf(origin) + row.length;
    }

    /** The bytes of a frame with the root of a view's blocks. */
    public static byte[] ofRoot(int view, byte[] root) {
        int length = Counts.sizeOf(view) + 1 + root.length;
        ByteBuffer frame = ByteBuffer.allocate(Counts.sizeOf(length) + length);
        Counts.put(length, frame);
        Counts.put(view, frame);
        return frame.put(ROOT).put(root).array();
    }

    private static int sizeOf(Origin origin) {
        return switch (origin) {
            case Origin.Stamped stamped -> 1 + Long.BYTES;
            case Origin.OfPass ofPass -> 1 + Integer.BYTES;
            case Origin.RowOfPass row -> 1 + Integer.BYTES + Counts.sizeOf(row.row());
        };
    }

    private static void put(Origin origin, ByteBuffer into) {
        switch (origin) {
            case Origin.Stamped stamped -> into.put(STAMPED).putLong(stamped.micros());
            case Origin.OfPass ofPass -> into.put(OF_PASS).putInt(ofPass.pass());
            case Origin.RowOfPass row -> {
                into.put(ROW_OF_PASS).putInt(row.pass());
                Counts.put(row.row(), into);
            }
        }
    }

    /** @throws IllegalArgumentException if these are not the bytes of an origin */
    public static Origin origin(ByteBuffer from) {
        byte tag = from.get();
        return switch (tag) {
            case STAMPED -> new Origin.Stamped(from.getLong());
            case OF_PASS -> new Origin.OfPass(from.getInt());
            case ROW_OF_PASS -> new Origin.RowOfPass(from.getInt(), Counts.get(from));
            default -> throw new IllegalArgumentException("No origin has tag " + tag);
        };
    }
}
