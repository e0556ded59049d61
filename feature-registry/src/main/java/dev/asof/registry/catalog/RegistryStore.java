package dev.asof.registry.catalog;

import dev.asof.registry.diagnostic.FileProblem;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import dev.asof.registry.repository.FeatureRepository;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the registry of a feature repository in {@code .asof/registry/registry.json}. Whenever the process or the machine
 * stops, the file is the registry before an apply or the one after it: the new one is written beside it, forced to the
 * disk, and renamed over it. Applies exclude each other by a lock on a file that is never deleted; readers need none.
 *
 * <p>Thread-safe.
 */
public final class RegistryStore {
    private static final String FILE = "registry.json";
    private static final String UNFINISHED = "registry.json.new";
    private static final String LOCK = "lock";

    private final Path folder;
    private final Disk disk;

    RegistryStore(Path folder, Disk disk) {
        this.folder = folder;
        this.disk = disk;
    }

    /** The registry of a repository; nothing is created before the first apply. */
    public static RegistryStore of(Path repository) {
        return new RegistryStore(new FeatureRepository(repository).registryFolder(), Disk.ofMachine());
    }

    /**
     * The registry as it is, {@link RegistrySnapshot#EMPTY} before the first apply.
     *
     * @throws AsofException {@code CORRUPT_DATA}, {@code UNSUPPORTED_FORMAT_VERSION} or {@code IO_FAILED}
     */
    public RegistrySnapshot load() {
        Path file = folder.resolve(FILE);
        try {
            return RegistryCodec.decode(file.toString(), Files.readAllBytes(file));
        } catch (NoSuchFileException none) {
            return RegistrySnapshot.EMPTY;
        } catch (IOException e) {
            throw failed("read", e);
        }
    }

    /** Gives the registry as it is at each time, as {@link #load} does; what did not change is not read again. Thread-safe. */
    public Supplier<RegistrySnapshot> watched() {
        return new WatchedRegistry(folder.resolve(FILE), this::load);
    }

    /**
     * Registers what a delta adds and changes, and returns the new registry; an empty delta changes nothing.
     *
     * @param appliedAt the time for the history
     * @param git the commit for the history
     * @throws AsofException {@code CHANGED_MEANING}; {@code REGISTRY_BUSY} if another apply is running, or came between
     *     the plan and this apply; or what {@link #load} throws
     */
    public RegistrySnapshot apply(RegistryDelta delta, Instant appliedAt, Optional<GitState> git) {
        RegistrySnapshot next = delta.next(appliedAt, git);
        if (delta.isEmpty()) {
            return delta.base();
        }
        try {
            disk.createFolder(folder);
            try (FileChannel channel = FileChannel.open(
                            folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = requireLock(tryLock(channel))) {
                requireUnchanged(delta.base());
                replace(RegistryCodec.encode(next));
                return next;
            }
        } catch (IOException e) {
            throw failed("write", e);
        }
    }

    private void replace(byte[] bytes) throws IOException {
        Path unfinished = folder.resolve(UNFINISHED);
        disk.delete(unfinished);
        disk.write(unfinished, bytes);
        disk.replace(unfinished, folder.resolve(FILE));
        disk.forceFolder(folder);
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }

    private FileLock requireLock(@Nullable FileLock lock) {
        if (lock == null) {
            throw busy("another apply is running. Wait for it to end");
        }
        return lock;
    }

    private void requireUnchanged(RegistrySnapshot base) {
        if (!load().equals(base)) {
            throw busy("it was changed since this was planned. Plan again");
        }
    }

    private AsofException busy(String reason) {
        return new AsofException(
                ErrorCode.REGISTRY_BUSY, "Cannot change the registry " + folder.resolve(FILE) + ": " + reason + ".");
    }

    private AsofException failed(String verb, IOException cause) {
        return new AsofException(
                ErrorCode.IO_FAILED,
                "Cannot " + verb + " the registry " + folder.resolve(FILE) + ": "
                        + FileProblem.reason(cause, folder.resolve(FILE)) + ". Check the disk.",
                cause);
    }
}
