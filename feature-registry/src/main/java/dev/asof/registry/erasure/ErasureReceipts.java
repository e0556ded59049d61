package dev.asof.registry.erasure;

import dev.asof.registry.error.AsofException;
import dev.asof.registry.repository.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The receipts in an {@link ErasureFolder}. They only tell what was done. */
public final class ErasureReceipts {
    private static final String UNFINISHED = "unfinished";

    private final ErasureFolder owner;
    private final Path folder;

    ErasureReceipts(ErasureFolder owner, Path folder) {
        this.owner = owner;
        this.folder = folder;
    }

    /** The receipt of the erasure that is under way. */
    public Optional<ErasureReceipt> unfinished() {
        Path file = file(UNFINISHED);
        return Files.exists(file) ? Optional.of(ErasureReceiptJson.read(file)) : Optional.empty();
    }

    /** Gives the receipt of the erasure that is under way, which cannot be read, another name. */
    public void setUnfinishedAside() {
        Path file = file(UNFINISHED);
        int number = 1;
        while (Files.exists(damaged(number))) {
            number++;
        }
        try {
            Files.move(file, damaged(number));
        } catch (IOException e) {
            throw ErasureFolder.failed("set aside", file, e);
        }
    }

    private Path damaged(int number) {
        return folder.resolve("unfinished-" + number + ".damaged");
    }

    /** Keeps a receipt, durable when done: that of an erasure that is under way, or one of its own. */
    public void write(ErasureReceipt receipt) {
        owner.protect();
        byte[] json = ErasureReceiptJson.bytes(receipt);
        if (receipt.finishedAtMicros().isEmpty()) {
            AtomicFile.write(file(UNFINISHED), json);
            return;
        }
        AtomicFile.write(file("%019d".formatted(receipt.startedAtMicros())), json);
        try {
            Files.deleteIfExists(file(UNFINISHED));
        } catch (IOException e) {
            throw ErasureFolder.failed("write", file(UNFINISHED), e);
        }
    }

    /** All receipts, the oldest first. */
    public List<ErasureReceipt> all() {
        return files().stream().map(ErasureReceiptJson::read).toList();
    }

    /**
     * The files of the archive that rows were taken from, by the hash of what they had before. A receipt that cannot be read tells of none, as
     * receipts only explain what is seen without them.
     */
    public Map<String, ErasureReceipt.ArchiveFile> erasedFiles() {
        Map<String, ErasureReceipt.ArchiveFile> files = new HashMap<>();
        archiveFiles()
                .filter(ErasureReceipt.ArchiveFile::hasLostRows)
                .forEach(each -> files.putIfAbsent(each.sha256Before(), each));
        return files;
    }

    /**
     * The sources in whose archive rows of erased entities were left, as they are other entities' events and would not be the same without.
     * A receipt that cannot be read tells of none.
     */
    public Set<String> sharingSources() {
        return archiveFiles()
                .filter(file -> file.shared() > 0)
                .map(ErasureReceipt.ArchiveFile::source)
                .collect(Collectors.toSet());
    }

    private Stream<ErasureReceipt.ArchiveFile> archiveFiles() {
        return files().stream().flatMap(file -> {
            try {
                return ErasureReceiptJson.read(file).archive().stream();
            } catch (AsofException damaged) {
                // Tells of none.
                return Stream.empty();
            }
        });
    }

    private List<Path> files() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".json"))
                    .filter(file -> !AtomicFile.isTemporary(file))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw ErasureFolder.failed("read", folder, e);
        }
    }

    private Path file(String name) {
        return folder.resolve(name + ".json");
    }
}
