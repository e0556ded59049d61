package dev.asof.offline.input;

/** Which of a source's rows a build reads. */
public enum InputChoice {
    /** The rows of the source's files. */
    FILES,
    /** The events that a server accepted. */
    ARCHIVE,
    /** Both. */
    ALL
}
