package dev.asof.online.ingest;

import dev.asof.online.state.Origin;
import dev.asof.online.state.SeenKey;
import dev.asof.online.state.SourceCounts;
import dev.asof.online.state.StateWrite;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import dev.asof.registry.quarantine.QuarantineOrigin;
import dev.asof.registry.quarantine.QuarantinedRow;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * Puts one prepared batch into a write: what is new of it, the producer's sequence, the rows for archive and quarantine,
 * and the counts, all or nothing.
 */
final class BatchCommit {
    private final PreparedBatch prepared;
    private final StateWrite write;
    private final long nowMicros;
    private final int source;
    private final int taken;

    private BatchCommit(PreparedBatch prepared, StateWrite write, long nowMicros) {
        this.prepared = prepared;
        this.write = write;
        this.nowMicros = nowMicros;
        this.source = prepared.source().id();
        this.taken = taken();
    }

    /**
     * Looks whether the batch can be added to the write, and adds nothing yet.
     *
     * @throws AsofException SEQUENCE_GAP or FEEDING_CONFLICT if the batch is refused as a whole
     */
    static BatchCommit check(PreparedBatch prepared, StateWrite write, long nowMicros) {
        BatchCommit commit = new BatchCommit(prepared, write, nowMicros);
        commit.requireFedByEvents();
        return commit;
    }

    /** How many of the batch's events have a sequence that was taken before. */
    private int taken() {
        IngestBatch batch = prepared.batch();
        if (!batch.hasSequence()) {
            return 0;
        }
        long last = write.lastSequence(source, batch.producer());
        if (batch.firstSequence() > last + 1) {
            throw new AsofException(
                    ErrorCode.SEQUENCE_GAP,
                    "Cannot ingest into source '" + batch.source() + "': producer '" + batch.producer()
                            + "' sends sequence " + batch.firstSequence() + ", the next one is " + (last + 1)
                            + ". Send the events between first.");
        }
        return (int) Math.min(batch.events().rowCount(), last + 1 - batch.firstSequence());
    }

    /** Adds the batch to the write. */
    IngestResult add() {
        List<PreparedEvent> accepted = accepted();
        OptionalLong acceptedAt = accepted.isEmpty() ? OptionalLong.empty() : OptionalLong.of(store(accepted));
        keepRejections();
        putLastSequence();
        return new IngestResult(
                accepted.size(), prepared.events().size() - accepted.size(), prepared.rejections(), acceptedAt);
    }

    private void requireFedByEvents() {
        if (!prepared.source().hasUniqueKey() && write.isFedByFiles(source)) {
            throw new AsofException(
                    ErrorCode.FEEDING_CONFLICT,
                    "Cannot ingest into source '" + prepared.source().name()
                            + "': it has no unique key and was loaded from files, so an event could count twice."
                            + " Declare a unique key, or feed it one way.");
        }
    }

    private List<PreparedEvent> accepted() {
        List<PreparedEvent> untaken = prepared.events().stream()
                .filter(event -> event.index() >= taken)
                .toList();
        List<byte[]> keys =
                untaken.stream().flatMap(event -> event.seenKey().stream()).toList();
        boolean[] areNew = write.areNew(keys);
        List<PreparedEvent> accepted = new ArrayList<>(untaken.size());
        int key = 0;
        for (PreparedEvent event : untaken) {
            if (event.seenKey().isEmpty() || areNew[key++]) {
                accepted.add(event);
            }
        }
        return accepted;
    }

    /** Returns the greatest acceptance. */
    private long store(List<PreparedEvent> accepted) {
        long first = write.accept(accepted.size());
        long lastEventMicros = SourceCounts.NEVER;
        for (int i = 0; i < accepted.size(); i++) {
            append(accepted.get(i), first + i);
            lastEventMicros = Math.max(lastEventMicros, accepted.get(i).eventTimeMicros());
        }
        long last = first + accepted.size() - 1;
        write.putPendingEvents(
                source,
                first,
                prepared.source().codec().schema(),
                accepted.stream().map(PreparedEvent::row).toList());
        write.putCounts(source, write.counts(source).plusAccepted(accepted.size(), lastEventMicros, last));
        return last;
    }

    private void append(PreparedEvent event, long acceptedAtMicros) {
        Origin origin = new Origin.Stamped(acceptedAtMicros);
        for (PreparedEvent.ViewRow row : event.viewRows()) {
            write.append(row.view().stored(), row.entityKey(), origin, row.row());
        }
    }

    private void keepRejections() {
        List<QuarantinedRow> rejected = newRejections();
        if (rejected.isEmpty()) {
            return;
        }
        SourceCounts counts = write.counts(source);
        write.putCounts(
                source,
                switch (prepared.source().definition().onViolation()) {
                    case FAIL -> counts.plusRefused(rejected.size());
                    case DROP -> counts.plusDropped(rejected.size());
                    case QUARANTINE -> {
                        quarantine(rejected, counts.quarantined());
                        yield counts.plusQuarantined(rejected.size());
                    }
                });
    }

    /** Those that were not sent before: told by their sequence, or else by what they hold. */
    private List<QuarantinedRow> newRejections() {
        List<QuarantinedRow> untaken = prepared.rejections().stream()
                .filter(rejection -> rejection.index() >= taken)
                .map(this::row)
                .toList();
        if (prepared.batch().hasSequence()) {
            return untaken;
        }
        boolean[] areNew = write.areNew(untaken.stream().map(this::seenKey).toList());
        return IntStream.range(0, areNew.length)
                .filter(i -> areNew[i])
                .mapToObj(untaken::get)
                .toList();
    }

    private QuarantinedRow row(Rejection rejection) {
        return QuarantinedRow.of(
                prepared.source().name(),
                new QuarantineOrigin.IngestedEvent(prepared.batch().producer(), rejection.sequence()),
                OptionalLong.of(nowMicros),
                prepared.batch().events(),
                rejection.index(),
                rejection.violations());
    }

    private void quarantine(List<QuarantinedRow> rows, long firstId) {
        for (int i = 0; i < rows.size(); i++) {
            write.putPendingQuarantine(source, firstId + i, rows.get(i));
        }
    }

    private byte[] seenKey(QuarantinedRow row) {
        return SeenKey.of(source, 0, row.id().getBytes(StandardCharsets.UTF_8));
    }

    private void putLastSequence() {
        IngestBatch batch = prepared.batch();
        int size = batch.events().rowCount();
        if (batch.hasSequence() && taken < size) {
            write.putLastSequence(source, batch.producer(), batch.sequence(size - 1));
        }
    }
}
