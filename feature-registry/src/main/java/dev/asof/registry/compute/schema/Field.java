package dev.asof.registry.compute.schema;

/** A named, typed column of a {@link Schema}. */
public record Field(String name, DataType type) {}
