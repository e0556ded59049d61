package dev.asof.registry.compute.program;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which other versions a block of events must hold beside its own events, so that what stands among its own shows in the block
 * alone, whatever a question knows: of each of its events the versions that decide about it (see {@link KeyVersions}).
 */
final class DecidingVersions {
    /** Of an event that is no block's own. */
    static final int NO_BLOCK = -1;

    private final int[] blockOf;
    private final List<IntStream.Builder> needed = new ArrayList<>();
    private final LeafVersions[] versions;

    private DecidingVersions(int[] blockOf, int blockCount) {
        this.blockOf = blockOf;
        this.versions = new LeafVersions[blockCount];
        Arrays.fill(versions, LeafVersions.SINGLE);
        for (int block = 0; block < blockCount; block++) {
            needed.add(IntStream.builder());
        }
    }

    /**
     * @param events among which are all versions that decide about the blocks' own
     * @param blockOf per event the block whose own it is, or {@link #NO_BLOCK}
     */
    static DecidingVersions of(StoredOrder order, KeptEvents events, int[] blockOf, int blockCount) {
        DecidingVersions deciding = new DecidingVersions(blockOf, blockCount);
        int[] keyed = IntStream.range(0, events.size())
                .filter(event -> order.isVersion(events, event))
                .toArray();
        RowSort.sort(keyed, 0, keyed.length, (event, other) -> order.compareVersions(events, event, other));
        int first = 0;
        for (int i = 1; i <= keyed.length; i++) {
            if (i == keyed.length || order.compareKeys(events, keyed[first], keyed[i]) != 0) {
                deciding.add(order, events, Arrays.copyOfRange(keyed, first, i));
                first = i;
            }
        }
        return deciding;
    }

    private void add(StoredOrder order, KeptEvents events, int[] ofOne) {
        if (ofOne.length == 1) {
            return;
        }
        Arrays.stream(ofOne)
                .map(version -> blockOf[version])
                .filter(block -> block != NO_BLOCK)
                .forEach(block -> versions[block] = LeafVersions.SEVERAL);
        if (Arrays.stream(ofOne).map(version -> blockOf[version]).distinct().count() > 1) {
            KeyVersions ofKey = new KeyVersions(order, events, ofOne);
            for (int i = 0; i < ofOne.length; i++) {
                need(blockOf[ofOne[i]], ofKey.decidingAbout(i));
            }
        }
    }

    private void need(int block, IntStream deciding) {
        if (block != NO_BLOCK) {
            deciding.filter(version -> blockOf[version] != block).forEach(needed.get(block));
        }
    }

    /** The events that the block must hold beside its own, each once, ascending. */
    int[] neededBy(int block) {
        return needed.get(block).build().distinct().sorted().toArray();
    }

    /** Whether one of the block's own events has another version. */
    LeafVersions versions(int block) {
        return versions[block];
    }
}
