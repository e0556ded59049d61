package dev.asof.offline.input;

import dev.asof.registry.catalog.SourceLocation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a source's path means, as {@link SourceFiles} tells it.
 *
 * @param start the file, or the folder in and below which files are looked for
 * @param glob what files match, by their path from the start; empty where the path is none
 */
record SourceSearch(Path start, SourceLocation location, Optional<PathMatcher> glob) {
    private static final String GLOB_CHARACTERS = "*?[{";

    static SourceSearch of(Path repository, SourceLocation location) {
        String path = location.path();
        int firstGlob = firstGlob(path);
        if (firstGlob == path.length() || Files.exists(repository.resolve(path))) {
            return new SourceSearch(repository.resolve(path).normalize(), location, Optional.empty());
        }
        int folderEnd = path.lastIndexOf('/', firstGlob);
        Path start = repository.resolve(path.substring(0, folderEnd + 1)).normalize();
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + path.substring(folderEnd + 1));
        return new SourceSearch(start, location, Optional.of(matcher));
    }

    /** The files, sorted by path. */
    List<Path> files() throws IOException {
        if (!Files.isDirectory(start)) {
            return glob.isEmpty() && Files.exists(start) ? List.of(start) : List.of();
        }
        try (Stream<Path> files = Files.walk(start, FileVisitOption.FOLLOW_LINKS)) {
            return files.filter(Files::isRegularFile)
                    .filter(this::finds)
                    .sorted()
                    .toList();
        }
    }

    /**
     * Whether a file is among them, under whatever name, or would be if it were there.
     *
     * @param place a real path, of which only the end may not exist
     */
    boolean reaches(Path place) throws IOException {
        if (!Files.isDirectory(start)) {
            Path from = RealPath.of(start);
            return place.equals(from)
                    ? glob.isEmpty()
                    : place.startsWith(from) && finds(start.resolve(from.relativize(place)));
        }
        Path parent = place.getParent();
        if (parent == null) {
            return false;
        }
        Path folder = RealPath.existing(parent);
        Path below = folder.relativize(place);
        try (Stream<Path> paths = Files.walk(start, FileVisitOption.FOLLOW_LINKS)) {
            return paths.anyMatch(path -> Files.isDirectory(path)
                    ? isSame(path, folder) && finds(path.resolve(below))
                    : Files.isRegularFile(path) && finds(path) && Files.exists(place) && isSame(path, place));
        }
    }

    private static boolean isSame(Path one, Path other) {
        try {
            return Files.isSameFile(one, other);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean finds(Path file) {
        Path below = start.relativize(file);
        return isData(below)
                && glob.map(matcher -> matcher.matches(below))
                        .orElseGet(() -> location.format().isNameOf(file));
    }

    /** Whether no folder on the way to the file is hidden, nor the file itself. */
    private boolean isData(Path below) {
        int folders = below.getNameCount() - 1;
        return !isHidden(below.getName(folders))
                && IntStream.range(0, folders)
                        .mapToObj(below::getName)
                        .allMatch(folder -> !isHidden(folder)
                                || Partition.column(folder.toString())
                                        .filter(location.partitions()::contains)
                                        .isPresent());
    }

    private static boolean isHidden(Path name) {
        return name.toString().startsWith(".") || name.toString().startsWith("_");
    }

    private static int firstGlob(String path) {
        int at = 0;
        while (at < path.length() && GLOB_CHARACTERS.indexOf(path.charAt(at)) < 0) {
            at++;
        }
        return at;
    }
}
