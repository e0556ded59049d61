package dev.asof.offline.sweep;

/**
 * Compressed bytes in a file.
 *
 * @param start where they begin
 * @param length how many they are
 * @param size how many they were before compression
 */
record SpilledBytes(SpillFile file, long start, int length, int size) {

    static SpilledBytes write(SpillFile file, PackedBytes packed) {
        return new SpilledBytes(
                file, file.append(packed.compressed(), packed.length()), packed.length(), packed.size());
    }

    /** As they were before compression. */
    byte[] read() {
        return PackedBytes.unpack(file.read(start, length), size);
    }
}
