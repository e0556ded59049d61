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
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

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
    private static final Pattern KEY_TEXT = Pattern.compile("[0-9a-f]{64}");
    private static final String RECEIPTS = "receipts";

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
            TombstonesText text = TombstonesText.read(file);
            if (Files.notExists(key)) {
                if (text.isOfNobody()) {
                    return Tombstones.NONE;
                }
                throw damaged(key, "it is gone, and tombstones are there");
            }
            return text.under(readKey(key));
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
        writeProtected(folder.resolve(TOMBSTONES), TombstonesText.of(tombstones));
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
        writeProtected(folder.resolve(TOMBSTONES), TombstonesText.ofNobody(tombstones));
        writeProtected(folder.resolve(KEY), HexFormat.of().formatHex(tombstones.key()) + "\n");
    }

    /** Makes it, for its owner alone. */
    void protect() {
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

    /** What was erased from where, as far as it is known. */
    public ErasureReceipts receipts() {
        return new ErasureReceipts(this, folder.resolve(RECEIPTS));
    }

    static AsofException damaged(Path file, String reason) {
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
