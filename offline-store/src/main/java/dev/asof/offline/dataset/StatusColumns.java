package dev.asof.offline.dataset;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether a training set says per value why it is there or is not. */
public enum StatusColumns {
    /** Values only; the manifest counts the statuses. */
    @JsonProperty("left_out")
    LEFT_OUT,
    /** After each feature a column of text with the status of each value. */
    @JsonProperty("included")
    INCLUDED
}
