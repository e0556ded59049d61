package dev.asof.online.state;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * By what is told whether something was stored of an entity meanwhile: a number that changes with each write. Entities share
 * numbers, so that one may seem changed that is not; never the other way round. Thread-safe.
 */
final class EntityVersions {
    private static final int COUNTERS = 1 << 20;

    private final AtomicIntegerArray counters = new AtomicIntegerArray(COUNTERS);
    private final AtomicInteger changesOfAll = new AtomicInteger();

    /** @param hash of the entity's key, evenly spread */
    long of(long hash) {
        return ((long) changesOfAll.get() << Integer.SIZE) | Integer.toUnsignedLong(counters.get(counter(hash)));
    }

    /** Notes that something was written of an entity. */
    void change(long hash) {
        counters.incrementAndGet(counter(hash));
    }

    /** Notes that something was written which may be of any entity. */
    void changeAll() {
        changesOfAll.incrementAndGet();
    }

    private static int counter(long hash) {
        return (int) hash & (COUNTERS - 1);
    }
}
