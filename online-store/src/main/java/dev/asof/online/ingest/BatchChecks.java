package dev.asof.online.ingest;

import dev.asof.online.live.LiveSource;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import java.nio.charset.StandardCharsets;

/** What a batch must meet as a whole, before its events are looked at. */
final class BatchChecks {
    private BatchChecks() {}

    /** @throws AsofException INVALID_ARGUMENT or LIMIT_EXCEEDED */
    static void require(IngestBatch batch, LiveSource source, IngestLimits limits) {
        requireSize(batch, limits);
        requireSequence(batch, source, limits);
        for (String column : batch.events().schema().names()) {
            if (source.definition().column(column).isEmpty()) {
                throw invalid(
                        batch,
                        "the source has no column '" + column + "'. It has "
                                + source.definition().schema().names());
            }
        }
    }

    private static void requireSize(IngestBatch batch, IngestLimits limits) {
        int size = batch.events().rowCount();
        if (size > limits.eventsPerBatch()) {
            throw new AsofException(
                    ErrorCode.LIMIT_EXCEEDED,
                    "Cannot ingest into source '" + batch.source() + "': the batch has " + size
                            + " events, the limit is " + limits.eventsPerBatch() + ". Send smaller batches.");
        }
    }

    private static void requireSequence(IngestBatch batch, LiveSource source, IngestLimits limits) {
        if (batch.producer().getBytes(StandardCharsets.UTF_8).length > limits.producerBytes()) {
            throw invalid(batch, "the producer's name is longer than " + limits.producerBytes() + " bytes");
        }
        if (batch.hasSequence() && batch.firstSequence() < 1) {
            throw invalid(batch, "producer '" + batch.producer() + "' gives no sequence. Sequences start at 1");
        }
        if (!batch.hasSequence() && batch.firstSequence() != 0) {
            throw invalid(batch, "the batch has a sequence and no producer");
        }
        if (batch.hasSequence()
                && batch.firstSequence() > Long.MAX_VALUE - batch.events().rowCount()) {
            throw invalid(batch, "the sequence " + batch.firstSequence() + " is too large");
        }
        if (!batch.hasSequence() && !source.hasUniqueKey()) {
            throw invalid(
                    batch,
                    "the source has no unique key, so that a retry could count twice. Give a producer and a sequence");
        }
    }

    /** An event that its unique key does not tell from its retry needs a sequence. */
    static void requireSequenceOf(int index, IngestBatch batch) {
        if (!batch.hasSequence()) {
            throw invalid(
                    batch,
                    "the unique key of event " + index
                            + " has a null, so that a retry could count twice. Give a producer and a sequence");
        }
    }

    private static AsofException invalid(IngestBatch batch, String reason) {
        return new AsofException(
                ErrorCode.INVALID_ARGUMENT, "Cannot ingest into source '" + batch.source() + "': " + reason + ".");
    }
}
