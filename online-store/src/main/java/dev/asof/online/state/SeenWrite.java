package dev.asof.online.state;

import dev.asof.online.state.database.Batch;
import dev.asof.online.state.database.ByteKey;
import dev.asof.online.state.database.Family;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a {@link StateWrite} changes of what is known as sent. It sees its own changes where it says so. One thread's. */
public final class SeenWrite {
    private static final byte[] NOTHING = {};

    private final Batch batch;
    private final Set<ByteKey> seenNow = new HashSet<>();

    SeenWrite(Batch batch) {
        this.batch = batch;
    }

    /**
     * Notes that these were sent.
     *
     * @param keys as {@link SeenKey} makes them
     * @return whether each is new to its source, and no earlier one of this change
     */
    public boolean[] areNew(List<byte[]> keys) {
        boolean[] areNew = batch.has(Family.SEEN, keys);
        for (int i = 0; i < areNew.length; i++) {
            areNew[i] = seenNow.add(new ByteKey(keys.get(i))) && !areNew[i];
            if (areNew[i]) {
                batch.put(Family.SEEN, keys.get(i), NOTHING);
            }
        }
        return areNew;
    }

    /**
     * Whether each was sent before this change.
     *
     * @param keys as {@link SeenKey} makes them
     */
    public boolean[] areKnown(List<byte[]> keys) {
        return batch.has(Family.SEEN, keys);
    }

    /** Forgets that these were sent. */
    public void forget(List<byte[]> keys) {
        keys.forEach(key -> batch.delete(Family.SEEN, key));
    }

    /**
     * Knows what was sent by other keys from now on, where it is known.
     *
     * @param before keys as {@link SeenKey} makes them
     * @param after those in place of each
     */
    public void replace(List<byte[]> before, List<byte[]> after) {
        boolean[] areKnown = batch.has(Family.SEEN, before);
        for (int i = 0; i < areKnown.length; i++) {
            if (areKnown[i]) {
                batch.delete(Family.SEEN, before.get(i));
                batch.put(Family.SEEN, after.get(i), NOTHING);
                seenNow.add(new ByteKey(after.get(i)));
            }
        }
    }
}
