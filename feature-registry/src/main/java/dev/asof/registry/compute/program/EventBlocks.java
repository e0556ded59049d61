package dev.asof.registry.compute.program;

import java.util.Arrays;

/**
 * The events of one entity in blocks: of 32 neighbours, of 8 such blocks, and so on. What of a block's events stands in the
 * end is the same for every question that knows all of their versions; of such a block a partial state can be merged
 * instead of its events. One thread's working state, turned from one entity to the next.
 */
final class EventBlocks {
    private static final int LEAF_BITS = 5;
    private static final int FANOUT_BITS = 3;

    private final Timelines timelines;
    private int entity;
    private int start;
    private int levels;
    private long[][] lastKnowledge = {};
    private long[][] lastAcceptance = {};
    private boolean[] replaced = {};

    EventBlocks(Timelines timelines) {
        this.timelines = timelines;
    }

    /** Turns to an entity. */
    void turnTo(int number) {
        entity = number;
        levels = 0;
    }

    /** The number of events in a block of a level. */
    static int size(int level) {
        return 1 << (LEAF_BITS + level * FANOUT_BITS);
    }

    /** The number of blocks of a level below that make up one. */
    static int fanout() {
        return 1 << FANOUT_BITS;
    }

    /** The number of levels that have a whole block; 0 until {@link #build}. */
    int levels() {
        return levels;
    }

    /** The first event of a block. */
    int firstEvent(int level, int block) {
        return start + block * size(level);
    }

    /** The number of whole blocks of a level. */
    int count(int level) {
        return lastKnowledge[level].length;
    }

    /** The level of the greatest block that starts at {@code event} and ends by {@code end}; -1 if there is none. */
    int greatest(int event, int end) {
        int offset = event - start;
        int level = -1;
        while (level + 1 < levels && (offset & (size(level + 1) - 1)) == 0 && event + size(level + 1) <= end) {
            level++;
        }
        return level;
    }

    /** The number of the block of a level that starts at {@code event}. */
    int block(int event, int level) {
        return (event - start) >> (LEAF_BITS + level * FANOUT_BITS);
    }

    /** Whether the question knows all versions of all events of a block. */
    boolean isSettled(int level, int block, StandingEvents standing) {
        return standing.areCertain() || standing.knows(lastKnowledge[level][block], lastAcceptance[level][block]);
    }

    /** Whether the event stands once all of its versions are known. */
    boolean standsInTheEnd(int event) {
        return replaced.length == 0 || !replaced[event - start];
    }

    /** Cuts the entity's events into blocks, if that was not done yet. */
    void build() {
        if (levels > 0) {
            return;
        }
        start = timelines.entityStart(entity);
        int events = timelines.entityEnd(entity) - start;
        while (size(levels) <= events) {
            levels++;
        }
        lastKnowledge = new long[levels][];
        lastAcceptance = new long[levels][];
        if (levels > 0) {
            buildLeaves(events);
        }
        for (int level = 1; level < levels; level++) {
            lastKnowledge[level] = greatestOfChildren(lastKnowledge[level - 1], events / size(level));
            lastAcceptance[level] = greatestOfChildren(lastAcceptance[level - 1], events / size(level));
        }
    }

    private void buildLeaves(int events) {
        long[] knowledge = new long[events];
        long[] acceptance = new long[events];
        for (int i = 0; i < events; i++) {
            knowledge[i] = timelines.knowledge(start + i);
            acceptance[i] = timelines.acceptedAt(start + i);
        }
        joinVersions(knowledge, acceptance);
        int count = events / size(0);
        lastKnowledge[0] = greatest(knowledge, size(0), count);
        lastAcceptance[0] = greatest(acceptance, size(0), count);
    }

    /** Each version is settled when all of its event are; and of them one stands. */
    private void joinVersions(long[] knowledge, long[] acceptance) {
        EventVersions versions = timelines.versions();
        int groups = versions.groupCount(entity);
        replaced = new boolean[groups == 0 ? 0 : knowledge.length];
        for (int i = 0; i < groups; i++) {
            int group = versions.firstGroup(entity) + i;
            int[] offsets = versions.versions(group).map(event -> event - start).toArray();
            long lastKnown =
                    Arrays.stream(offsets).mapToLong(at -> knowledge[at]).max().orElseThrow();
            long lastAccepted =
                    Arrays.stream(offsets).mapToLong(at -> acceptance[at]).max().orElseThrow();
            int standing = versions.standing(group, event -> true) - start;
            for (int offset : offsets) {
                knowledge[offset] = lastKnown;
                acceptance[offset] = lastAccepted;
                replaced[offset] = offset != standing;
            }
        }
    }

    private static long[] greatestOfChildren(long[] children, int count) {
        return greatest(children, fanout(), count);
    }

    private static long[] greatest(long[] values, int size, int count) {
        long[] greatest = new long[count];
        Arrays.fill(greatest, Long.MIN_VALUE);
        for (int i = 0; i < count * size; i++) {
            greatest[i / size] = Math.max(greatest[i / size], values[i]);
        }
        return greatest;
    }
}
