package dev.asof.online.ingest;

/**
 * What a batch may have at most.
 *
 * @param eventsPerBatch events in one batch
 * @param producerBytes bytes of a producer's name
 */
public record IngestLimits(int eventsPerBatch, int producerBytes) {
    /** 50,000 events, names of 256 bytes. */
    public static final IngestLimits DEFAULT = new IngestLimits(50_000, 256);
}
