package dev.asof.registry.plan;

import dev.asof.registry.compute.derived.DerivedProgram;
import java.util.List;

/**
 * The computation of one feature from others, all of which come before it.
 *
 * @param inputs per column that the program reads, where it comes from
 */
record Step(DerivedProgram program, List<Input> inputs) {

    Step {
        inputs = List.copyOf(inputs);
    }

    /** Where a column comes from. */
    sealed interface Input {
        /** The request. */
        record Request(String column) implements Input {}

        /** A feature of a view, by their positions in the plan and in the view. */
        record OfView(int view, int index) implements Input {}

        /** A step before. */
        record OfStep(int step) implements Input {}
    }
}
