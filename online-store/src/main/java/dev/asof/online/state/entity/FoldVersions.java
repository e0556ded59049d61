package dev.asof.online.state.entity;

import dev.asof.online.state.database.DatabaseView;
import dev.asof.online.state.database.Family;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Supplier;

/**
 * When the blocks of entities were last rewritten, on a clock that counts: odd while one is being rewritten. Entities share
 * entries, so that one may seem rewritten that is not; never the other way round. One fold at a time; otherwise thread-safe.
 */
public final class FoldVersions {
    private static final int ENTRIES = 1 << 16;

    private final AtomicLong clock = new AtomicLong();
    private final AtomicLongArray last = new AtomicLongArray(ENTRIES);

    /** One moment of the database. */
    public record Moment(DatabaseView view, long clock, boolean isBetweenFolds) {}

    /**
     * Rewrites the blocks of entities.
     *
     * @param keys of {@link Family#ENTITIES}
     */
    public void fold(List<byte[]> keys, Runnable rewriting) {
        long version = clock.incrementAndGet() + 1;
        keys.forEach(key -> last.set(entry(EntityKeys.hash(key)), version));
        try {
            rewriting.run();
        } finally {
            clock.incrementAndGet();
        }
    }

    /** Takes a view of the database. */
    public Moment moment(Supplier<DatabaseView> take) {
        long before = clock.get();
        DatabaseView view = take.get();
        return new Moment(view, before, before == clock.get() && before % 2 == 0);
    }

    /** When the blocks of an entity were last rewritten, as a moment has them; negative where that isn't sure. */
    public long of(byte[] key, Moment moment) {
        long version = last.get(entry(EntityKeys.hash(key)));
        return moment.isBetweenFolds() && version <= moment.clock() ? version : -1;
    }

    private static int entry(long hash) {
        return (int) hash & (ENTRIES - 1);
    }
}
