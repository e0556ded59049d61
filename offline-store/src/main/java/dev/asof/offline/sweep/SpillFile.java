package dev.asof.offline.sweep;

import dev.asof.registry.diagnostic.FileProblem;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A file for what doesn't fit into memory. Its name is taken away as soon as it is open, so that its space is free again
 * once the process ends, however it ends; what a process leaves behind that is killed in between, the next one removes.
 * Thread-safe.
 */
final class SpillFile implements AutoCloseable {
    private static final String SUFFIX = ".spill";

    private final Path folder;
    private final FileChannel channel;
    private final AtomicLong end = new AtomicLong();

    private SpillFile(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /** @throws AsofException {@code IO_FAILED} */
    static SpillFile create(Path folder) {
        try {
            Files.createDirectories(folder);
            removeLeftOvers(folder);
            Path path = folder.resolve(UUID.randomUUID() + SUFFIX);
            FileChannel channel = FileChannel.open(
                    path, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
            Files.deleteIfExists(path);
            return new SpillFile(folder, channel);
        } catch (IOException e) {
            throw failure("make a file", folder, e);
        }
    }

    private static void removeLeftOvers(Path folder) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** Writes bytes; returns where they begin. */
    long append(byte[] bytes, int length) {
        long start = end.getAndAdd(length);
        ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, length);
        try {
            while (buffer.hasRemaining()) {
                channel.write(buffer, start + buffer.position());
            }
        } catch (IOException e) {
            throw failure("write", folder, e);
        }
        return start;
    }

    byte[] read(long start, int length) {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        try {
            while (buffer.hasRemaining()) {
                if (channel.read(buffer, start + buffer.position()) < 0) {
                    throw new EOFException("it ends at " + channel.size());
                }
            }
        } catch (IOException e) {
            throw failure("read", folder, e);
        }
        return buffer.array();
    }

    private static AsofException failure(String what, Path folder, IOException e) {
        return new AsofException(
                ErrorCode.IO_FAILED,
                "Cannot " + what + " in " + folder + ", where events go that don't fit into memory: "
                        + FileProblem.reason(e) + ". Free space there, or allow more memory with --memory.",
                e);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw failure("close a file", folder, e);
        }
    }
}
