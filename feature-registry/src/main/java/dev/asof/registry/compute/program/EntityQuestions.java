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
        if (!areByEntity(questions.entity(), from, to)) {
            RowSort.sort(
                    order,
                    0,
                    order.length,
                    (question, other) -> Integer.compare(
                            questions.entity()[question], questions.entity()[other]));
        }
        int start = 0;
        for (int i = 1; i <= order.length; i++) {
            if (i == order.length || questions.entity()[order[i]] != questions.entity()[order[start]]) {
                sortByTime(questions.asOf(), order, start, i);
                start = i;
            }
        }
        return order;
    }

    private static boolean areByEntity(int[] entity, int from, int to) {
        for (int question = from + 1; question < to; question++) {
            if (entity[question - 1] > entity[question]) {
                return false;
            }
        }
        return true;
    }

    private static void sortByTime(long[] asOf, int[] order, int from, int to) {
        if (to - from > 1) {
            RowSort.sort(order, from, to, (question, other) -> Long.compare(asOf[question], asOf[other]));
        }
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
