package dev.asof.offline.dataset;

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
        DatasetFile file = new DatasetFile(workers, settings.observer(), observations.rowCount());
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
        written.add(answers, derivation);
        return new OutputRows(observations, from, to - from, plan.features(), derivation.values(), settings.statuses());
    }

    /** Whole parts of the file. */
    private long rowsAtOnce() {
        long rows = memory.answerRows(
                plan.features().stream().mapToLong(DatasetWriting::bytesPerRow).sum());
        return Math.max(1, rows / DatasetFile.PART_ROWS) * DatasetFile.PART_ROWS;
    }

    private static long bytesPerRow(PlannedFeature feature) {
        long value = feature.type().lane() == DataType.Lane.BYTES ? BYTES_OF_TEXT : Long.BYTES;
        return 1 + value + (feature.hasEventTimes() ? Long.BYTES : 0);
    }
}
