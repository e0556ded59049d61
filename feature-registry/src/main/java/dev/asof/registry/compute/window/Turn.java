package dev.asof.registry.compute.window;

/** Which of the periods that follow each other without end. */
public enum Turn {
    /** The one that the anchor lies in. */
    CURRENT,
    /** The whole one before. */
    PREVIOUS
}
