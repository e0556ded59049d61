package dev.asof.online.backup;

import dev.asof.registry.repository.AtomicFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Whole folders, copied and brought to disk. */
final class FileCopies {
    private FileCopies() {}

    /** Copies what is there, and what is linked to as if it were there; files that are not finished are left out. */
    static void copy(Path from, Path to) throws IOException {
        if (!Files.exists(from, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Path real = from.toRealPath();
        try (Stream<Path> paths = Files.walk(real, FileVisitOption.FOLLOW_LINKS)) {
            for (Path path : paths.sorted().toList()) {
                Path target = to.resolve(real.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else if (!AtomicFile.isTemporary(path)) {
                    Files.copy(path, target);
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause(); // Such as links that lead back to where they lie.
        }
    }

    /** Whether a file would be among those that are copied from a folder if it were there. */
    static boolean leadsTo(Path file, Path from) throws IOException {
        if (!Files.exists(from)) {
            return false;
        }
        Path folder = existing(file);
        try (Stream<Path> paths = Files.walk(from.toRealPath(), FileVisitOption.FOLLOW_LINKS)) {
            for (Path path : paths.filter(Files::isDirectory).toList()) {
                if (Files.isSameFile(path, folder)) {
                    return true;
                }
            }
            return false;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** The file, or the nearest folder above it that is there. */
    private static Path existing(Path file) {
        Path parent = file.getParent();
        return parent == null || Files.exists(file) ? file : existing(parent);
    }

    /** Brings all files and folders to disk. */
    static void sync(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.toList()) {
                try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
                    channel.force(true);
                }
            }
        }
    }

    static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            List<Path> paths;
            try (Stream<Path> walk = Files.walk(folder)) {
                paths = walk.sorted(Comparator.reverseOrder()).toList();
            }
            for (Path path : paths) {
                Files.delete(path);
            }
        }
    }
}
