package dev.asof.offline.sweep;

import dev.asof.registry.compute.expression.Expression;
import dev.asof.registry.compute.program.FeatureProgram;
import dev.asof.registry.compute.schema.DataType;
import java.util.List;
import java.util.stream.Stream;

/**
 * About what the events of a partition and the questions about them take in memory while they are answered, at the moment when it is most.
 *
 * @param eventCopies how often the columns of events are there: as they were found, put together, and put in the order of each view
 * @param ofEvent what an event takes besides: its entity, times and places before and after it is put in order, and what expressions give
 * @param ofQuestion what a question takes, and the answers to it, without texts and lists
 */
record AnsweringBytes(int eventCopies, long ofEvent, long ofQuestion) {
    private static final int EVENT = 32;
    private static final int EXPRESSION = 1 + Long.BYTES;
    private static final int QUESTION = 64;

    static AnsweringBytes of(ViewGroup group) {
        List<FeatureProgram> programs = group.programs();
        List<Expression> computed = programs.stream()
                .flatMap(AnsweringBytes::computed)
                .filter(expression -> !expression.isColumn())
                .toList();
        int columns = PartitionEvents.columnsOf(programs).size();
        int ofViews = programs.stream()
                .mapToInt(program -> program.keptColumns().size())
                .sum();
        long texts = computed.stream()
                .filter(expression -> expression.type().lane() == DataType.Lane.BYTES)
                .count();
        return new AnsweringBytes(
                2 + Math.ceilDiv(ofViews, columns) + (int) texts,
                EVENT + (long) EXPRESSION * computed.size(),
                QUESTION
                        + group.views().stream()
                                .mapToLong(GatheredAnswers::rowBytes)
                                .sum());
    }

    /** The different expressions that a view evaluates on each event. */
    private static Stream<Expression> computed(FeatureProgram program) {
        return program.features().stream()
                .flatMap(feature -> Stream.concat(feature.inputs().stream(), feature.where().stream()))
                .distinct();
    }
}
