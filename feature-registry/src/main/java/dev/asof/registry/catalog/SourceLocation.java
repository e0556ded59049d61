package dev.asof.registry.catalog;

import dev.asof.registry.repository.TableFormat;
import java.util.List;

/**
 * Where a source's files lie, and how they hold rows. No part of any meaning.
 *
 * @param path a file, a folder or a glob; relative to the repository, or absolute
 * @param partitions the columns whose values stand in the names of folders, such as {@code day=2026-01-01}
 */
public record SourceLocation(String path, TableFormat format, List<String> partitions) {
    public SourceLocation {
        partitions = List.copyOf(partitions);
    }

    /** Files that hold all of their columns themselves. */
    public SourceLocation(String path, TableFormat format) {
        this(path, format, List.of());
    }
}
