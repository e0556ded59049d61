package dev.asof.registry.erasure;

import dev.asof.registry.diagnostic.FileProblem;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import dev.asof.registry.repository.AtomicFile;
import dev.asof.registry.repository.DurableFolder;
import dev.asof.registry.repository.FeatureRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where a repository keeps what stays of erased entities; nobody but its owner may read it.
 *
 * <pre>
 * key                    32 random bytes in hexadecimal digits, and a line feed
 * tombstones             "asof tombstones, format 5", then a line each: a hash, and "done", "unfinished" or another hash, the
 *                        place where one goes on from this step; last "seal" and the hash of all before it
 * receipts/*.json        what was erased from where; unfinished.json of an erasure that is under way
 * receipts/*.damaged     what could not be read of one
 * </pre>
 *
 * <p>Nobody can make up for a lost tombstone: without it the entity comes back. So where there is one of the first two files without the
 * other, or one has not all of its bytes, or others, they are damaged. Receipts only tell what was done.
 *
 * <p>One process at a time writes it: the one that has the online store open.
 */
public final class ErasureFolder {
    private static final String KEY = "key";
    private static final String TOMBSTONES = "tombstones";
    private static final String FORMAT = "asof tombstones, format 5";

    /** Has no seal, so that nobody can tell whether lines are missing; it gets one when it is written next. */
    private static final String UNSEALED_FORMAT = "asof tombstones, format 4";

    private static final String SEAL = "seal ";
    private static final Pattern KEY_TEXT = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern LINE = Pattern.compile("([0-9a-f]{64}) (done|unfinished|[0-9a-f]{64})");
    private static final String RECEIPTS = "receipts";
    private static final String UNFINISHED = "unfinished";

    private final Path folder;

    public ErasureFolder(FeatureRepository repository) {
        this(repository.erasureFolder());
    }

    /** @param folder need not exist */
    public ErasureFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * The tombstones; none where nothing was ever erased.
     *
     * @throws AsofException CORRUPT_DATA, UNSUPPORTED_FORMAT_VERSION or IO_FAILED
     */
    public Tombstones read() {
        Path key = folder.resolve(KEY);
        Path file = folder.resolve(TOMBSTONES);
        // Asked first: where another process makes both meanwhile, the key comes last.
        boolean hasKey = !Files.notExists(key);
        try {
            if (Files.notExists(file)) {
                if (hasKey) {
                    throw damaged(file, "it is gone, and its key is there");
                }
                return Tombstones.NONE;
            }
            String text = Files.readString(file);
            List<String> lines = tombstoneLines(file, text);
            if (Files.notExists(key)) {
                if (lines.isEmpty()) {
                    return Tombstones.NONE;
                }
                throw damaged(key, "it is gone, and tombstones are there");
            }
            return requireSealed(file, text, tombstones(file, lines, readKey(key)));
        } catch (IOException e) {
            throw failed("read", folder, e);
        }
    }

    /** What is made of the tombstones as they are whenever it is asked for, also where another process writes others meanwhile. Thread-safe. */
    public <T> Supplier<T> current(Function<Tombstones, T> making) {
        return new Current<>(making);
    }

    private final class Current<T> implements Supplier<T> {
        private final Function<Tombstones, T> making;
        private List<Object> version;
        private T made;

        Current(Function<Tombstones, T> making) {
            this.making = making;
            this.version = version();
            this.made = making.apply(read());
        }

        @Override
        public synchronized T get() {
            List<Object> now = version();
            if (!now.equals(version)) {
                made = making.apply(read());
                version = now;
            }
            return made;
        }
    }

    /** Another one for each file of tombstones that is written. */
    private List<Object> version() {
        Path file = folder.resolve(TOMBSTONES);
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return List.of(String.valueOf(attributes.fileKey()), attributes.lastModifiedTime(), attributes.size());
        } catch (NoSuchFileException nobodyErased) {
            return List.of();
        } catch (IOException e) {
            throw failed("read", file, e);
        }
    }

    /** The tombstones, with a key to make some. */
    public Tombstones readOrBegin() {
        if (Files.notExists(folder.resolve(KEY))) {
            write(Tombstones.ofNobody());
        }
        return read();
    }

    /**
     * Keeps tombstones, durable when done.
     *
     * @throws IllegalArgumentException if there are some of another key
     */
    public void write(Tombstones tombstones) {
        protect();
        if (!hasKeyOf(tombstones)) {
            begin(tombstones);
        }
        StringBuilder lines = new StringBuilder(FORMAT).append('\n');
        tombstones
                .byHash()
                .forEach((hash, progress) -> lines.append(hash)
                        .append(' ')
                        .append(progress.name().toLowerCase(Locale.ROOT))
                        .append('\n'));
        tombstones
                .ways()
                .forEach((step, places) -> places.forEach(
                        place -> lines.append(step).append(' ').append(place).append('\n')));
        writeProtected(folder.resolve(TOMBSTONES), sealed(lines.toString(), tombstones));
    }

    private static String sealed(String lines, Tombstones tombstones) {
        return lines + SEAL + tombstones.seal(lines) + "\n";
    }

    private boolean hasKeyOf(Tombstones tombstones) {
        Path key = folder.resolve(KEY);
        try {
            return !Files.notExists(key) && Arrays.equals(readKey(key), tombstones.key());
        } catch (IOException e) {
            throw failed("read", key, e);
        }
    }

    /** Tombstones first, of nobody: so whenever this is killed, nothing seems to be lost. */
    private void begin(Tombstones tombstones) {
        if (!read().isEmpty()) {
            throw new IllegalArgumentException("Tombstones of another key are in " + folder);
        }
        writeProtected(folder.resolve(TOMBSTONES), sealed(FORMAT + "\n", tombstones));
        writeProtected(folder.resolve(KEY), HexFormat.of().formatHex(tombstones.key()) + "\n");
    }

    private void protect() {
        try {
            DurableFolder.create(folder);
            if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            }
        } catch (IOException e) {
            throw failed("protect", folder, e);
        }
    }

    private static void writeProtected(Path file, String text) {
        try (AtomicFile atomic = AtomicFile.of(file)) {
            Files.createFile(atomic.temporary());
            if (Files.getFileStore(atomic.temporary()).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(atomic.temporary(), PosixFilePermissions.fromString("rw-------"));
            }
            Files.writeString(atomic.temporary(), text);
            atomic.commit();
        } catch (IOException e) {
            throw failed("write", file, e);
        }
    }

    private static byte[] readKey(Path file) throws IOException {
        String text = Files.readString(file).strip();
        if (!KEY_TEXT.matcher(text).matches()) {
            throw damaged(file, "it has no 64 hexadecimal digits");
        }
        return HexFormat.of().parseHex(text);
    }

    /** Without the first one, which says the format, and the last one, which seals it. */
    private static List<String> tombstoneLines(Path file, String text) {
        List<String> lines = text.lines().toList();
        String format = lines.isEmpty() ? "" : lines.getFirst();
        return switch (format) {
            case FORMAT -> {
                if (!lines.getLast().startsWith(SEAL)) {
                    throw damaged(file, "its end is missing");
                }
                yield lines.subList(1, lines.size() - 1);
            }
            case UNSEALED_FORMAT -> lines.subList(1, lines.size());
            default ->
                throw new AsofException(
                        ErrorCode.UNSUPPORTED_FORMAT_VERSION,
                        "Cannot read " + file + ": this build knows '" + FORMAT
                                + "'. Use the build of Asof that wrote it.");
        };
    }

    private static Tombstones requireSealed(Path file, String text, Tombstones tombstones) {
        if (text.startsWith(FORMAT)) {
            String lines = text.substring(0, text.lastIndexOf(SEAL));
            if (!text.equals(sealed(lines, tombstones))) {
                throw damaged(file, "it, or the key beside it, is not as it was written");
            }
        }
        return tombstones;
    }

    private static Tombstones tombstones(Path file, List<String> lines, byte[] key) {
        Map<String, Tombstones.Progress> byHash = new TreeMap<>();
        Map<String, Set<String>> ways = new TreeMap<>();
        for (String line : lines) {
            Matcher parts = LINE.matcher(line);
            if (!parts.matches()) {
                throw damaged(file, "no tombstone: '" + line + "'");
            }
            switch (parts.group(2)) {
                case "done" -> byHash.put(parts.group(1), Tombstones.Progress.DONE);
                case "unfinished" -> byHash.put(parts.group(1), Tombstones.Progress.UNFINISHED);
                default ->
                    ways.computeIfAbsent(parts.group(1), each -> new TreeSet<>())
                            .add(parts.group(2));
            }
        }
        return new Tombstones(key, byHash, ways);
    }

    /** The receipt of the erasure that is under way. */
    public Optional<ErasureReceipt> unfinishedReceipt() {
        Path file = receipt(UNFINISHED);
        return Files.exists(file) ? Optional.of(ErasureReceiptJson.read(file)) : Optional.empty();
    }

    /** Gives the receipt of the erasure that is under way, which cannot be read, another name. */
    public void setUnfinishedReceiptAside() {
        Path file = receipt(UNFINISHED);
        int number = 1;
        while (Files.exists(damagedReceipt(number))) {
            number++;
        }
        try {
            Files.move(file, damagedReceipt(number));
        } catch (IOException e) {
            throw failed("set aside", file, e);
        }
    }

    private Path damagedReceipt(int number) {
        return folder.resolve(RECEIPTS).resolve("unfinished-" + number + ".damaged");
    }

    /** Keeps a receipt, durable when done: that of an erasure that is under way, or one of its own. */
    public void write(ErasureReceipt receipt) {
        protect();
        byte[] json = ErasureReceiptJson.bytes(receipt);
        if (receipt.finishedAtMicros().isEmpty()) {
            AtomicFile.write(receipt(UNFINISHED), json);
            return;
        }
        AtomicFile.write(receipt("%019d".formatted(receipt.startedAtMicros())), json);
        try {
            Files.deleteIfExists(receipt(UNFINISHED));
        } catch (IOException e) {
            throw failed("write", receipt(UNFINISHED), e);
        }
    }

    /** All receipts, the oldest first. */
    public List<ErasureReceipt> receipts() {
        return receiptFiles().stream().map(ErasureReceiptJson::read).toList();
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
        return receiptFiles().stream().flatMap(file -> {
            try {
                return ErasureReceiptJson.read(file).archive().stream();
            } catch (AsofException damaged) {
                // Tells of none.
                return Stream.empty();
            }
        });
    }

    private List<Path> receiptFiles() {
        Path receipts = folder.resolve(RECEIPTS);
        if (!Files.isDirectory(receipts)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(receipts)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".json"))
                    .filter(file -> !AtomicFile.isTemporary(file))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw failed("read", receipts, e);
        }
    }

    private Path receipt(String name) {
        return folder.resolve(RECEIPTS).resolve(name + ".json");
    }

    private static AsofException damaged(Path file, String reason) {
        return new AsofException(
                ErrorCode.CORRUPT_DATA,
                "Cannot read " + file + ": " + reason
                        + ". Restore it from a backup: without it, erased entities come back.");
    }

    static AsofException failed(String verb, Path file, IOException e) {
        return new AsofException(
                ErrorCode.IO_FAILED,
                "Cannot " + verb + " " + file + ": " + FileProblem.reason(e) + ". Check the disk.",
                e);
    }
}
