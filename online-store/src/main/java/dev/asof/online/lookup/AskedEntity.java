package dev.asof.online.lookup;

import dev.asof.registry.compute.entity.EntityKeyCodec;

/**
 * A kind of entity that a selection asks about, in one role.
 *
 * @param number its own, among the entities of all plans
 * @param stored the entity's number in the state
 * @param codec of its keys
 * @param keyColumns where its keys stand among the key columns of the asking rows
 * @param layout of the answers about it
 * @param canLast whether answers about it may last
 */
record AskedEntity(
        int number, int stored, EntityKeyCodec codec, int[] keyColumns, PackedLayout layout, boolean canLast) {}
