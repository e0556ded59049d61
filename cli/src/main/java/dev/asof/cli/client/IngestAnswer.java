package dev.asof.cli.client;

import java.util.List;

/** What became of a batch of events. */
public record IngestAnswer(long accepted, long duplicates, List<Rejection> rejections) {

    /**
     * An event that was not accepted.
     *
     * @param index its row in the batch, from 0
     * @param disposition {@code quarantined}, {@code dropped} or {@code refused}
     */
    public record Rejection(int index, String disposition, List<Violation> violations) {
        public Rejection {
            violations = List.copyOf(violations);
        }
    }

    public IngestAnswer {
        rejections = List.copyOf(rejections);
    }
}
