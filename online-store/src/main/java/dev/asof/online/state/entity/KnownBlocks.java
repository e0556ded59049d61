package dev.asof.online.state.entity;

import dev.asof.registry.compute.program.KnownBlock;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The blocks that were read last, as they were read, in a bounded memory. Thread-safe. */
public final class KnownBlocks {
    private final long mostBytes;
    private final Map<Key, Counted> blocks = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    /** A block, and for how much memory it counts. */
    private record Counted(KnownBlock block, long bytes) {}

    /**
     * Which block.
     *
     * @param version when the entity's blocks were last rewritten
     */
    record Key(int view, ByteBuffer entityKey, long number, long version) {}

    public KnownBlocks(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    synchronized @Nullable KnownBlock get(Key key) {
        Counted known = blocks.get(key);
        return known == null ? null : known.block();
    }

    /** Puts a block, which counts for what it takes now. */
    synchronized void put(Key key, KnownBlock block) {
        Counted counted = new Counted(block, block.memoryBytes());
        Counted before = blocks.put(key, counted);
        bytes += counted.bytes() - (before == null ? 0 : before.bytes());
        Iterator<Counted> eldest = blocks.values().iterator();
        while (bytes > mostBytes) {
            bytes -= eldest.next().bytes();
            eldest.remove();
        }
    }
}
