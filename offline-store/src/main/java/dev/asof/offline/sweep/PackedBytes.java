package dev.asof.offline.sweep;

import com.github.luben.zstd.Zstd;

/**
 * Compressed bytes, for a process's own use.
 *
 * @param compressed of which the first {@code length} bytes count
 * @param size the number of bytes before compression
 */
record PackedBytes(byte[] compressed, int length, int size) {
    private static final int LEVEL = 1;

    /** Compresses the first {@code size} of some bytes. */
    static PackedBytes of(byte[] bytes, int size) {
        byte[] compressed = new byte[Math.toIntExact(Zstd.compressBound(size))];
        long length = Zstd.compressByteArray(compressed, 0, compressed.length, bytes, 0, size, LEVEL);
        if (Zstd.isError(length)) {
            throw new IllegalStateException(Zstd.getErrorName(length));
        }
        return new PackedBytes(compressed, (int) length, size);
    }

    /** The bytes again, of which there were {@code size}. */
    static byte[] unpack(byte[] compressed, int size) {
        byte[] bytes = new byte[size];
        long length = Zstd.decompressByteArray(bytes, 0, size, compressed, 0, compressed.length);
        if (length != size) {
            throw new IllegalStateException("Spilled bytes are " + length + ", not " + size);
        }
        return bytes;
    }
}
