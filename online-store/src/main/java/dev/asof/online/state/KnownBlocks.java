package dev.asof.online.state;

import dev.asof.registry.compute.program.KnownBlock;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The blocks that were read last, as they were read, in a bounded memory. Thread-safe. */
final class KnownBlocks {
    private final long mostBytes;
    private final Map<Key, KnownBlock> blocks = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    /**
     * Which block.
     *
     * @param version when the entity's blocks were last rewritten
     */
    record Key(int view, ByteBuffer entityKey, long number, long version) {}

    KnownBlocks(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    synchronized @Nullable KnownBlock get(Key key) {
        return blocks.get(key);
    }

    synchronized void put(Key key, KnownBlock block) {
        KnownBlock before = blocks.put(key, block);
        bytes += block.memoryBytes() - (before == null ? 0 : before.memoryBytes());
        Iterator<KnownBlock> eldest = blocks.values().iterator();
        while (bytes > mostBytes) {
            bytes -= eldest.next().memoryBytes();
            eldest.remove();
        }
    }
}
