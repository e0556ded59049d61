package dev.asof.online.backup;

import dev.asof.online.state.StateStore;
import dev.asof.registry.diagnostic.FileProblem;
import dev.asof.registry.erasure.ErasureFolder;
import dev.asof.registry.erasure.Tombstones;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import dev.asof.registry.repository.FeatureRepository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A backup in a folder: the online store as of one moment, with registry, archive and quarantine.
 *
 * <pre>
 * BACKUP        "asof backup, format 1" and a line feed
 * SHA256SUMS    the hashes of all other files
 * online/       FORMAT, rocksdb/
 * registry/  archive/  quarantine/  erasure/
 * </pre>
 */
public record Backup(Path folder) {
    static final String FORMAT_FILE = "BACKUP";
    private static final String FORMAT_PREFIX = "asof backup, format ";
    static final String FORMAT = FORMAT_PREFIX + 1;
    static final String ONLINE = "online";
    static final String REGISTRY = "registry";
    static final String ARCHIVE = "archive";
    static final String QUARANTINE = "quarantine";
    static final String ERASURE = "erasure";

    /**
     * Reads all of it: every file is there with its hash, none is there that was not, and the store's own checksums hold.
     *
     * @throws AsofException UNKNOWN_NAME, UNSUPPORTED_FORMAT_VERSION, CORRUPT_DATA with all that is wrong, or IO_FAILED
     */
    public BackupReport verify() {
        try {
            requireFormat();
            List<String> problems = differences();
            if (!problems.isEmpty()) {
                throw new AsofException(
                        ErrorCode.CORRUPT_DATA,
                        "Cannot use backup " + folder + ": " + String.join("; ", problems) + ". Use another backup.");
            }
            StateStore.verify(folder.resolve(ONLINE));
            return report(folder);
        } catch (IOException e) {
            throw failed("read backup", folder, e);
        }
    }

    /** Whether a folder is a backup that was begun, as its format is written first. */
    static boolean isOwn(Path folder) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        Path file = folder.resolve(FORMAT_FILE);
        if (Files.isRegularFile(file)) {
            return Files.readString(file, StandardCharsets.UTF_8).startsWith(FORMAT_PREFIX);
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.findAny().isEmpty();
        }
    }

    private void requireFormat() throws IOException {
        Path file = folder.resolve(FORMAT_FILE);
        if (!Files.exists(file)) {
            throw new AsofException(
                    ErrorCode.UNKNOWN_NAME,
                    "Cannot find a backup in " + folder + ": there is no file " + FORMAT_FILE + ".");
        }
        String format = Files.readString(file, StandardCharsets.UTF_8).strip();
        if (!format.equals(FORMAT)) {
            throw new AsofException(
                    ErrorCode.UNSUPPORTED_FORMAT_VERSION,
                    "Cannot read backup " + folder + ": its format is '" + format + "', this build knows '" + FORMAT
                            + "'. Use the build of Asof that wrote it.");
        }
    }

    private List<String> differences() throws IOException {
        BackupSums written = BackupSums.read(folder);
        BackupSums found = BackupSums.of(folder);
        List<String> problems = new ArrayList<>();
        new TreeMap<>(written.byPath()).forEach((path, sum) -> {
            if (!found.byPath().containsKey(path)) {
                problems.add(path + " is missing");
            } else if (!sum.equals(found.byPath().get(path))) {
                problems.add(path + " has changed");
            }
        });
        found.byPath().keySet().stream()
                .filter(path -> !written.byPath().containsKey(path))
                .sorted()
                .forEach(path -> problems.add(path + " does not belong to it"));
        return problems;
    }

    /**
     * Verifies the backup, and puts it into a repository that has no working data of these kinds. What stays of erased entities may be
     * there: those that were erased since are erased again when the store is opened.
     *
     * @throws AsofException INVALID_ARGUMENT if it has; or what {@link #verify} throws
     */
    public BackupReport restore(FeatureRepository repository) {
        Path working = repository.workingFolder();
        List<String> kinds = List.of(REGISTRY, ARCHIVE, QUARANTINE, ONLINE);
        List<String> there = kinds.stream()
                .filter(kind -> Files.exists(working.resolve(kind)))
                .toList();
        if (!there.isEmpty()) {
            throw new AsofException(
                    ErrorCode.INVALID_ARGUMENT,
                    "Cannot restore a backup to " + working + ": there is '" + String.join("', '", there)
                            + "'. Stop the server, and move that away first.");
        }
        BackupReport report = verify();
        Tombstones tombstones = tombstones(repository);
        try {
            if (!tombstones.isEmpty()) {
                new ErasureFolder(repository).write(tombstones.unswept());
            }
            for (String kind : kinds) {
                FileCopies.copy(folder.resolve(kind), working.resolve(kind));
            }
            FileCopies.sync(working);
            return report;
        } catch (IOException e) {
            throw failed("restore a backup to", working, e);
        }
    }

    /** Those of the repository and of the backup. */
    private Tombstones tombstones(FeatureRepository repository) {
        Tombstones here = new ErasureFolder(repository).read();
        Tombstones there = new ErasureFolder(folder.resolve(ERASURE)).read();
        return here.and(there)
                .orElseThrow(() -> new AsofException(
                        ErrorCode.INVALID_ARGUMENT,
                        "Cannot restore a backup to " + repository.workingFolder()
                                + ": entities were erased there under another key than in the backup, so it is the backup of another"
                                + " repository. Restore it elsewhere."));
    }

    static BackupReport report(Path folder) throws IOException {
        List<Path> files = BackupSums.files(folder);
        long bytes = 0;
        for (Path file : files) {
            bytes += Files.size(file);
        }
        return new BackupReport(folder.toString(), files.size(), bytes);
    }

    /** @param action completes "Cannot ...", and ends with {@code folder} */
    static AsofException failed(String action, Path folder, IOException cause) {
        return new AsofException(
                ErrorCode.IO_FAILED,
                "Cannot " + action + " " + folder + ": " + FileProblem.reason(cause, folder) + ". Check the disk.",
                cause);
    }
}
