package dev.asof.offline.observation;

import dev.asof.offline.sweep.EntityIndex;

/**
 * The entities of one kind that asking rows ask about.
 *
 * @param entity per row the number of its entity
 */
public record AskedEntity(EntityKeys keys, EntityIndex index, int[] entity) {}
