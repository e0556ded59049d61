package dev.asof.registry.compute.program;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The events of one block, in order, and among them those of other blocks that decide about its own as versions of the same
 * events: what stands shows in the block alone. Working state of one tree.
 */
final class LeafEvents {
    private final StoredOrder order;
    private KeptEvents events;
    private int from;
    private int to;
    private final LeafVersions versions;
    private final List<KeptEvents> addedOwn = new ArrayList<>();
    private final List<KeptEvents> addedOthers = new ArrayList<>();

    /**
     * @param events in order
     * @param from the first of the block's own
     * @param to the end of the block's own
     */
    LeafEvents(StoredOrder order, KeptEvents events, int from, int to, LeafVersions versions) {
        this.order = order;
        this.events = events;
        this.from = from;
        this.to = to;
        this.versions = versions;
    }

    /** A block that has none yet. */
    static LeafEvents empty(StoredOrder order, KeptEvents none) {
        return new LeafEvents(order, none, 0, 0, LeafVersions.SINGLE);
    }

    void addOwn(KeptEvents added) {
        addedOwn.add(added);
    }

    /** The block's own versions of events with these hashes of their unique keys. */
    KeptEvents ownOf(Set<Long> keyHashes) {
        settle();
        return events.gather(IntStream.range(from, to)
                .filter(event -> isAmong(event, keyHashes))
                .toArray());
    }

    /**
     * Takes others' versions in place of all that it has of the same keys.
     *
     * @param versions in order
     * @return whether it had not the same
     */
    boolean replaceOthers(Set<Long> keyHashes, KeptEvents versions) {
        settle();
        int[] replaced = IntStream.concat(IntStream.range(0, from), IntStream.range(to, events.size()))
                .filter(event -> isAmong(event, keyHashes))
                .toArray();
        if (order.areSame(events.gather(replaced), versions)) {
            return false;
        }
        int before = (int) Arrays.stream(replaced).filter(event -> event < from).count();
        events = events.gather(IntStream.range(0, events.size())
                .filter(event -> Arrays.binarySearch(replaced, event) < 0)
                .toArray());
        from -= before;
        to -= before;
        addedOthers.add(versions);
        return true;
    }

    private boolean isAmong(int event, Set<Long> keyHashes) {
        return order.isVersion(events, event) && keyHashes.contains(order.keyHash(events, event));
    }

    KeptEvents events() {
        settle();
        return events;
    }

    /** The block's own. */
    KeptEvents own() {
        settle();
        return events.gather(IntStream.range(from, to).toArray());
    }

    /** Takes out some of the block's own. */
    void removeOwn(int[] gone) {
        settle();
        events = events.gather(IntStream.range(0, events.size())
                .filter(event -> Arrays.binarySearch(gone, event) < 0)
                .toArray());
        to -= gone.length;
    }

    int from() {
        settle();
        return from;
    }

    int to() {
        settle();
        return to;
    }

    LeafVersions versions() {
        return versions;
    }

    private void settle() {
        if (addedOwn.isEmpty() && addedOthers.isEmpty()) {
            return;
        }
        List<KeptEvents> parts = new ArrayList<>();
        parts.add(events);
        parts.addAll(addedOwn);
        int endOfOwn = parts.stream().mapToInt(KeptEvents::size).sum();
        parts.addAll(addedOthers);
        KeptEvents all = KeptEvents.concat(parts);
        int known = events.size();
        boolean[] isOwn = new boolean[all.size()];
        Arrays.fill(isOwn, from, to, true);
        Arrays.fill(isOwn, known, endOfOwn, true);
        int[] kept = distinct(all, isOwn);
        events = all.gather(kept);
        int[] own = IntStream.range(0, kept.length).filter(i -> isOwn[kept[i]]).toArray();
        from = own.length == 0 ? 0 : own[0];
        to = own.length == 0 ? 0 : own[own.length - 1] + 1;
        addedOwn.clear();
        addedOthers.clear();
    }

    /** The events in order, each once; what is the block's own once is so. */
    private int[] distinct(KeptEvents all, boolean[] isOwn) {
        int[] sorted = IntStream.range(0, all.size()).toArray();
        RowSort.sort(sorted, 0, sorted.length, (event, other) -> order.compare(all, event, other));
        int count = 0;
        int start = 0;
        for (int i = 1; i <= sorted.length; i++) {
            if (i == sorted.length || order.compare(all, sorted[start], sorted[i]) != 0) {
                int[] equal = Arrays.copyOfRange(sorted, start, i);
                boolean isAnyOwn = Arrays.stream(equal).anyMatch(event -> isOwn[event]);
                for (int event : order.survivors(all, equal)) {
                    isOwn[event] = isAnyOwn;
                    sorted[count++] = event;
                }
                start = i;
            }
        }
        return Arrays.copyOf(sorted, count);
    }

    /**
     * Cuts the block into blocks.
     *
     * @param most the most events of one, but for events that are stored more than once
     */
    List<LeafEvents> cut(int most, Cut cut) {
        settle();
        int[] bounds = bounds(cut.ends(to - from, most));
        int count = bounds.length - 1;
        int[] pieceOf = new int[events.size()];
        Arrays.fill(pieceOf, DecidingVersions.NO_BLOCK);
        for (int i = 0; i < count; i++) {
            Arrays.fill(pieceOf, bounds[i], bounds[i + 1], i);
        }
        DecidingVersions deciding = DecidingVersions.of(order, events, pieceOf, count);
        return IntStream.range(0, count)
                .mapToObj(i -> piece(bounds[i], bounds[i + 1], deciding.neededBy(i), deciding.versions(i)))
                .toList();
    }

    /** Where the pieces begin, and the last one's end; there is at least one piece. */
    private int[] bounds(int[] ends) {
        IntStream.Builder bounds = IntStream.builder().add(from);
        int start = from;
        for (int i = 0; i < ends.length - 1; i++) {
            int end = endOfEqual(Math.max(start, from + ends[i]));
            if (end > start && end < to) {
                bounds.add(end);
                start = end;
            }
        }
        return bounds.add(to).build().toArray();
    }

    private int endOfEqual(int bound) {
        int end = bound;
        while (end > from && end < to && order.compare(events, end - 1, end) == 0) {
            end++;
        }
        return end;
    }

    private LeafEvents piece(int start, int end, int[] others, LeafVersions ofPiece) {
        int before = (int) Arrays.stream(others).filter(i -> i < start).count();
        int[] all = IntStream.concat(Arrays.stream(others), IntStream.range(start, end))
                .sorted()
                .toArray();
        return new LeafEvents(order, events.gather(all), before, before + end - start, ofPiece);
    }
}
