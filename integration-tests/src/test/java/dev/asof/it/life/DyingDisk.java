package dev.asof.it.life;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/**
 * Keeps what the disk has at some moment in the middle of what a store does, as a process leaves it that is killed then. The store goes
 * on meanwhile, for nothing. Thread-safe.
 */
final class DyingDisk {
    private int momentsLeft;
    private Path from = Path.of("");
    private Optional<Path> to = Optional.empty();
    private boolean isDead;

    /** Keeps what is in a folder once so many moments have passed. */
    synchronized void dieAfter(int moments, Path folder, Path copy) {
        momentsLeft = moments;
        from = folder;
        to = Optional.of(copy);
        isDead = false;
    }

    /** One of the moments at which a process may be killed. */
    synchronized void pass() {
        if (to.isPresent() && !isDead && --momentsLeft <= 0) {
            copy(from, to.get());
            isDead = true;
        }
    }

    /** What was kept, if the moment came; otherwise none comes any more. */
    synchronized Optional<Path> grave() {
        Optional<Path> grave = isDead ? to : Optional.empty();
        to = Optional.empty();
        isDead = false;
        return grave;
    }

    /** Copies until nothing was moved meanwhile: the storage engine tidies up in the background. */
    static void copy(Path from, Path to) {
        try {
            List<Path> before;
            do {
                before = files(from);
                for (Path file : before) {
                    copyFile(file, to.resolve(from.relativize(file)));
                }
            } while (!files(from).equals(before));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (var paths = Files.walk(folder)) {
            return paths.filter(Files::isRegularFile).sorted().toList();
        } catch (UncheckedIOException moved) {
            return List.of();
        }
    }

    private static void copyFile(Path file, Path target) throws IOException {
        Files.createDirectories(target.getParent());
        try {
            Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
        } catch (NoSuchFileException moved) {
            Files.deleteIfExists(target);
        }
    }
}
