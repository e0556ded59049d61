package dev.asof.online.state;

import java.util.Set;

/**
 * A row that was sent, or what is left of it.
 *
 * @param key as {@link SeenKey} makes it, of what is left
 * @param lost the columns with keys of who was erased that it had when it was sent; none if it is whole
 */
public record SeenRow(byte[] key, Set<String> lost) {
    /** Something that lost nothing. */
    public static SeenRow whole(byte[] key) {
        return new SeenRow(key, Set.of());
    }
}
