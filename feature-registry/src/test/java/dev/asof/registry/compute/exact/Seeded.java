package dev.asof.registry.compute.exact;

import java.util.SplittableRandom;
import java.util.function.Consumer;

/** Runs a check on many seeds, always the same ones, and says which one failed. */
final class Seeded {
    private Seeded() {}

    static void check(int runs, Consumer<SplittableRandom> check) {
        for (long seed = 0; seed < runs; seed++) {
            try {
                check.accept(new SplittableRandom(seed));
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("Failed with new SplittableRandom(" + seed + "): " + e.getMessage(), e);
            }
        }
    }
}
