package dev.asof.offline.observation;

import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;

/** Collects what is wrong with asking rows, to say all of it at once. */
final class ObservationProblems {
    private static final int MOST_SHOWN = 20;

    private final Path file;
    private final Set<String> shown = new LinkedHashSet<>();
    private int more;

    ObservationProblems(Path file) {
        this.file = file;
    }

    void add(String problem) {
        if (shown.size() < MOST_SHOWN) {
            shown.add(problem);
        } else if (!shown.contains(problem)) {
            more++;
        }
    }

    int count() {
        return shown.size() + more;
    }

    /** @throws AsofException {@code INVALID_OBSERVATIONS} if there is any problem */
    void throwIfAny() {
        if (shown.isEmpty()) {
            return;
        }
        StringBuilder message = new StringBuilder("Cannot read observations " + file + ":");
        shown.forEach(problem -> message.append("\n  ").append(problem));
        if (more > 0) {
            message.append("\n  and ").append(more).append(more == 1 ? " more problem" : " more problems");
        }
        throw new AsofException(ErrorCode.INVALID_OBSERVATIONS, message.toString());
    }
}
