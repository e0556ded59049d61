package dev.asof.online.load;

import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * A file of a source.
 *
 * @param path where it lies, for people
 * @param sha256 the hash of its content, 64 lower-case hexadecimal digits; it identifies the file
 * @param rows how many rows it has, if that is known
 */
public record SourceFile(String path, String sha256, OptionalLong rows) {
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    /** @throws IllegalArgumentException if {@code sha256} is none */
    public SourceFile {
        if (!SHA256.matcher(sha256).matches()) {
            throw new IllegalArgumentException("Not a SHA-256 in hexadecimal digits: " + sha256);
        }
    }

    /** A file without rows feeds nothing. */
    boolean mayHaveRows() {
        return rows.isEmpty() || rows.getAsLong() > 0;
    }
}
