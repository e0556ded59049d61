package dev.asof.offline.input;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Which of a source's rows a build reads. */
public enum InputChoice {
    /** The rows of the source's files. */
    @JsonProperty("files")
    FILES,
    /** The events that a server accepted. */
    @JsonProperty("archive")
    ARCHIVE,
    /** Both. */
    @JsonProperty("all")
    ALL
}
