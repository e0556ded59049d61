package dev.asof.offline.sweep;

import dev.asof.registry.compute.program.Questions;
import dev.asof.registry.compute.program.Timelines;

/** Where the answers of one view go. Thread-safe as long as no two threads answer the same partition. */
sealed interface ViewTarget permits HeldAnswers, SpilledAnswers {

    /**
     * Answers the questions of a partition.
     *
     * @param asked whose targets are positions among the questions of the partition, in the order of the rows
     */
    void answer(int partition, Timelines timelines, Questions asked);

    /**
     * The answers to as many questions as are wanted at a time, when all partitions are answered.
     *
     * @param number of these questions, from 0
     */
    ViewAnswers window(int number, Workers workers);
}
