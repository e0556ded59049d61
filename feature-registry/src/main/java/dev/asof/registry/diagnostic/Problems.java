package dev.asof.registry.diagnostic;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Collects the problems of all files of one reading. Each file has a limit, so that a file of rubbish doesn't bury the
 * others. Not thread-safe.
 */
public final class Problems {
    private static final int MAX_PER_FILE = 100;

    private final TreeSet<Diagnostic> diagnostics = new TreeSet<>();
    private final Map<String, Integer> countByFile = new HashMap<>();
    private int count;

    /** Adds a problem. */
    public void report(Place place, String message) {
        report(place, () -> message, List::of);
    }

    /** Adds a problem whose message takes some work, which is done only if it is shown. */
    public void report(Place place, Supplier<String> message) {
        report(place, message, List::of);
    }

    /** Adds a problem with lines that show how to write it. */
    public void report(Place place, Supplier<String> message, Supplier<List<String>> remedy) {
        count++;
        int countHere = countByFile.merge(place.file().path(), 1, Integer::sum);
        if (countHere < MAX_PER_FILE) {
            diagnostics.add(Diagnostic.at(place, message.get(), remedy.get()));
        } else if (countHere == MAX_PER_FILE) {
            diagnostics.add(
                    Diagnostic.at(place, "there are too many problems in this file to show the rest", List.of()));
        }
    }

    /** Whether something was reported in this file. */
    public boolean mentions(TextFile file) {
        return countByFile.containsKey(file.path());
    }

    /** How many problems were reported, those that aren't shown among them. */
    public int count() {
        return count;
    }

    public boolean isEmpty() {
        return diagnostics.isEmpty();
    }

    /** What was reported, by file, line and column; the same problem at the same place stands once. */
    public List<Diagnostic> sorted() {
        return List.copyOf(diagnostics);
    }
}
