package dev.asof.registry.compute.entity;

import java.util.Arrays;

/** The encoded entity keys of a batch of rows, end to end: row {@code r} is {@code data[offsets[r]..offsets[r + 1])}. */
public record EncodedKeys(byte[] data, int[] offsets) {

    /** The number of rows. */
    public int size() {
        return offsets.length - 1;
    }

    /** A copy of one row's key. */
    public byte[] key(int row) {
        return Arrays.copyOfRange(data, offsets[row], offsets[row + 1]);
    }
}
