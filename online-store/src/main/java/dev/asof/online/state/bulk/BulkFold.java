package dev.asof.online.state.bulk;

import dev.asof.online.state.catalog.Catalog;
import dev.asof.online.state.database.Family;
import dev.asof.online.state.entity.BlockReads;
import dev.asof.online.state.entity.EntityFold;
import dev.asof.online.state.entity.EntityKeys;
import dev.asof.online.state.entity.EntityRecord;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Makes records and blocks of what a bulk load brings, on all cores, and gives them to its sink in the order in which the
 * records came. One thread's.
 */
final class BulkFold implements AutoCloseable {
    private static final int BYTES_AT_ONCE = 1 << 20;

    private final Catalog catalog;
    private final EntityFold fold;
    private final int looseEvents;
    private final Sink sink;
    private final int threads = Runtime.getRuntime().availableProcessors();
    private final ExecutorService folding = Executors.newFixedThreadPool(
            threads, Thread.ofPlatform().name("asof-fold-", 1).daemon().factory());
    private final Deque<Future<List<Folded>>> underWay = new ArrayDeque<>();
    private List<Unfolded> next = new ArrayList<>();
    private int nextBytes;

    /** Takes what becomes of a record: its blocks, then itself. */
    interface Sink {
        void putBlock(Family family, int view, byte[] key, byte[] value);

        void mergeRecord(byte[] key, byte[] record);
    }

    private record Unfolded(byte[] key, int events, byte[] frames) {}

    private record Block(Family family, int view, byte[] key, byte[] value) {}

    private record Folded(byte[] key, byte[] record, List<Block> blocks) {}

    /** @param looseEvents the most events of a record that is left as it is */
    BulkFold(Catalog catalog, EntityFold fold, int looseEvents, Sink sink) {
        this.catalog = catalog;
        this.fold = fold;
        this.looseEvents = looseEvents;
        this.sink = sink;
    }

    /** Adds all that comes into a record, in the order of the keys. */
    void add(byte[] key, int events, byte[] frames) {
        next.add(new Unfolded(key, events, frames));
        nextBytes += frames.length;
        if (nextBytes >= BYTES_AT_ONCE) {
            begin();
        }
    }

    private void begin() {
        while (underWay.size() > 2 * threads) {
            give();
        }
        List<Unfolded> some = next;
        underWay.add(folding.submit(() -> some.stream().map(this::folded).toList()));
        next = new ArrayList<>();
        nextBytes = 0;
    }

    /** Gives the sink all that was added. */
    void finish() {
        begin();
        while (!underWay.isEmpty()) {
            give();
        }
    }

    private void give() {
        for (Folded folded : LoadWork.await(underWay.remove())) {
            folded.blocks().forEach(block -> sink.putBlock(block.family(), block.view(), block.key(), block.value()));
            sink.mergeRecord(folded.key(), folded.record());
        }
    }

    private Folded folded(Unfolded unfolded) {
        if (unfolded.events() <= looseEvents) {
            return new Folded(unfolded.key(), unfolded.frames(), List.of());
        }
        byte[] entityKey = EntityKeys.valuesOf(unfolded.key());
        EntityRecord record = new EntityRecord(
                catalog, unfolded.frames(), entityKey, BlockReads.anew((family, each) -> Optional.empty()));
        List<Block> blocks = new ArrayList<>();
        byte[] kept = fold.fold(
                record,
                entityKey,
                view -> (family, key, value) ->
                        value.ifPresent(bytes -> blocks.add(new Block(family, view, key, bytes))));
        return new Folded(unfolded.key(), kept, blocks);
    }

    @Override
    public void close() {
        folding.shutdownNow();
        folding.close();
    }
}
