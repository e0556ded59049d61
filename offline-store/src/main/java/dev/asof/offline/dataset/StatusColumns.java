package dev.asof.offline.dataset;

/** Whether a training set says per value why it is there or is not. */
public enum StatusColumns {
    /** Values only; the manifest counts the statuses. */
    LEFT_OUT,
    /** After each feature a column of text with the status of each value. */
    INCLUDED
}
