package dev.asof.online.ingest;

import dev.asof.online.state.SeenKey;
import dev.asof.online.state.StateWrite;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import dev.asof.registry.quarantine.QuarantineOrigin;
import dev.asof.registry.quarantine.QuarantinedRow;
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
    private final Acceptance acceptance;
    private final int taken;

    private BatchCommit(PreparedBatch prepared, StateWrite write, long nowMicros) {
        this.prepared = prepared;
        this.write = write;
        this.nowMicros = nowMicros;
        this.source = prepared.source().id();
        this.acceptance = new Acceptance(prepared.source(), write);
        this.taken = taken();
    }

    /**
     * Looks whether the batch can be added to the write, and adds nothing yet.
     *
     * @throws AsofException SEQUENCE_GAP or FEEDING_CONFLICT if the batch is refused as a whole
     */
    static BatchCommit check(PreparedBatch prepared, StateWrite write, long nowMicros) {
        BatchCommit commit = new BatchCommit(prepared, write, nowMicros);
        commit.acceptance.requireFedByEvents();
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
        Acceptance.Accepted accepted = acceptance.accept(prepared.events().stream()
                .filter(event -> event.index() >= taken)
                .toList());
        keepRejections();
        putLastSequence();
        return new IngestResult(
                accepted.events(),
                prepared.events().size() - accepted.events(),
                prepared.rejections(),
                accepted.lastMicros());
    }

    private void keepRejections() {
        long erased = prepared.rejections().stream()
                .filter(rejection -> rejection.index() >= taken && rejection.isErased())
                .count();
        if (erased > 0) {
            write.putCounts(source, write.counts(source).plusDropped(erased));
        }
        List<QuarantinedRow> rejected = newRejections();
        if (rejected.isEmpty()) {
            return;
        }
        switch (prepared.source().definition().onViolation()) {
            case FAIL -> write.putCounts(source, write.counts(source).plusRefused(rejected.size()));
            case DROP -> write.putCounts(source, write.counts(source).plusDropped(rejected.size()));
            case QUARANTINE -> write.pending().quarantine(source, rejected);
        }
    }

    /** Those that were not sent before: told by their sequence, or else by what they hold. */
    private List<QuarantinedRow> newRejections() {
        List<QuarantinedRow> untaken = prepared.rejections().stream()
                .filter(rejection -> rejection.index() >= taken && !rejection.isErased())
                .map(this::row)
                .toList();
        if (prepared.batch().hasSequence()) {
            return untaken;
        }
        boolean[] areNew = write.seen()
                .areNew(untaken.stream()
                        .map(row -> SeenKey.ofRejected(source, row.id()))
                        .toList());
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

    private void putLastSequence() {
        IngestBatch batch = prepared.batch();
        int size = batch.events().rowCount();
        if (batch.hasSequence() && taken < size) {
            write.putLastSequence(source, batch.producer(), batch.sequence(size - 1));
        }
    }
}
