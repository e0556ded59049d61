package dev.asof.online.state;

import java.nio.ByteBuffer;

/**
 * How a stored row says when the server accepted it.
 *
 * <pre>
 * acceptance := 01 micros    8 bytes big-endian
 *             | 02 pass      4 bytes big-endian
 * </pre>
 */
public sealed interface Acceptance {

    /** The event was ingested, and stamped with this time. */
    record Stamped(long micros) implements Acceptance {}

    /** The row was loaded from a file; the pass knows the time, once it is committed. */
    record OfPass(int pass) implements Acceptance {}

    /** The acceptance of a row whose pass is not committed: no question meets it. */
    long NOT_YET = Long.MAX_VALUE;

    private static byte tag(Acceptance acceptance) {
        return switch (acceptance) {
            case Stamped stamped -> 1;
            case OfPass ofPass -> 2;
        };
    }

    /** The number of bytes that {@link #write} writes. */
    static int sizeOf(Acceptance acceptance) {
        return switch (acceptance) {
            case Stamped stamped -> 1 + Long.BYTES;
            case OfPass ofPass -> 1 + Integer.BYTES;
        };
    }

    static void write(Acceptance acceptance, ByteBuffer into) {
        into.put(tag(acceptance));
        switch (acceptance) {
            case Stamped stamped -> into.putLong(stamped.micros());
            case OfPass ofPass -> into.putInt(ofPass.pass());
        }
    }

    /** @throws IllegalArgumentException if these are not the bytes of an acceptance */
    static Acceptance read(ByteBuffer from) {
        byte tag = from.get();
        return switch (tag) {
            case 1 -> new Stamped(from.getLong());
            case 2 -> new OfPass(from.getInt());
            default -> throw new IllegalArgumentException("No acceptance has tag " + tag);
        };
    }
}
