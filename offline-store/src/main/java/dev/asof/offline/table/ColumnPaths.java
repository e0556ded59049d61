package dev.asof.offline.table;

import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Where the columns of a file stand, each by the names of the structs around it and its own: no two at one place. Not thread-safe. */
public final class ColumnPaths {
    private final Path file;
    private final Set<List<String>> paths = new HashSet<>();

    public ColumnPaths(Path file) {
        this.file = file;
    }

    /** @throws AsofException if there is a column already: nobody could say which of them is meant */
    public void add(List<String> path) {
        if (!paths.add(List.copyOf(path))) {
            throw new AsofException(
                    ErrorCode.INVALID_INPUT_FILE,
                    "Cannot read " + file + ": column '" + String.join(".", path)
                            + "' stands twice. Write the file again with another name for one of them.");
        }
    }
}
