package dev.asof.online.state;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * What tells two stored events of one entity and time apart: the last part of a row's key. Storing the same identity
 * again changes nothing, which makes loading and backfilling repeatable.
 *
 * <pre>
 * identity := 01 hash         the first 16 bytes of the SHA-256 of the encoded kept row
 *           | 02 acceptedAt   8 bytes big-endian; each ingested event has its own
 *           | 03 file row     the first 8 bytes of the file's SHA-256, then the row's number, 8 bytes big-endian
 * </pre>
 */
public sealed interface EventIdentity {
    /** The bytes of a content hash. */
    int HASH_BYTES = 16;

    /**
     * Rows with a whole unique key: alike in all that the view keeps means the same.
     *
     * @param hash {@link #HASH_BYTES} bytes
     */
    record Content(byte[] hash) implements EventIdentity {
        @Override
        public boolean equals(Object other) {
            return other instanceof Content content && Arrays.equals(hash, content.hash);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(hash);
        }
    }

    /** An ingested event without a whole unique key. */
    record Ingested(long acceptedAtMicros) implements EventIdentity {}

    /** A file's row without a whole unique key. */
    record FileRow(long fileHash, long row) implements EventIdentity {}

    /** The identity of an encoded row that has a whole unique key. */
    static EventIdentity ofContent(byte[] encodedRow) {
        return new Content(contentHash(encodedRow));
    }

    /** The first {@link #HASH_BYTES} bytes of the SHA-256 of {@code content}. */
    static byte[] contentHash(byte[] content) {
        try {
            return Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(content), HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** The bytes of this identity. */
    default byte[] encoded() {
        return switch (this) {
            case Content content ->
                ByteBuffer.allocate(1 + HASH_BYTES)
                        .put((byte) 1)
                        .put(content.hash())
                        .array();
            case Ingested ingested ->
                ByteBuffer.allocate(1 + Long.BYTES)
                        .put((byte) 2)
                        .putLong(ingested.acceptedAtMicros())
                        .array();
            case FileRow row ->
                ByteBuffer.allocate(1 + 2 * Long.BYTES)
                        .put((byte) 3)
                        .putLong(row.fileHash())
                        .putLong(row.row())
                        .array();
        };
    }
}
