package dev.asof.registry.compute.program;

import java.util.Arrays;

/**
 * The questions about one entity, by the time they ask about. One thread's working state: it is turned from one entity to
 * the next.
 */
final class EntityQuestions {
    private final Questions questions;
    private final int[] order;
    private int from;
    private int to;

    /** @param from the first question
     *  @param to the end of the questions, exclusive */
    EntityQuestions(Questions questions, int from, int to) {
        this.questions = questions;
        this.order = byEntityAndTime(questions, from, to);
    }

    private static int[] byEntityAndTime(Questions questions, int from, int to) {
        int[] order = new int[to - from];
        Arrays.setAll(order, i -> from + i);
        RowSort.sort(order, 0, order.length, (question, other) -> {
            int byEntity =
                    Integer.compare(questions.entity()[question], questions.entity()[other]);
            return byEntity != 0
                    ? byEntity
                    : Long.compare(questions.asOf()[question], questions.asOf()[other]);
        });
        return order;
    }

    /** Turns to the next entity; false if there is none. */
    boolean next() {
        from = to;
        while (to < order.length && questions.entity()[order[to]] == questions.entity()[order[from]]) {
            to++;
        }
        return from < to;
    }

    int entity() {
        return questions.entity()[order[from]];
    }

    /** The number of questions about the entity. */
    int size() {
        return to - from;
    }

    /** Where the {@code i}th question stands among all. */
    int question(int i) {
        return order[from + i];
    }

    long asOf(int i) {
        return questions.asOf()[order[from + i]];
    }

    /** The row of the answer to the {@code i}th question. */
    int target(int i) {
        return questions.target()[order[from + i]];
    }

    Questions all() {
        return questions;
    }
}
