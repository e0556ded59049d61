package dev.asof.online.state;

import dev.asof.online.state.catalog.Origin;
import dev.asof.online.state.catalog.StoredView;
import dev.asof.registry.compute.program.KeptEvents;

/**
 * What is stored of one entity in one view.
 *
 * @param recordBytes what it takes of the entity's record
 * @param blocks how many blocks it has
 * @param blockBytes the size of the blocks, and of what tells in which of them versions lie
 * @param loose the events that are in no block, each once if it has no whole unique key
 * @param inBlocks the events that are
 * @param looseAcceptedAt per loose event its acceptance, or {@link Origin#NOT_YET}
 * @param inBlocksAcceptedAt the same per event in blocks
 */
public record StoredEvents(
        StoredView view,
        long recordBytes,
        long blocks,
        long blockBytes,
        KeptEvents loose,
        KeptEvents inBlocks,
        long[] looseAcceptedAt,
        long[] inBlocksAcceptedAt) {}
