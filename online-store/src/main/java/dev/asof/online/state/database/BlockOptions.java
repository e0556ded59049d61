package dev.asof.online.state.database;

import dev.asof.registry.compute.program.TreeShape;

/**
 * When events move into blocks, and how large these are. It changes no answer.
 *
 * @param looseEvents the most events that an entity has in a view without blocks
 * @param tailEvents how many events are appended to an entity's record before it is rewritten
 */
public record BlockOptions(int looseEvents, int tailEvents, TreeShape shape) {
    /** Blocks from 256 events on, a rewrite every 64. */
    public static final BlockOptions DEFAULT = new BlockOptions(256, 64, TreeShape.DEFAULT);
}
