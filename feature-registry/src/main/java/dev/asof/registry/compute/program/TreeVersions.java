package dev.asof.registry.compute.program;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The versions of events in the blocks of one tree: finds them by their unique keys, and gives each block those of others that
 * decide about its own. One thread's.
 */
final class TreeVersions {
    private final TreeBlocks tree;
    private final StoredOrder order;
    private final BlockStorage storage;
    private final Map<Long, Set<Long>> timesByHash = new HashMap<>();
    private final Map<Long, long[]> newTimes = new HashMap<>();

    TreeVersions(TreeBlocks tree, StoredOrder order, BlockStorage storage) {
        this.tree = tree;
        this.order = order;
        this.storage = storage;
    }

    /** By hash of a unique key the times of its events, where they have changed. */
    Map<Long, long[]> newTimes() {
        return Map.copyOf(newTimes);
    }

    /** Versions among one block's own events. */
    private record Holder(BlockEntry block, Set<Long> keyHashes, KeptEvents own) {}

    /**
     * Takes up events that were added to blocks.
     *
     * @param blocks all that the tree has at its root
     */
    void spread(KeptEvents added, List<BlockEntry> blocks) {
        List<Holder> holders = holders(note(added), blocks);
        if (holders.isEmpty()) {
            return;
        }
        KeptEvents all = KeptEvents.concat(holders.stream().map(Holder::own).toList());
        int[] holderOf = IntStream.range(0, holders.size())
                .flatMap(i ->
                        IntStream.generate(() -> i).limit(holders.get(i).own().size()))
                .toArray();
        DecidingVersions deciding = DecidingVersions.of(order, all, holderOf, holders.size());
        for (int i = 0; i < holders.size(); i++) {
            Holder holder = holders.get(i);
            int[] needed = deciding.neededBy(i);
            RowSort.sort(needed, 0, needed.length, (event, other) -> order.compare(all, event, other));
            if (tree.leaf(holder.block()).replaceOthers(holder.keyHashes(), all.gather(needed))) {
                tree.change(holder.block());
            }
        }
    }

    /** Notes that events are no more in the tree. */
    void forget(KeptEvents gone) {
        for (int event = 0; event < gone.size(); event++) {
            if (order.isVersion(gone, event)) {
                long hash = order.keyHash(gone, event);
                Set<Long> known = timesByHash.computeIfAbsent(hash, this::stored);
                known.remove(order.time(gone, event));
                newTimes.put(hash, known.stream().mapToLong(time -> time).toArray());
            }
        }
    }

    /** Notes the times of versions; returns all times of their keys, by the keys' hashes. */
    private Map<Long, Set<Long>> note(KeptEvents added) {
        Map<Long, Set<Long>> times = new LinkedHashMap<>();
        for (int event = 0; event < added.size(); event++) {
            if (order.isVersion(added, event)) {
                times.computeIfAbsent(order.keyHash(added, event), hash -> new LinkedHashSet<>())
                        .add(order.time(added, event));
            }
        }
        times.replaceAll((hash, some) -> {
            Set<Long> known = timesByHash.computeIfAbsent(hash, this::stored);
            if (known.addAll(some)) {
                newTimes.put(hash, known.stream().mapToLong(time -> time).toArray());
            }
            return known;
        });
        return times;
    }

    private Set<Long> stored(long hash) {
        Set<Long> times = new LinkedHashSet<>();
        for (long time : storage.versionTimes(hash)) {
            times.add(time);
        }
        return times;
    }

    private List<Holder> holders(Map<Long, Set<Long>> times, List<BlockEntry> blocks) {
        Map<BlockEntry, Set<Long>> found = new LinkedHashMap<>();
        times.forEach((hash, some) -> some.forEach(time -> blocks.forEach(block -> find(block, time, hash, found))));
        List<Holder> holders = new ArrayList<>();
        found.forEach((block, some) -> {
            KeptEvents own = tree.leaf(block).ownOf(some);
            if (own.size() > 0) {
                holders.add(new Holder(block, some, own));
            }
        });
        return holders;
    }

    private void find(BlockEntry block, long time, long hash, Map<BlockEntry, Set<Long>> found) {
        if (time < block.firstTime || time > block.lastTime) {
            return;
        }
        if (block.level == BlockEntry.LEAF) {
            found.computeIfAbsent(block, each -> new LinkedHashSet<>()).add(hash);
        } else {
            tree.children(block).forEach(child -> find(child, time, hash, found));
        }
    }
}
