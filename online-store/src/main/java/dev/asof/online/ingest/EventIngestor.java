package dev.asof.online.ingest;

import dev.asof.online.live.LiveCatalog;
import dev.asof.online.live.LiveDefinitions;
import dev.asof.online.live.LiveSource;
import dev.asof.online.state.StateStore;
import java.time.InstantSource;

/**
 * Takes events in. A batch is refused as a whole, or each of its events is accepted, a duplicate, or rejected for its
 * source's contract; what was accepted is visible when {@link #ingest} returns, and as durable as {@link IngestDurability}
 * says, and sending it again changes nothing. Thread-safe.
 */
public final class EventIngestor {
    private final LiveDefinitions definitions;
    private final IngestLimits limits;
    private final Room room;
    private final GroupCommit commits;

    public EventIngestor(
            StateStore state,
            LiveDefinitions definitions,
            IngestLimits limits,
            IngestDurability durability,
            InstantSource wallClock) {
        this.definitions = definitions;
        this.limits = limits;
        this.room = new Room(limits);
        this.commits = new GroupCommit(state, definitions, durability, wallClock);
    }

    /**
     * Ingests a batch.
     *
     * @throws dev.asof.registry.error.AsofException UNKNOWN_NAME, INVALID_ARGUMENT, LIMIT_EXCEEDED, SEQUENCE_GAP or
     *     FEEDING_CONFLICT if it is refused; OVERLOADED if it has to come later; IO_FAILED if it could not be stored: it may be there, and is to be sent again
     */
    public IngestResult ingest(IngestBatch batch) {
        try (Room.Place place = room.take(batch)) {
            return commit(batch);
        }
    }

    private IngestResult commit(IngestBatch batch) {
        while (true) {
            switch (commits.commit(prepare(batch))) {
                case GroupCommit.Outcome.Done done -> {
                    return done.result();
                }
                case GroupCommit.Outcome.Failed failed -> throw failed.failure();
                case GroupCommit.Outcome.Outdated outdated -> {
                    // Prepared with definitions that were replaced meanwhile: once more, with the new ones.
                }
            }
        }
    }

    private PreparedBatch prepare(IngestBatch batch) {
        return definitions.find(catalog -> prepare(batch, catalog));
    }

    private PreparedBatch prepare(IngestBatch batch, LiveCatalog catalog) {
        LiveSource source = catalog.requireSource(batch.source());
        BatchChecks.require(batch, source, limits);
        return BatchPreparation.prepare(batch, catalog, source, BatchPreparation.Retries.TOLD_BY_THE_ROW);
    }
}
