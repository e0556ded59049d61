package dev.asof.online.ingest;

import java.util.List;
import java.util.OptionalLong;

/**
 * What became of a batch: accepted + duplicates + rejections = events.
 *
 * @param accepted events that are stored, durable and visible
 * @param duplicates events that were there already and changed nothing
 * @param rejections events that violate the contract, in the batch's order
 * @param acceptedAtMicros the greatest acceptance among the accepted events; empty if there are none
 */
public record IngestResult(int accepted, int duplicates, List<Rejection> rejections, OptionalLong acceptedAtMicros) {

    public IngestResult {
        rejections = List.copyOf(rejections);
    }
}
