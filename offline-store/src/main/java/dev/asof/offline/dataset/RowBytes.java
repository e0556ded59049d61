package dev.asof.offline.dataset;

import dev.asof.offline.column.DirectRoom;
import dev.asof.offline.observation.Observations;
import dev.asof.offline.sweep.MemoryLimit;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.plan.FeaturePlan;
import dev.asof.registry.plan.PlannedFeature;
import dev.asof.registry.repository.TableFormat;
import java.util.stream.Stream;

/**
 * About how much memory rows take while they are written.
 *
 * @param ofAnswers of a row of answers
 * @param ofColumns of a row of the file
 */
record RowBytes(long ofAnswers, long ofColumns) {
    /** What bytes of a value are taken to be where that isn't known, and what they take besides. */
    private static final long LEAST_OF_TEXT = 64;

    /** How often a part of the file is in memory while it is made: as columns, and encoded. */
    private static final int COPIES = 2;

    /** @param textBytes how long the texts and lists of a row's answers are, together; 0 where that isn't known */
    static RowBytes of(FeaturePlan plan, Observations observations, StatusColumns statuses, long textBytes) {
        long eventTimes =
                plan.features().stream().filter(PlannedFeature::hasEventTimes).count() * Long.BYTES;
        long texts = textBytes * (1 + derivedTexts(plan));
        return new RowBytes(
                eventTimes + texts + ofValues(plan.features().stream().map(PlannedFeature::type)),
                texts
                        + observations.columnBytes() / Math.max(1, observations.rowCount())
                        + ofValues(OutputRows.schema(observations, plan.features(), statuses).fields().stream()
                                .map(Field::type)));
    }

    /** Each may be made of all the others. */
    private static long derivedTexts(FeaturePlan plan) {
        return plan.features().stream()
                .filter(PlannedFeature.Derived.class::isInstance)
                .filter(feature -> feature.type().lane() == DataType.Lane.BYTES)
                .count();
    }

    private static long ofValues(Stream<DataType> types) {
        return types.mapToLong(type -> 1 + (type.lane() == DataType.Lane.BYTES ? LEAST_OF_TEXT : Long.BYTES))
                .sum();
    }

    /** What so many rows of answers take, and so many of parts of the file. */
    long of(long answerRows, long partRows) {
        return answerRows * ofAnswers + partRows * COPIES * ofColumns;
    }

    /** How long the texts and lists of a row's answers are taken to be, together, before that is known: for these there is room. */
    static long textTakenForGranted(FeaturePlan plan) {
        return LEAST_OF_TEXT
                * plan.features().stream()
                        .filter(feature -> feature.type().lane() == DataType.Lane.BYTES)
                        .count();
    }

    /** How many rows' answers are held at a time: whole parts of the file. */
    int answersAtOnce(MemoryLimit memory) {
        long parts = Math.max(1, memory.answerRows(ofAnswers) / DatasetFile.PART_ROWS);
        return (int) Math.min(Integer.MAX_VALUE, parts * DatasetFile.PART_ROWS);
    }

    /** How many parts of the file are made at a time. */
    int partsAtOnce(MemoryLimit memory, int threads, TableFormat format) {
        int parts = memory.atOnce(threads, COPIES * ofColumns * DatasetFile.PART_ROWS);
        return format == TableFormat.ARROW ? besideTheHeap(parts) : parts;
    }

    private int besideTheHeap(int parts) {
        return (int) Math.clamp(DirectRoom.bytes() / Math.max(1, ofColumns * DatasetFile.PART_ROWS), 1, parts);
    }
}
