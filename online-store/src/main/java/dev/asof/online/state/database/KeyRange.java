package dev.asof.online.state.database;

/** A range of the keys of a family: from {@code from}, inclusive, to {@code to}, exclusive. */
public record KeyRange(Family family, byte[] from, byte[] to) {}
