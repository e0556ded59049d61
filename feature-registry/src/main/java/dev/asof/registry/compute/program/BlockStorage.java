package dev.asof.registry.compute.program;

import org.jspecify.annotations.Nullable;

/** Where the blocks of an {@link EventTree} lie, and what a store knows of where events come from. */
public interface BlockStorage {
    /** The acceptance of an event that no question may know yet. */
    long NOT_YET = Long.MAX_VALUE;

    /**
     * The bytes of a block, as {@link TreeChanges#blocks} gave them.
     *
     * @throws RuntimeException if there is no such block
     */
    byte[] block(long number);

    /** A block as it was read before, if it is still what {@link #block} gives; null if that isn't known. */
    default @Nullable KnownBlock known(long number) {
        return null;
    }

    /** Takes a block as it was read, to give it again; once more whenever it has come to take more memory. */
    default void keep(long number, KnownBlock block) {}

    /** The times of the events that are stored under unique keys with this hash; may be empty. */
    long[] versionTimes(long keyHash);

    /** When the server accepted the events of an origin; {@link #NOT_YET} for those that are not visible yet. */
    long acceptedAt(long origin);

    /** The same for all origins of which the same position is the same event. */
    long sourceOf(long origin);
}
