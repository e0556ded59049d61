package dev.asof.offline.dataset;

import dev.asof.offline.column.HeapRoom;
import dev.asof.offline.observation.Observations;
import dev.asof.offline.output.RowsOutput;
import dev.asof.offline.sweep.MemoryLimit;
import dev.asof.offline.sweep.ScannedEvents;
import dev.asof.offline.sweep.ViewAnswers;
import dev.asof.offline.sweep.Workers;
import dev.asof.registry.plan.Derivation;
import dev.asof.registry.plan.FeaturePlan;
import java.util.List;

/** Answers the asking rows and writes them, as many at a time as memory holds. */
final class DatasetWriting {
    private final FeaturePlan plan;
    private final Observations observations;
    private final BuildSettings settings;
    private final MemoryLimit memory;
    private final Workers workers;

    DatasetWriting(
            FeaturePlan plan, Observations observations, BuildSettings settings, MemoryLimit memory, Workers workers) {
        this.plan = plan;
        this.observations = observations;
        this.settings = settings;
        this.memory = memory;
        this.workers = workers;
    }

    /** Where what the manifest says about the features is gathered. */
    WrittenFeatures features() {
        return new WrittenFeatures(plan, observations.rowCount(), memory.folder());
    }

    /** Writes all rows, and hashes them. */
    void write(ScannedEvents events, RowsOutput output, WrittenFeatures written, ContentDigest content) {
        ScannedEvents.Answers answers = events.answer(DatasetFile.PART_ROWS);
        RowBytes bytes = rowBytes(answers.textBytesOfRow());
        int parts = bytes.partsAtOnce(memory, workers.threads(), settings.format());
        int window = bytes.answersAtOnce(memory);
        if (answers.textBytesOfRow() > RowBytes.textTakenForGranted(plan)) {
            requireRoom(bytes, window, parts, answers);
        }
        DatasetFile file = new DatasetFile(workers, parts, settings.observer(), observations.rowCount(), content);
        int from = 0;
        do {
            int to = (int) Math.min(observations.rowCount(), (long) from + window);
            file.write(output, rows(answers.rows(from, to), from, to, written));
            from = to;
        } while (from < observations.rowCount());
    }

    private OutputRows rows(List<ViewAnswers> answers, int from, int to, WrittenFeatures written) {
        Derivation derivation = DerivedValues.of(
                plan,
                answers,
                (name, start, end) -> observations.column(name, from + start, from + end),
                to - from,
                workers);
        written.add(answers, derivation, to - from);
        return new OutputRows(observations, from, to - from, plan.features(), derivation.values(), settings.statuses());
    }

    /** Requires memory for some answers, and for the parts of the file that are made of them at a time, now that it is known how long they are. */
    private void requireRoom(RowBytes bytes, int window, int parts, ScannedEvents.Answers answers) {
        long rows = Math.min(observations.rowCount(), window);
        long written = Math.min(rows, (long) parts * DatasetFile.PART_ROWS);
        requireRoom(answers.heldBytes((int) rows) + bytes.of(rows, written), rows);
    }

    private void requireRoom(long bytes, long rows) {
        HeapRoom.require(
                memory.takenBytes() + bytes,
                "%,d observations, and answers to %,d of them,".formatted(observations.rowCount(), rows));
    }

    /**
     * Requires memory for the asking rows, and for the answers and columns of one part of the file, before anything is read.
     *
     * @throws dev.asof.registry.error.AsofException {@code LIMIT_EXCEEDED}
     */
    void requireRoom() {
        long rows = Math.min(observations.rowCount(), DatasetFile.PART_ROWS);
        requireRoom(rowBytes(0).of(rows, rows), rows);
    }

    private RowBytes rowBytes(long textBytes) {
        return RowBytes.of(plan, observations, settings.statuses(), textBytes);
    }
}
