package dev.asof.registry.compute.program;

/**
 * The events of a block, ready to be asked. One thread's.
 *
 * @param from the first of the block's own among the timelines' events
 * @param to the end of the block's own
 */
record BlockEvents(Timelines timelines, int from, int to, StandingEvents standing) {
    BlockEvents(Timelines timelines, int from, int to) {
        this(timelines, from, to, new StandingEvents(timelines));
    }
}
