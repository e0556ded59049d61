package dev.asof.offline.sweep;

import dev.asof.registry.compute.program.ExpressionErrors;
import dev.asof.registry.compute.program.FeatureSpec;
import dev.asof.registry.compute.program.Questions;
import dev.asof.registry.compute.program.Timelines;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.value.FeatureValues;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The answers of one view. Those of a partition, whose rows lie anywhere among all, are written side by side first and kept so, in memory
 * while there is room, and then in a file: so events are put in order once, however few answers memory holds. When all are there they are
 * moved to their rows. Thread-safe as long as no two threads answer the same partition.
 */
final class GatheredAnswers {
    /** Moved at a time: as many as a processor's cache holds. */
    private static final int ROWS_AT_ONCE = 1 << 16;

    private final ViewQuestions view;
    private final EntityPartitions.PartitionedRows rows;
    private final AnswerRoom room;
    private final Supplier<SpillFile> file;

    /** Per feature and partition; null where they are in the file, or aren't there yet, or any more. */
    private final @Nullable FeatureValues[][] held;

    /** Of how many rows a piece in the file has answers. */
    private final int pieceRows;

    /** Per piece of the rows and partition; null where there is no question, or the partition is held. */
    private final @Nullable SpilledBytes[][] spilled;

    /** Per part of the rows the bytes of texts and lists. */
    private final AtomicLongArray textBytes;

    private ExpressionErrors errors;

    GatheredAnswers(
            ViewQuestions view, EntityPartitions.PartitionedRows rows, AnswerRoom room, Supplier<SpillFile> file) {
        this.view = view;
        this.rows = rows;
        this.room = room;
        this.file = file;
        int partitions = rows.starts().length - 1;
        this.held = new FeatureValues[view.program().features().size()][partitions];
        this.pieceRows = room.pieceRows(view.size(), partitions);
        this.spilled = new SpilledBytes[Math.ceilDiv(view.size(), pieceRows)][partitions];
        this.textBytes = new AtomicLongArray(Math.ceilDiv(view.size(), room.partRows()));
        this.errors = ExpressionErrors.none(held.length);
    }

    /** About the bytes of an answered row, without those of texts and lists. */
    static long rowBytes(ViewQuestions view) {
        return view.program().features().stream()
                .mapToLong(feature -> 1 + Long.BYTES + (feature instanceof FeatureSpec.Latest ? Long.BYTES : 0))
                .sum();
    }

    /**
     * Answers the questions of a partition.
     *
     * @param asked whose targets are positions among the questions of the partition, in the order of the rows
     */
    void answer(int partition, Timelines timelines, Questions asked) {
        List<FeatureValues> values = valuesOf(asked.size());
        timelines.answer(asked, 0, asked.size(), values);
        add(timelines.expressionErrors());
        if (room.takes(rowBytes(view) * asked.size() + addTexts(partition, values))) {
            for (int feature = 0; feature < held.length; feature++) {
                held[feature][partition] = values.get(feature);
            }
        } else {
            spill(partition, values);
        }
    }

    private List<FeatureValues> valuesOf(int rowCount) {
        List<FeatureValues> values = new ArrayList<>();
        for (FeatureSpec feature : view.program().features()) {
            values.add(new FeatureValues(feature.type(), rowCount));
        }
        return values;
    }

    private synchronized void add(ExpressionErrors more) {
        errors = errors.plus(more);
    }

    /** Counts the bytes of a partition's texts and lists; returns how many they are. */
    private long addTexts(int partition, List<FeatureValues> values) {
        if (values.stream().noneMatch(each -> each.type().lane() == DataType.Lane.BYTES)) {
            return 0;
        }
        long all = 0;
        int start = rows.starts()[partition];
        for (int part = 0; part < textBytes.length(); part++) {
            long bytes = AnswerBytes.heldTextBytes(
                    values,
                    firstOf(partition, part, room.partRows()) - start,
                    firstOf(partition, part + 1, room.partRows()) - start);
            textBytes.addAndGet(part, bytes);
            all += bytes;
        }
        return all;
    }

    private void spill(int partition, List<FeatureValues> values) {
        int start = rows.starts()[partition];
        for (int piece = 0; piece < spilled.length; piece++) {
            int from = firstOf(partition, piece, pieceRows);
            int to = firstOf(partition, piece + 1, pieceRows);
            if (from < to) {
                spilled[piece][partition] =
                        SpilledBytes.write(file.get(), AnswerBytes.pack(values, from - start, to - start));
            }
        }
    }

    /** Where a partition's questions of a part or a piece of so many rows begin among the rows of all partitions. */
    private int firstOf(int partition, int number, int rowCount) {
        return firstFrom(partition, Math.min((long) number * rowCount, view.size()));
    }

    private int firstFrom(int partition, long row) {
        int found = Arrays.binarySearch(rows.rows(), rows.starts()[partition], rows.starts()[partition + 1], (int) row);
        return found < 0 ? -found - 1 : found;
    }

    /** About the bytes of a row's texts and lists, in the part where they are longest. */
    long textBytesOfRow() {
        long most = 0;
        for (int part = 0; part < textBytes.length(); part++) {
            int rowCount = Math.min(room.partRows(), view.size() - part * room.partRows());
            most = Math.max(most, textBytes.get(part) / rowCount);
        }
        return most;
    }

    /**
     * The answers to some questions, when all partitions are answered. All of them at once, if they are asked for, are given once.
     *
     * @param from where a part begins
     * @param to where one ends, exclusive
     */
    ViewAnswers rows(int from, int to, Workers workers) {
        if (from == 0 && givesAll(to)) {
            return answers(joined(workers));
        }
        List<FeatureValues> values = valuesOf(to - from);
        workers.run(moves(from, to, values));
        return answers(values);
    }

    /** The answers to all questions. */
    ViewAnswers allRows(Workers workers) {
        return rows(0, view.size(), workers);
    }

    /** Whether so many answers are all, and none is in a file: then they are given and not kept. */
    boolean givesAll(int rowCount) {
        return rowCount == view.size() && areAllHeld();
    }

    /** The rows of the answers. */
    EntityPartitions.PartitionedRows places() {
        return rows;
    }

    private boolean areAllHeld() {
        return Arrays.stream(spilled).flatMap(Arrays::stream).noneMatch(Objects::nonNull);
    }

    private List<FeatureValues> joined(Workers workers) {
        FeatureValues[] values = new FeatureValues[held.length];
        List<Runnable> tasks = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            int feature = i;
            tasks.add(() -> values[feature] = joined(feature));
        }
        workers.run(tasks);
        return List.of(values);
    }

    /** The values of a feature at their rows; some of all rows at a time, as partitions have them anywhere. */
    private FeatureValues joined(int feature) {
        FeatureValues all =
                new FeatureValues(view.program().features().get(feature).type(), view.size());
        int[] next = rows.starts().clone();
        for (int end = 0; end < view.size(); ) {
            end = (int) Math.min(view.size(), (long) end + ROWS_AT_ONCE);
            for (int partition = 0; partition < held[feature].length; partition++) {
                next[partition] = move(partition, next[partition], end, held[feature][partition], all);
            }
        }
        Arrays.fill(held[feature], null);
        return all;
    }

    /**
     * Moves the answers to a partition's questions of the rows before {@code end}.
     *
     * @param from the first of them that is not moved yet, as a position in {@link #rows}
     * @return the first that is not moved now
     */
    private int move(int partition, int from, int end, @Nullable FeatureValues piece, FeatureValues all) {
        int start = rows.starts()[partition];
        int to = from;
        while (to < rows.starts()[partition + 1] && rows.rows()[to] < end) {
            to++;
        }
        if (from < to) {
            all.setFrom(Objects.requireNonNull(piece), from - start, to - start, rows.rows(), start);
        }
        return to;
    }

    private List<Runnable> moves(int from, int to, List<FeatureValues> values) {
        List<Runnable> tasks = new ArrayList<>();
        for (int i = 0; i + 1 < rows.starts().length; i++) {
            int partition = i;
            tasks.add(() -> move(partition, from, to, values));
        }
        return tasks;
    }

    private void move(int partition, int from, int to, List<FeatureValues> values) {
        int first = firstFrom(partition, from);
        int start = rows.starts()[partition];
        int[] targets = targets(first, firstFrom(partition, to), from, to);
        for (int feature = 0; feature < held.length; feature++) {
            FeatureValues piece = held[feature][partition];
            if (piece != null) {
                values.get(feature)
                        .setFrom(piece, first - start, first - start + targets.length, targets, start - first);
            }
        }
        for (int number = from / pieceRows; number * (long) pieceRows < to; number++) {
            SpilledBytes piece = spilled[number][partition];
            if (piece != null) {
                int begin = firstOf(partition, number, pieceRows);
                int end = firstOf(partition, number + 1, pieceRows);
                AnswerBytes.unpack(piece.read(), values, targets(begin, end, from, to));
            }
        }
    }

    /** Where answers go among those from {@code firstRow} to {@code endRow}; {@link AnswerBytes#NOWHERE} if they are none of them. */
    private int[] targets(int from, int to, int firstRow, int endRow) {
        int[] targets = new int[to - from];
        for (int i = 0; i < targets.length; i++) {
            int row = rows.rows()[from + i];
            targets[i] = row >= firstRow && row < endRow ? row - firstRow : AnswerBytes.NOWHERE;
        }
        return targets;
    }

    private synchronized ViewAnswers answers(List<FeatureValues> values) {
        return new ViewAnswers(values, errors);
    }
}
