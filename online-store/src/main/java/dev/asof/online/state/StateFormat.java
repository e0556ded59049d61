package dev.asof.online.state;

import dev.asof.registry.diagnostic.FileProblem;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import dev.asof.registry.repository.AtomicFile;
import dev.asof.registry.repository.DurableFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The version of the stored format, kept in the file {@code FORMAT} so that it can be read before anything else is:
 * {@code asof online store, format 6} and a line feed. A store of format 3, 4 or 5 is one of format 6, and becomes it when it is opened.
 */
final class StateFormat {
    /** The version that this build reads and writes. */
    static final int VERSION = 6;

    /** The oldest version whose stores are also ones of this version, as are those of all versions since. */
    private static final int TAKEN_UP = 3;

    private static final String FILE_NAME = "FORMAT";
    private static final String FORM = "asof online store, format ";

    private StateFormat() {}

    /**
     * Checks the version of the store in {@code folder}, or starts a new one.
     *
     * @param data where the store's data lies if there is any
     */
    static void require(Path folder, Path data) {
        Path file = folder.resolve(FILE_NAME);
        if (!Files.exists(file) && !Files.exists(data)) {
            create(file);
        } else if (requireReadable(folder) < VERSION) {
            create(file);
        }
    }

    /**
     * Checks the version of the store in {@code folder}, and changes nothing there.
     *
     * @return the version
     */
    static int requireReadable(Path folder) {
        Path file = folder.resolve(FILE_NAME);
        try {
            if (!Files.exists(file)) {
                throw unsupported(folder, "its file " + FILE_NAME + " is missing");
            }
            return version(
                    folder, Files.readString(file, StandardCharsets.UTF_8).strip());
        } catch (IOException e) {
            throw new AsofException(
                    ErrorCode.IO_FAILED,
                    "Cannot read the format of the online store in " + file + ": " + FileProblem.reason(e, file) + ".",
                    e);
        }
    }

    /** Makes the folder of a store of this version, without data yet. */
    static void start(Path folder) {
        try {
            DurableFolder.create(folder);
            create(folder.resolve(FILE_NAME));
        } catch (IOException e) {
            throw new AsofException(
                    ErrorCode.IO_FAILED,
                    "Cannot write the folder " + folder + ": " + FileProblem.reason(e, folder) + ".",
                    e);
        }
    }

    private static int version(Path folder, String text) {
        for (int version = TAKEN_UP; version <= VERSION; version++) {
            if (text.equals(FORM + version)) {
                return version;
            }
        }
        throw unsupported(folder, "its format is '" + text + "', this build knows '" + FORM + VERSION + "'");
    }

    private static void create(Path file) {
        AtomicFile.write(file, (FORM + VERSION + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static AsofException unsupported(Path folder, String reason) {
        return new AsofException(
                ErrorCode.UNSUPPORTED_FORMAT_VERSION,
                "Cannot open the online store in " + folder + ": " + reason
                        + ". Let the build that wrote it archive its events ('asof serve', then stop it), move the"
                        + " folder away, and run 'asof load' with this build.");
    }
}
