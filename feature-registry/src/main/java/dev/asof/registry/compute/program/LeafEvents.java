package dev.asof.registry.compute.program;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The events of one block, in order, and among them those of other blocks that are versions of its events: what stands is
 * decided in the block alone. Working state of one tree.
 */
final class LeafEvents {
    private final StoredOrder order;
    private KeptEvents events;
    private int from;
    private int to;
    private boolean hasVersions;
    private final List<KeptEvents> addedOwn = new ArrayList<>();
    private final List<KeptEvents> addedOthers = new ArrayList<>();

    /**
     * @param events in order
     * @param from the first of the block's own
     * @param to the end of the block's own
     * @param hasVersions whether one of its own has other versions
     */
    LeafEvents(StoredOrder order, KeptEvents events, int from, int to, boolean hasVersions) {
        this.order = order;
        this.events = events;
        this.from = from;
        this.to = to;
        this.hasVersions = hasVersions;
    }

    void addOwn(KeptEvents event) {
        addedOwn.add(event);
        hasVersions |= order.hasUniqueKey();
    }

    void addOther(KeptEvents version) {
        addedOthers.add(version);
        hasVersions = true;
    }

    KeptEvents events() {
        settle();
        return events;
    }

    int from() {
        settle();
        return from;
    }

    int to() {
        settle();
        return to;
    }

    boolean hasVersions() {
        return hasVersions;
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

    /** The block's own and others' versions of the event with this unique key. */
    List<KeptEvents> versionsOf(KeptEvents event, int row, long keyHash) {
        settle();
        List<KeptEvents> versions = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            if (isVersionOf(i, event, row, keyHash)) {
                versions.add(events.only(i));
            }
        }
        return versions;
    }

    /** Whether a version of the event is the block's own. */
    boolean holdsVersionOf(KeptEvents event, int row, long keyHash) {
        settle();
        return IntStream.range(from, to).anyMatch(i -> isVersionOf(i, event, row, keyHash));
    }

    private boolean isVersionOf(int i, KeptEvents event, int row, long keyHash) {
        return order.isVersion(events, i)
                && order.keyHash(events, i) == keyHash
                && order.isSameKey(events, i, event, row);
    }

    /**
     * Cuts the block into blocks.
     *
     * @param most the most events of one, but for events that are stored more than once
     * @param isLast whether no later block is there: then it is filled before another one is begun
     */
    List<LeafEvents> cut(int most, boolean isLast) {
        settle();
        List<LeafEvents> pieces = new ArrayList<>();
        int count = to - from;
        int chunks = Math.max(1, (count + most - 1) / most);
        int start = from;
        for (int i = 1; i <= chunks && (start < to || pieces.isEmpty()); i++) {
            int end = i == chunks ? to : isLast ? from + i * most : from + (int) ((long) count * i / chunks);
            end = Math.max(end, start);
            while (end > from && end < to && order.compare(events, end - 1, end) == 0) {
                end++;
            }
            if (end > start || chunks == 1) {
                pieces.add(piece(start, end));
                start = end;
            }
        }
        return pieces;
    }

    private LeafEvents piece(int start, int end) {
        int[] others = order.hasUniqueKey() ? otherVersions(start, end) : new int[0];
        int before = (int) Arrays.stream(others).filter(i -> i < start).count();
        int[] all = IntStream.concat(Arrays.stream(others), IntStream.range(start, end))
                .sorted()
                .toArray();
        boolean areVersions = others.length > 0 || sharesKeys(start, end);
        return new LeafEvents(order, events.gather(all), before, before + end - start, areVersions);
    }

    private boolean sharesKeys(int start, int end) {
        int[] keyed = keyed(start, end);
        return IntStream.range(1, keyed.length).anyMatch(i -> order.compareKeys(events, keyed[i - 1], keyed[i]) == 0);
    }

    private int[] keyed(int start, int end) {
        if (!order.hasUniqueKey()) {
            return new int[0];
        }
        int[] keyed = IntStream.range(start, end)
                .filter(i -> order.isVersion(events, i))
                .toArray();
        RowSort.sort(keyed, 0, keyed.length, (event, other) -> order.compareKeys(events, event, other));
        return keyed;
    }

    /** Of the events outside of {@code [start, end)} those that share a unique key with one inside. */
    private int[] otherVersions(int start, int end) {
        int[] keyed = keyed(0, events.size());
        IntStream.Builder others = IntStream.builder();
        int first = 0;
        for (int i = 1; i <= keyed.length; i++) {
            if (i == keyed.length || order.compareKeys(events, keyed[first], keyed[i]) != 0) {
                int[] group = Arrays.copyOfRange(keyed, first, i);
                if (Arrays.stream(group).anyMatch(event -> event >= start && event < end)) {
                    Arrays.stream(group)
                            .filter(event -> event < start || event >= end)
                            .forEach(others);
                }
                first = i;
            }
        }
        return others.build().sorted().toArray();
    }
}
