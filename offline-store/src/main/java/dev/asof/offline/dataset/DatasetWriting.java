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
    /** The least that bytes of a value are taken to be: before events are read, and where those of events are shorter. */
    private static final long BYTES_OF_TEXT = 64;

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
    WrittenFeatures features(ScannedEvents events) {
        return rowsAtOnce(events.textBytes()) >= observations.rowCount()
                ? WrittenFeatures.inMemory(plan)
                : WrittenFeatures.inFile(plan, memory.folder());
    }

    /** Writes all rows. */
    void write(ScannedEvents events, RowsOutput output, WrittenFeatures written) {
        DatasetFile file =
                new DatasetFile(workers, partsAtOnce(events.textBytes()), settings.observer(), observations.rowCount());
        int window = (int) Math.min(Integer.MAX_VALUE, rowsAtOnce(events.textBytes()));
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
                observations.memoryBytes() + rows * (answerBytes(BYTES_OF_TEXT) + COPIES * columnBytes(BYTES_OF_TEXT)),
                "%,d observations, and answers to %,d of them,".formatted(observations.rowCount(), rows));
    }

    private int partsAtOnce(long textBytes) {
        return memory.atOnce(workers.threads(), COPIES * columnBytes(textBytes) * DatasetFile.PART_ROWS);
    }

    /** The bytes of a row of the file. */
    private long columnBytes(long textBytes) {
        return OutputRows.schema(observations, plan.features(), settings.statuses()).fields().stream()
                .mapToLong(field -> valueBytes(field.type(), textBytes))
                .sum();
    }

    /** The bytes of a row of answers. */
    private long answerBytes(long textBytes) {
        return plan.features().stream()
                .mapToLong(feature -> bytesPerRow(feature, textBytes))
                .sum();
    }

    /** Whole parts of the file, where a text is about so long. */
    long rowsAtOnce(long textBytes) {
        long rows = memory.answerRows(answerBytes(textBytes));
        return Math.max(1, rows / DatasetFile.PART_ROWS) * DatasetFile.PART_ROWS;
    }

    private static long bytesPerRow(PlannedFeature feature, long textBytes) {
        return valueBytes(feature.type(), textBytes) + (feature.hasEventTimes() ? Long.BYTES : 0);
    }

    private static long valueBytes(DataType type, long textBytes) {
        return 1 + (type.lane() == DataType.Lane.BYTES ? Math.max(BYTES_OF_TEXT, textBytes) : Long.BYTES);
    }
}
