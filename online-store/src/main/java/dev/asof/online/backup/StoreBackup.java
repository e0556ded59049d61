package dev.asof.online.backup;

import dev.asof.online.archive.ArchiveRoller;
import dev.asof.online.archive.QuarantineRoller;
import dev.asof.online.state.StateStore;
import dev.asof.registry.erasure.ErasureFolder;
import dev.asof.registry.erasure.Tombstones;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import dev.asof.registry.repository.DurableFolder;
import dev.asof.registry.repository.FeatureRepository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Makes backups of an open store, while it is used. Nothing is archived meanwhile, so that an event that waits in the state
 * for the archive is not in a file of the archive as well. Thread-safe.
 */
public final class StoreBackup {
    private final FeatureRepository repository;
    private final StateStore state;
    private final ArchiveRoller archive;
    private final QuarantineRoller quarantine;
    private final Set<Path> underWay = ConcurrentHashMap.newKeySet();

    public StoreBackup(
            FeatureRepository repository, StateStore state, ArchiveRoller archive, QuarantineRoller quarantine) {
        this.repository = repository;
        this.state = state;
        this.archive = archive;
        this.quarantine = quarantine;
    }

    /**
     * Makes a backup: all that was accepted before this call is in it.
     *
     * @param folder where nothing is yet; it appears complete and on disk, or not at all
     * @throws AsofException INVALID_ARGUMENT if there is something, or a backup to it is under way; IO_FAILED
     */
    public BackupReport create(Path folder) {
        Path target = folder.toAbsolutePath().normalize();
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS) || target.getParent() == null) {
            throw refused(folder, "it exists. Name a new folder.");
        }
        if (liesInWhatIsBackedUp(folder, target)) {
            throw refused(folder, "it lies in what is backed up. Name a folder elsewhere.");
        }
        if (!underWay.add(target)) {
            throw refused(folder, "another backup to it is under way. Wait for it, or name another folder.");
        }
        try {
            return create(folder, target);
        } finally {
            underWay.remove(target);
        }
    }

    /** By its path, or because links lead there. */
    private boolean liesInWhatIsBackedUp(Path folder, Path target) {
        Path working = repository.workingFolder();
        if (target.startsWith(working.toAbsolutePath().normalize())) {
            return true;
        }
        try {
            for (Path copied : copied()) {
                if (FileCopies.leadsTo(target, copied)) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            throw Backup.failed("write a backup to", folder, e);
        }
    }

    private List<Path> copied() {
        return List.of(
                repository.registryFolder(),
                repository.workingFolder().resolve(Backup.ARCHIVE),
                repository.quarantineFolder());
    }

    private static AsofException refused(Path folder, String reason) {
        return new AsofException(ErrorCode.INVALID_ARGUMENT, "Cannot write a backup to " + folder + ": " + reason);
    }

    private BackupReport create(Path folder, Path target) {
        Path unfinished = target.resolveSibling("." + target.getFileName() + ".unfinished");
        try {
            if (Files.exists(unfinished, LinkOption.NOFOLLOW_LINKS) && !Backup.isOwn(unfinished)) {
                throw refused(
                        folder,
                        unfinished + " is in the way, and no unfinished backup. Move it, or name another folder.");
            }
            FileCopies.delete(unfinished);
            DurableFolder.create(unfinished);
            archive.standStill(() -> quarantine.standStill(() -> copy(unfinished)));
            BackupSums.of(unfinished).write(unfinished);
            FileCopies.sync(unfinished);
            Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
            DurableFolder.sync(target.resolveSibling(""));
            return Backup.report(target);
        } catch (IOException e) {
            throw Backup.failed("write a backup to", folder, e);
        }
    }

    private void copy(Path into) {
        try {
            Files.writeString(into.resolve(Backup.FORMAT_FILE), Backup.FORMAT + "\n", StandardCharsets.UTF_8);
            state.checkpoint(into.resolve(Backup.ONLINE));
            FileCopies.copy(repository.registryFolder(), into.resolve(Backup.REGISTRY));
            FileCopies.copy(repository.workingFolder().resolve(Backup.ARCHIVE), into.resolve(Backup.ARCHIVE));
            FileCopies.copy(repository.quarantineFolder(), into.resolve(Backup.QUARANTINE));
            Tombstones tombstones = new ErasureFolder(repository).read();
            if (!tombstones.isEmpty()) {
                new ErasureFolder(into.resolve(Backup.ERASURE)).write(tombstones);
            }
        } catch (IOException e) {
            throw Backup.failed("write a backup to", into, e);
        }
    }
}
