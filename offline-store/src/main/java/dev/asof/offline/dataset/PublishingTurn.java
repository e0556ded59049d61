package dev.asof.offline.dataset;

import dev.asof.registry.repository.FeatureRepository;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * The turn of one build of a repository to give its files their names, while others wait: of two that write the same training set, a file and
 * its manifest are by the same one. Where nothing can be locked, as in a folder that is read only, nobody is waited for.
 */
final class PublishingTurn {
    private static final String FILE = "publish.lock";

    private PublishingTurn() {}

    /** @throws CancellationException if the thread is interrupted while it waits */
    static synchronized void take(FeatureRepository repository, Runnable publishing) {
        try (FileChannel channel = open(repository.workingFolder().resolve(FILE));
                FileLock lock = lock(channel)) {
            publishing.run();
        } catch (IOException e) {
            throw new IllegalStateException("Cannot give up a lock", e);
        }
    }

    private static @Nullable FileChannel open(Path file) {
        try {
            return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            return null;
        }
    }

    private static @Nullable FileLock lock(@Nullable FileChannel channel) {
        try {
            return channel == null ? null : channel.lock();
        } catch (IOException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw new CancellationException("The build was interrupted while another one gave files their names");
            }
            return null;
        }
    }
}
