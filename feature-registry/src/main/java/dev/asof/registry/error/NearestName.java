package dev.asof.registry.error;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what somebody meant who misspelt a name, for <em>Did you mean</em>. */
public final class NearestName {
    /** Longer names are not compared. */
    private static final int LONGEST = 100;

    private NearestName() {}

    /**
     * The candidate nearest to {@code name} by edits (insert, delete, replace, swap of neighbours; case counts for
     * little), empty if none is near: a third of the name's length, at least one edit. Ties go to the first in order of
     * the alphabet.
     */
    public static Optional<String> among(Collection<String> candidates, String name) {
        if (name.length() > LONGEST) {
            return Optional.empty();
        }
        String lowered = name.toLowerCase(Locale.ROOT);
        return candidates.stream()
                .filter(candidate -> Math.abs(candidate.length() - name.length()) <= allowed(name))
                .filter(candidate -> distance(candidate.toLowerCase(Locale.ROOT), lowered) <= allowed(name))
                .min(Comparator.<String>comparingInt(candidate -> distance(candidate.toLowerCase(Locale.ROOT), lowered))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** The sentence {@code " Did you mean 'x'?"} to append to a message, or nothing. */
    public static String hint(Collection<String> candidates, String name) {
        return among(candidates, name)
                .map(nearest -> " Did you mean '" + nearest + "'?")
                .orElse("");
    }

    private static int allowed(String name) {
        return Math.max(1, name.length() / 3);
    }

    /** Optimal string alignment. */
    private static int distance(String a, String b) {
        int[][] edits = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                edits[i][j] = Math.min(i, j) == 0 ? Math.max(i, j) : step(edits, a, b, i, j);
            }
        }
        return edits[a.length()][b.length()];
    }

    private static int step(int[][] edits, String a, String b, int i, int j) {
        int replace = edits[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int best = Math.min(replace, Math.min(edits[i - 1][j], edits[i][j - 1]) + 1);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, edits[i - 2][j - 2] + 1) : best;
    }
}
