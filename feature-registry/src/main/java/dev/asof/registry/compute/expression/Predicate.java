package dev.asof.registry.compute.expression;

import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.ScalarType;

/** A test that has a negated form of its own, such as {@code x NOT IN (...)}, which is how {@link Not} writes it. */
sealed interface Predicate extends Node permits Between, DistinctTest, Like, Membership, NullTest, TruthTest {

    /** Whether a predicate is written as it is or negated. */
    enum Polarity {
        POSITIVE(""),
        NEGATED("NOT ");

        private final String word;

        Polarity(String word) {
            this.word = word;
        }

        /** What stands before IN, BETWEEN, LIKE, or after IS. */
        String word() {
            return word;
        }
    }

    void print(Polarity polarity, CanonicalText text);

    @Override
    default void print(CanonicalText text) {
        print(Polarity.POSITIVE, text);
    }

    @Override
    default DataType type() {
        return ScalarType.BOOL;
    }
}
