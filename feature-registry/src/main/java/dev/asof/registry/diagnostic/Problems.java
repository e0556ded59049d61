package dev.asof.registry.diagnostic;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Collects the problems of all files of one reading. Each file has a limit, so that a file of rubbish doesn't bury the
 * others. Not thread-safe.
 */
public final class Problems {
    private static final int MAX_PER_FILE = 100;

    private final TreeSet<Diagnostic> diagnostics = new TreeSet<>();
    private final Map<String, Integer> countByFile = new HashMap<>();

    /** Adds a problem; {@code message} ends without a full stop only where a remedy follows. */
    public void report(Place place, String message) {
        report(place, message, List.of());
    }

    /** Adds a problem with lines that show how to write it. */
    public void report(Place place, String message, List<String> remedy) {
        int count = countByFile.merge(place.file().path(), 1, Integer::sum);
        if (count < MAX_PER_FILE) {
            diagnostics.add(Diagnostic.at(place, message, remedy));
        } else if (count == MAX_PER_FILE) {
            diagnostics.add(
                    Diagnostic.at(place, "there are too many problems in this file to show the rest", List.of()));
        }
    }

    /** Whether something was reported in this file. */
    public boolean mentions(TextFile file) {
        return countByFile.containsKey(file.path());
    }

    /** The number of problems. */
    public int size() {
        return diagnostics.size();
    }

    public boolean isEmpty() {
        return diagnostics.isEmpty();
    }

    /** What was reported, by file, line and column; the same problem at the same place stands once. */
    public List<Diagnostic> sorted() {
        return List.copyOf(new ArrayList<>(diagnostics));
    }
}
