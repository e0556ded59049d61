package dev.asof.offline.input;

import dev.asof.offline.table.TableFile;
import dev.asof.registry.catalog.EventSource;
import dev.asof.registry.catalog.SourceColumn;
import dev.asof.registry.catalog.SourceLocation;
import dev.asof.registry.diagnostic.FileProblem;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import dev.asof.registry.repository.TableFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;

/**
 * Finds the files that a source's path names: a file; a folder, that is all in it at any depth whose
 * names end as the format says, such as {@code *.parquet}; or a
 * glob such as {@code data/2024-*}{@code /*.parquet}, in which {@code **} crosses folders. Symbolic links are followed.
 * In folders and globs, files and folders whose name begins with {@code .} or {@code _} are left out, but for folders of the source's
 * partitions: what others keep there is no data.
 */
public final class SourceFiles {
    private SourceFiles() {}

    /**
     * The files, sorted by path; empty if none matches.
     *
     * @param repository the folder from which a relative path starts
     */
    public static List<Path> find(Path repository, SourceLocation location) {
        String path = location.path();
        try {
            return SourceSearch.of(repository, location).files();
        } catch (IOException e) {
            throw unlisted(path, e);
        } catch (UncheckedIOException e) {
            throw unlisted(path, Objects.requireNonNull(e.getCause()));
        } catch (InvalidPathException | PatternSyntaxException e) {
            throw new AsofException(
                    ErrorCode.INVALID_INPUT_FILE,
                    "Cannot list the files of '" + path + "': it is not a path or glob: " + e.getMessage() + ".",
                    e);
        }
    }

    private static AsofException unlisted(String path, IOException cause) {
        return new AsofException(
                ErrorCode.IO_FAILED,
                "Cannot list the files of '" + path + "': " + FileProblem.reason(cause, Path.of(path)) + ".",
                cause);
    }

    /**
     * Whether a source is fed by files.
     *
     * @param repository the folder from which a relative path starts
     */
    public static boolean areThere(Path repository, EventSource source) {
        return !find(repository, source.location()).isEmpty();
    }

    /**
     * Whether a file is among those of a source, under whatever name, or would be if it were there. Not if they cannot be listed: then
     * nothing is read there either.
     *
     * @param repository the folder from which a relative path starts
     * @param place a real path, of which only the end may not exist
     */
    public static boolean reach(Path repository, SourceLocation location, Path place) {
        try {
            return SourceSearch.of(repository, location).reaches(place);
        } catch (IOException | UncheckedIOException | InvalidPathException | PatternSyntaxException e) {
            return false;
        }
    }

    /** The other format of which there are files in a source's folder where none was found of its own: then that is likely a mistake. */
    static Optional<TableFormat> otherFormat(Path repository, SourceLocation location) {
        return Arrays.stream(TableFormat.values())
                .filter(format -> format != location.format())
                .filter(format -> !find(repository, new SourceLocation(location.path(), format, location.partitions()))
                        .isEmpty())
                .findFirst();
    }

    /**
     * Opens the files of a source.
     *
     * @param repository the folder from which a relative path starts
     * @throws AsofException {@code INVALID_INPUT_FILE} if one cannot be read, or is a file of the archive: read as a file
     *     of the source, its events would lose when the server accepted them
     */
    public static List<TableFile> open(Path repository, EventSource source) {
        return find(repository, source.location()).parallelStream()
                .map(path -> requireNotArchived(TableFiles.open(path, source.location()), source))
                .toList();
    }

    private static TableFile requireNotArchived(TableFile file, EventSource source) {
        if (file.columns().stream().anyMatch(column -> column.name().equals(SourceColumn.ACCEPTED_AT))) {
            throw new AsofException(
                    ErrorCode.INVALID_INPUT_FILE,
                    "Cannot read source '" + source.name() + "': " + file.path() + " is a file of the archive, by its"
                            + " column '" + SourceColumn.ACCEPTED_AT
                            + "'. Take it out of the source's path: the archive is read without it.");
        }
        return file;
    }
}
