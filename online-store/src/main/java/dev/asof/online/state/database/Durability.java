package dev.asof.online.state.database;

/** When a write is on disk. */
public enum Durability {
    /** Before the write returns: it survives the loss of power. */
    SYNCED,
    /** With the next synced write at the latest; lost together with all later writes, or not at all. */
    BUFFERED
}
