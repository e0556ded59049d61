package dev.asof.offline.input;

import dev.asof.offline.table.TableFile;
import dev.asof.registry.catalog.EventSource;
import dev.asof.registry.catalog.SourceColumn;
import dev.asof.registry.catalog.SourceLocation;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import dev.asof.registry.repository.TableFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.PatternSyntaxException;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Finds the files that a source's path names: a file; a folder, that is all in it at any depth whose
 * names end as the format says, such as {@code *.parquet}; or a
 * glob such as {@code data/2024-*}{@code /*.parquet}, in which {@code **} crosses folders. Symbolic links are followed.
 * In folders and globs, files and folders whose name begins with {@code .} or {@code _} are left out, but for folders of the source's
 * partitions: what others keep there is no data.
 */
public final class SourceFiles {
    private static final String GLOB_CHARACTERS = "*?[{";

    private SourceFiles() {}

    /**
     * The files, sorted by path; empty if none matches.
     *
     * @param repository the folder from which a relative path starts
     */
    public static List<Path> find(Path repository, SourceLocation location) {
        String path = location.path();
        try {
            return hasGlob(path) && !Files.exists(repository.resolve(path))
                    ? matching(repository, location)
                    : plain(repository.resolve(path).normalize(), location);
        } catch (IOException | UncheckedIOException e) {
            throw new AsofException(
                    ErrorCode.IO_FAILED, "Cannot list the files of '" + path + "': " + reason(e) + ".", e);
        } catch (InvalidPathException | PatternSyntaxException e) {
            throw new AsofException(
                    ErrorCode.INVALID_INPUT_FILE,
                    "Cannot list the files of '" + path + "': it is not a path or glob: " + e.getMessage() + ".",
                    e);
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

    private static List<Path> plain(Path path, SourceLocation location) throws IOException {
        if (Files.isDirectory(path)) {
            return walk(path, location, location.format()::isNameOf);
        }
        return Files.exists(path) ? List.of(path) : List.of();
    }

    private static List<Path> matching(Path repository, SourceLocation location) throws IOException {
        String glob = location.path();
        int firstGlob = firstGlob(glob);
        int folderEnd = glob.lastIndexOf('/', firstGlob);
        String folder = glob.substring(0, folderEnd + 1);
        Path start = repository.resolve(folder).normalize();
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + glob.substring(folderEnd + 1));
        return Files.isDirectory(start)
                ? walk(start, location, file -> matcher.matches(start.relativize(file)))
                : List.of();
    }

    private static List<Path> walk(Path folder, SourceLocation location, Predicate<Path> condition) throws IOException {
        try (Stream<Path> files = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> isData(folder.relativize(file), location.partitions()))
                    .filter(condition)
                    .sorted()
                    .toList();
        }
    }

    /** Whether no folder on the way to the file is hidden, nor the file itself. */
    private static boolean isData(Path below, List<String> partitions) {
        int folders = below.getNameCount() - 1;
        return !isHidden(below.getName(folders))
                && IntStream.range(0, folders)
                        .mapToObj(below::getName)
                        .allMatch(folder -> !isHidden(folder)
                                || Partition.column(folder.toString())
                                        .filter(partitions::contains)
                                        .isPresent());
    }

    private static boolean isHidden(Path name) {
        return name.toString().startsWith(".") || name.toString().startsWith("_");
    }

    /** What stopped a listing. */
    private static String reason(Throwable e) {
        Throwable cause = e.getCause();
        if (e instanceof UncheckedIOException && cause != null) {
            return reason(cause);
        }
        return e instanceof FileSystemLoopException
                ? "a symbolic link leads back to a folder around it: " + e.getMessage()
                : String.valueOf(e.getMessage());
    }

    private static boolean hasGlob(String path) {
        return firstGlob(path) < path.length();
    }

    private static int firstGlob(String path) {
        int at = 0;
        while (at < path.length() && GLOB_CHARACTERS.indexOf(path.charAt(at)) < 0) {
            at++;
        }
        return at;
    }
}
