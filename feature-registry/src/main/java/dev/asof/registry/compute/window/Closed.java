package dev.asof.registry.compute.window;

/** Which end of a window belongs to it. */
public enum Closed {
    /** Windows are {@code (start, end]}: an event at the asking time is seen. */
    RIGHT,
    /** Windows are {@code [start, end)}: only events strictly before the asking time are seen. */
    LEFT
}
