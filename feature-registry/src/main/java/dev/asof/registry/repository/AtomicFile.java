package dev.asof.registry.repository;

import dev.asof.registry.diagnostic.FileProblem;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A file that appears under its name complete and durable, or not at all. The content is written to {@link #temporary},
 * a hidden file in the same folder; {@link #commit} makes it durable and gives it its name. To be closed always; without a
 * commit that discards it. What a killed process left, the next one that writes the same file removes. What belongs together is
 * {@linkplain #complete completed} first, all of it, and then committed.
 *
 * <p>Not thread-safe. That nobody else writes the file meanwhile is the caller's to see to, but for {@link #amongOthers}.
 */
public final class AtomicFile implements AutoCloseable {
    private final Path target;
    private final Path temporary;
    private boolean completed;
    private boolean committed;

    private AtomicFile(Path target, Path temporary) {
        this.target = target;
        this.temporary = temporary;
    }

    /**
     * Prepares to write {@code target}, making its folder where there is none.
     *
     * @throws AsofException if the folder cannot be made
     */
    public static AtomicFile of(Path target) {
        Path absolute = target.toAbsolutePath();
        AtomicFile file = new AtomicFile(absolute, absolute.resolveSibling("." + absolute.getFileName() + ".tmp"));
        try {
            DurableFolder.create(file.folder());
            Files.deleteIfExists(file.temporary);
        } catch (IOException e) {
            throw file.failed(e);
        }
        return file;
    }

    /**
     * Prepares to write {@code target}, which others may write at the same time, in this process or another: each writes a file of its own, and
     * the one that commits last stays.
     *
     * @throws AsofException if the folder cannot be made
     */
    public static AtomicFile amongOthers(Path target) {
        Path absolute = target.toAbsolutePath();
        AtomicFile file = new AtomicFile(absolute, OwnedName.beside(absolute));
        try {
            DurableFolder.create(file.folder());
            OwnedName.removeLeftOvers(absolute);
        } catch (IOException e) {
            OwnedName.release(file.temporary);
            throw file.failed(e);
        }
        return file;
    }

    /** Writes all of {@code content} as {@code target}. */
    public static void write(Path target, byte[] content) {
        try (AtomicFile file = of(target)) {
            Files.write(file.temporary, content);
            file.commit();
        } catch (IOException e) {
            throw new AsofException(
                    ErrorCode.IO_FAILED,
                    "Cannot write " + target + ": " + FileProblem.reason(e, target) + ". Check the disk.",
                    e);
        }
    }

    /** Whether a file is the unfinished one of some {@link AtomicFile}. */
    public static boolean isTemporary(Path file) {
        String name = file.getFileName().toString();
        return name.startsWith(".") && name.endsWith(".tmp");
    }

    /** Where to write the content. */
    public Path temporary() {
        return temporary;
    }

    /**
     * Makes the content durable, so that all that {@link #commit} has left to do is to name it.
     *
     * @throws AsofException if that fails
     */
    public void complete() {
        try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
            channel.force(true);
            completed = true;
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /**
     * Makes the content durable, where it isn't yet, and names it, in place of any file of that name.
     *
     * @throws AsofException if that fails; then there is no new file
     */
    public void commit() {
        if (!completed) {
            complete();
        }
        try {
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            committed = true;
            DurableFolder.sync(folder());
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Discards what was not committed. */
    @Override
    public void close() {
        OwnedName.release(temporary);
        if (committed) {
            return;
        }
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private Path folder() {
        Path folder = target.getParent();
        if (folder == null) {
            throw new IllegalArgumentException("Not a file: " + target);
        }
        return folder;
    }

    private AsofException failed(IOException e) {
        return new AsofException(
                ErrorCode.IO_FAILED,
                "Cannot write " + target + ": " + FileProblem.reason(e, target) + ". Check the disk.",
                e);
    }
}
