package dev.asof.registry.diagnostic;

/** A value with the place where a user wrote it. */
public record Located<T>(T value, Place place) {}
