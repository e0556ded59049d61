package dev.asof.offline.dataset;

import dev.asof.offline.column.HeapRoom;
import dev.asof.offline.observation.Observations;
import dev.asof.offline.output.RowsOutput;
import dev.asof.offline.sweep.MemoryLimit;
import dev.asof.offline.sweep.ScannedEvents;
import dev.asof.offline.sweep.ViewAnswers;
import dev.asof.offline.sweep.Workers;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.plan.Derivation;
import dev.asof.registry.plan.FeaturePlan;
import dev.asof.registry.plan.PlannedFeature;
import java.util.List;

/** Answers the asking rows and writes them, as many at a time as memory holds. */
final class DatasetWriting {
    /** A guess at how long the bytes of a value are. */
    private static final int BYTES_OF_TEXT = 64;

    /** How often a part of the file is in memory while it is made: as columns, and encoded. */
    private static final int COPIES = 2;

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
        return rowsAtOnce() >= observations.rowCount()
                ? WrittenFeatures.inMemory(plan)
                : WrittenFeatures.inFile(plan, memory.folder());
    }

    /** Writes all rows. */
    void write(ScannedEvents events, RowsOutput output, WrittenFeatures written) {
        DatasetFile file = new DatasetFile(workers, partsAtOnce(), settings.observer(), observations.rowCount());
        int window = (int) Math.min(Integer.MAX_VALUE, rowsAtOnce());
        ScannedEvents.Answers answers = events.answer(window);
        int number = 0;
        int from = 0;
        do {
            int to = (int) Math.min(observations.rowCount(), (long) from + window);
            file.write(output, rows(answers.window(number), from, to, written));
            number++;
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

    /**
     * Requires memory for the asking rows, and for the answers and columns of one part of the file, before anything is read.
     *
     * @throws dev.asof.registry.error.AsofException {@code LIMIT_EXCEEDED}
     */
    void requireRoom() {
        long rows = Math.min(observations.rowCount(), DatasetFile.PART_ROWS);
        HeapRoom.require(
                observations.memoryBytes() + rows * (answerBytes() + COPIES * columnBytes()),
                "%,d observations, and answers to %,d of them,".formatted(observations.rowCount(), rows));
    }

    private int partsAtOnce() {
        return memory.atOnce(workers.threads(), COPIES * columnBytes() * DatasetFile.PART_ROWS);
    }

    /** The bytes of a row of the file. */
    private long columnBytes() {
        return OutputRows.schema(observations, plan.features(), settings.statuses()).fields().stream()
                .mapToLong(field -> valueBytes(field.type()))
                .sum();
    }

    /** The bytes of a row of answers. */
    private long answerBytes() {
        return plan.features().stream().mapToLong(DatasetWriting::bytesPerRow).sum();
    }

    /** Whole parts of the file. */
    private long rowsAtOnce() {
        long rows = memory.answerRows(answerBytes());
        return Math.max(1, rows / DatasetFile.PART_ROWS) * DatasetFile.PART_ROWS;
    }

    private static long bytesPerRow(PlannedFeature feature) {
        return valueBytes(feature.type()) + (feature.hasEventTimes() ? Long.BYTES : 0);
    }

    private static long valueBytes(DataType type) {
        return 1 + (type.lane() == DataType.Lane.BYTES ? BYTES_OF_TEXT : Long.BYTES);
    }
}
