package dev.asof.online.lookup;

import dev.asof.registry.compute.entity.EntityKeyCodec;

/**
 * A kind of entity that a selection asks about, in one role.
 *
 * @param stored the entity's number in the state
 * @param codec of its keys
 * @param keyColumns where its keys stand among the key columns of the asking rows
 */
record AskedEntity(int stored, EntityKeyCodec codec, int[] keyColumns) {}
