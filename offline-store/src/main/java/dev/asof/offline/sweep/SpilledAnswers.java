package dev.asof.offline.sweep;

import dev.asof.offline.column.HeapRoom;
import dev.asof.registry.compute.program.ExpressionErrors;
import dev.asof.registry.compute.program.Questions;
import dev.asof.registry.compute.program.Timelines;
import dev.asof.registry.compute.value.FeatureValues;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/**
 * The answers of one view in a file: a piece for each partition and window, a window being as many questions as are wanted
 * at a time. So events are put in order once, however few answers memory holds.
 */
final class SpilledAnswers implements ViewTarget {
    /** How often a text is in memory while its part of the file is made: as an answer, in a column, and encoded. */
    private static final long COPIES = 3;

    private final ViewQuestions view;
    private final EntityPartitions.PartitionedRows rows;
    private final int windowRows;
    private final SpillFile file;

    /** Per window and partition; null where there is no question. */
    private final @Nullable SpilledBytes[][] pieces;

    /** Per window the bytes of text. */
    private final AtomicLongArray textBytes;

    private ExpressionErrors errors;

    SpilledAnswers(ViewQuestions view, EntityPartitions.PartitionedRows rows, int windowRows, SpillFile file) {
        this.view = view;
        this.rows = rows;
        this.windowRows = windowRows;
        this.file = file;
        this.pieces = new SpilledBytes[Math.ceilDiv(view.size(), windowRows)][rows.starts().length - 1];
        this.textBytes = new AtomicLongArray(pieces.length);
        this.errors = ExpressionErrors.none(view.program().features().size());
    }

    @Override
    public void answer(int partition, Timelines timelines, Questions asked) {
        List<FeatureValues> values = HeldAnswers.room(view, asked.size());
        timelines.answer(asked, 0, asked.size(), values);
        add(timelines.expressionErrors());
        int start = rows.starts()[partition];
        for (int window = 0; window < pieces.length; window++) {
            int from = first(partition, window);
            int to = first(partition, window + 1);
            if (from < to) {
                textBytes.addAndGet(window, AnswerBytes.textBytes(values, from - start, to - start));
                pieces[window][partition] =
                        SpilledBytes.write(file, AnswerBytes.pack(values, from - start, to - start));
            }
        }
    }

    private synchronized void add(ExpressionErrors more) {
        errors = errors.plus(more);
    }

    /** Where the partition's questions of a window begin among the rows of all partitions. */
    private int first(int partition, int window) {
        long row = Math.min((long) window * windowRows, view.size());
        int found = Arrays.binarySearch(rows.rows(), rows.starts()[partition], rows.starts()[partition + 1], (int) row);
        return found < 0 ? -found - 1 : found;
    }

    @Override
    public ViewAnswers window(int number, Workers workers) {
        int firstRow = number * windowRows;
        HeapRoom.require(
                COPIES * textBytes.get(number),
                "texts and lists that answer %,d asking rows".formatted(Math.min(windowRows, view.size() - firstRow)));
        List<FeatureValues> values = HeldAnswers.room(view, Math.min(windowRows, view.size() - firstRow));
        List<Runnable> tasks = new ArrayList<>();
        for (int partition = 0; partition < pieces[number].length; partition++) {
            SpilledBytes piece = pieces[number][partition];
            if (piece != null) {
                int from = first(partition, number);
                int to = first(partition, number + 1);
                tasks.add(() -> AnswerBytes.unpack(piece.read(), values, targets(from, to, firstRow)));
            }
        }
        workers.run(tasks);
        return answers(values);
    }

    private int[] targets(int from, int to, int firstRow) {
        int[] targets = new int[to - from];
        for (int i = 0; i < targets.length; i++) {
            targets[i] = rows.rows()[from + i] - firstRow;
        }
        return targets;
    }

    private synchronized ViewAnswers answers(List<FeatureValues> values) {
        return new ViewAnswers(values, errors);
    }
}
