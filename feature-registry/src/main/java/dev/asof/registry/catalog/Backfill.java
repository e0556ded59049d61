package dev.asof.registry.catalog;

/**
 * A new version of a view whose past events have to be loaded before it can be served.
 *
 * @param path where the source's files lie
 * @param needs what the online store will keep of it
 */
public record Backfill(VersionedName view, String source, String path, StateNeeds needs) {}
