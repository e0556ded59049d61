package dev.asof.online.state.database;

import dev.asof.registry.diagnostic.FileProblem;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import dev.asof.registry.repository.DurableFolder;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The right to open a store, held by one process at a time. The operating system's lock on the file {@code LOCK}
 * decides, and falls with the process however it ends; the file {@code OWNER} only tells others who holds it.
 */
public final class Ownership implements AutoCloseable {
    private static final String LOCK_FILE = "LOCK";

    /**
     * The folders that this process holds. A second channel on a lock file must not even be opened here: closing it
     * would give the first one's lock away.
     */
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel channel;
    private StoreOwner owner;

    private Ownership(Path folder, FileChannel channel, StoreOwner owner) {
        this.folder = folder;
        this.channel = channel;
        this.owner = owner;
    }

    /** @throws AsofException STORE_OWNED if another process, or another part of this one, has the store open */
    public static Ownership take(Path folder, StoreOwner owner) {
        try {
            DurableFolder.create(folder);
            Path held = folder.toRealPath();
            if (!HELD_HERE.add(held)) {
                throw taken(folder);
            }
            return lock(held, owner);
        } catch (IOException e) {
            throw new AsofException(
                    ErrorCode.IO_FAILED,
                    "Cannot lock the online store in " + folder + ": " + FileProblem.reason(e, folder) + ".",
                    e);
        }
    }

    private static Ownership lock(Path folder, StoreOwner owner) throws IOException {
        FileChannel channel =
                FileChannel.open(folder.resolve(LOCK_FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean isLocked = false;
        try {
            if (channel.tryLock() == null) {
                throw taken(folder);
            }
            owner.write(folder);
            isLocked = true;
            return new Ownership(folder, channel, owner);
        } finally {
            if (!isLocked) {
                channel.close();
                HELD_HERE.remove(folder);
            }
        }
    }

    private static AsofException taken(Path folder) {
        String by = StoreOwner.of(folder).map(StoreOwner::describe).orElse("a process that is just starting");
        return new AsofException(
                ErrorCode.STORE_OWNED,
                "Cannot open the online store in " + folder + ": it is open in " + by
                        + ". Send the work to that server, or stop it first.");
    }

    public synchronized StoreOwner owner() {
        return owner;
    }

    /** Tells others where the owner answers. */
    public synchronized void announce(String hostAndPort) {
        owner = owner.at(hostAndPort);
        try {
            owner.write(folder);
        } catch (IOException e) {
            throw new AsofException(
                    ErrorCode.IO_FAILED,
                    "Cannot note the owner of " + folder + ": " + FileProblem.reason(e, folder) + ".",
                    e);
        }
    }

    @Override
    public void close() {
        try (channel) {
            StoreOwner.remove(folder);
        } catch (IOException e) {
            throw new AsofException(
                    ErrorCode.IO_FAILED,
                    "Cannot release the online store in " + folder + ": " + FileProblem.reason(e, folder) + ".",
                    e);
        } finally {
            HELD_HERE.remove(folder);
        }
    }
}
