package dev.asof.offline.observation;

import dev.asof.registry.compute.schema.Schema;

/** The key columns of an entity, typed, as the views of a service pinned them. */
public record EntityKeys(String entity, Schema keys) {}
