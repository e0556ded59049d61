package dev.asof.offline.sweep;

import dev.asof.registry.compute.program.ExpressionErrors;
import dev.asof.registry.compute.program.FeatureSpec;
import dev.asof.registry.compute.program.Questions;
import dev.asof.registry.compute.program.Timelines;
import dev.asof.registry.compute.value.FeatureValues;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * All answers of one view in memory. Those of a partition, whose rows lie anywhere among all, are written side by side first; when all are
 * there they are moved to their rows, some of all rows at a time, as many as a processor's cache holds.
 */
final class HeldAnswers implements ViewTarget {
    private static final int ROWS_AT_ONCE = 1 << 16;

    private final ViewQuestions view;
    private final EntityPartitions.PartitionedRows rows;

    /** Per feature and partition; null where it isn't answered yet, or moved already. */
    private final @Nullable FeatureValues[][] pieces;

    private ExpressionErrors errors;

    HeldAnswers(ViewQuestions view, EntityPartitions.PartitionedRows rows) {
        this.view = view;
        this.rows = rows;
        this.pieces = new FeatureValues[view.program().features().size()][rows.starts().length - 1];
        this.errors = ExpressionErrors.none(pieces.length);
    }

    /** Room for the values of each feature of a view. */
    static List<FeatureValues> room(ViewQuestions view, int rowCount) {
        List<FeatureValues> values = new ArrayList<>();
        for (FeatureSpec feature : view.program().features()) {
            values.add(new FeatureValues(feature.type(), rowCount));
        }
        return values;
    }

    @Override
    public void answer(int partition, Timelines timelines, Questions asked) {
        List<FeatureValues> values = room(view, asked.size());
        timelines.answer(asked, 0, asked.size(), values);
        for (int feature = 0; feature < pieces.length; feature++) {
            pieces[feature][partition] = values.get(feature);
        }
        add(timelines.expressionErrors());
    }

    private synchronized void add(ExpressionErrors more) {
        errors = errors.plus(more);
    }

    /** There is one, which is asked for once. */
    @Override
    public ViewAnswers window(int number, Workers workers) {
        FeatureValues[] values = new FeatureValues[pieces.length];
        List<Runnable> tasks = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            int feature = i;
            tasks.add(() -> values[feature] = joined(feature));
        }
        workers.run(tasks);
        return answers(List.of(values));
    }

    private FeatureValues joined(int feature) {
        FeatureValues all =
                new FeatureValues(view.program().features().get(feature).type(), view.size());
        int[] next = rows.starts().clone();
        for (int end = 0; end < view.size(); ) {
            end = (int) Math.min(view.size(), (long) end + ROWS_AT_ONCE);
            for (int partition = 0; partition < pieces[feature].length; partition++) {
                next[partition] = move(partition, next[partition], end, pieces[feature][partition], all);
            }
        }
        Arrays.fill(pieces[feature], null);
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

    private synchronized ViewAnswers answers(List<FeatureValues> values) {
        return new ViewAnswers(values, errors);
    }
}
