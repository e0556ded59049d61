package dev.asof.online.state.database;

/** Takes each entry of a scan, in order. */
@FunctionalInterface
public interface EntryVisitor {
    /** Returns whether to go on. */
    boolean visit(byte[] key, byte[] value);
}
