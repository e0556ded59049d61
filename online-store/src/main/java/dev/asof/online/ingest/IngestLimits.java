package dev.asof.online.ingest;

import java.time.Duration;

/**
 * What ingest takes at most.
 *
 * @param eventsPerBatch events in one batch
 * @param producerBytes bytes of a producer's name
 * @param eventsUnderWay events of all batches that are taken and not answered yet; a batch that finds no room waits
 * @param patience how long a batch waits for room before it is turned away
 */
public record IngestLimits(int eventsPerBatch, int producerBytes, int eventsUnderWay, Duration patience) {
    /** 50,000 events, names of 256 bytes, 400,000 events under way, ten seconds. */
    public static final IngestLimits DEFAULT = new IngestLimits(50_000, 256, 400_000, Duration.ofSeconds(10));
}
