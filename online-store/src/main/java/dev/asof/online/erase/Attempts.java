package dev.asof.online.erase;

import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Steps of an erasure, each of which is tried whatever became of those before. Used by one thread at a time. */
final class Attempts {
    private final List<Failure> failures = new ArrayList<>();

    private record Failure(String thing, RuntimeException reason) {
        @Override
        public String toString() {
            return thing + ": " + (reason instanceof AsofException known ? known.getMessage() : reason.toString());
        }
    }

    /** @param thing what the step is about, for whoever reads that it failed */
    void run(Object thing, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            failures.add(new Failure(thing.toString(), e));
        }
    }

    /** What failed, all of it; empty if all is done. */
    Optional<AsofException> failure() {
        if (failures.isEmpty()) {
            return Optional.empty();
        }
        AsofException failure = new AsofException(
                ErrorCode.IO_FAILED,
                "Cannot erase all yet: rows may be left in files. No lookup is answered from them. It is tried again every ten minutes while the"
                        + " store is open, by the next erasure, and when the store is opened. Mend what failed:\n"
                        + failures.stream().map(Failure::toString).distinct().collect(Collectors.joining("\n")),
                failures.getFirst().reason());
        failures.stream().skip(1).forEach(each -> failure.addSuppressed(each.reason()));
        return Optional.of(failure);
    }
}
