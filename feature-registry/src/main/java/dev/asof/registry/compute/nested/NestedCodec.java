package dev.asof.registry.compute.nested;

/** What lists and maps as bytes have in common. */
sealed interface NestedCodec permits ListCodec, MapCodec {
    /** Stands behind the last element or entry. */
    byte END = 0;

    /** Stands before a null. */
    byte NULL = 1;

    /** Stands before a value that is not null, and before each entry of a map. */
    byte PRESENT = 2;

    /** Where the list or map ends that starts at {@code at}. */
    int skip(byte[] data, int at);
}
