package dev.asof.offline.parquet;

import dev.asof.offline.parquet.encoding.DamagedPageException;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.apache.parquet.crypto.ParquetCryptoRuntimeException;
import org.apache.parquet.io.ParquetDecodingException;

/** What goes wrong with a file, in words. */
final class ParquetErrors {
    private ParquetErrors() {}

    static AsofException missing(Path file) {
        return new AsofException(
                ErrorCode.UNKNOWN_NAME, "Cannot read " + file + ": there is no such file. Check the path.");
    }

    static AsofException notParquet(Path file, String reason) {
        return new AsofException(
                ErrorCode.INVALID_INPUT_FILE,
                "Cannot read " + file + ": " + reason + ". Give a complete Parquet file.");
    }

    static AsofException encrypted(Path file) {
        return new AsofException(
                ErrorCode.INVALID_INPUT_FILE,
                "Cannot read " + file + ": it is encrypted. Decrypt it first; Asof takes no keys.");
    }

    static AsofException unsupported(Path file, String column, String what) {
        return new AsofException(
                ErrorCode.INVALID_INPUT_FILE,
                "Cannot read column '" + column + "' of " + file + ": it is " + what
                        + ", which has no type here. Convert it, or leave it out of the source's columns.");
    }

    /** What is wrong at {@code place}, such as {@code column 'a' of f.parquet}. */
    static AsofException damaged(Path file, String place, String what) {
        return unreadable(file, place, new DamagedPageException(what));
    }

    /** What the library threw while {@code place}, such as {@code column 'a' of f.parquet}, was read. */
    static AsofException unreadable(Path file, String place, Throwable cause) {
        if (cause instanceof AsofException known) {
            return known;
        }
        if (cause instanceof ParquetCryptoRuntimeException) {
            return encrypted(file);
        }
        if (cause instanceof NoSuchFileException) {
            return new AsofException(
                    ErrorCode.IO_FAILED,
                    "Cannot read " + place + ": the file has vanished since its footer was read. Put it back, and build"
                            + " again.",
                    cause);
        }
        if (cause instanceof FileSystemException) {
            return new AsofException(ErrorCode.IO_FAILED, "Cannot read " + place + ": " + reason(cause) + ".", cause);
        }
        if (cause instanceof UnsupportedOperationException) {
            return new AsofException(
                    ErrorCode.INVALID_INPUT_FILE,
                    "Cannot read " + place + ": " + reason(cause) + ". Write the file again without it.",
                    cause);
        }
        return new AsofException(
                ErrorCode.INVALID_INPUT_FILE,
                "Cannot read " + place + ": it is damaged: " + reason(cause) + ". Restore or rewrite the file.",
                cause);
    }

    static AsofException unwritable(Path file, IOException cause) {
        return new AsofException(
                ErrorCode.IO_FAILED, "Cannot write " + file + ": " + reason(cause) + ". Check the disk.", cause);
    }

    /** What the innermost cause says. */
    private static String reason(Throwable thrown) {
        Throwable cause = thrown.getCause();
        if (cause != null) {
            return reason(cause);
        }
        String message = thrown.getMessage();
        String kind = thrown.getClass().getSimpleName();
        if (message == null) {
            return kind;
        }
        return thrown instanceof IOException
                        || thrown instanceof DamagedPageException
                        || thrown instanceof ParquetDecodingException
                        || thrown instanceof UnsupportedOperationException
                ? message
                : kind + ": " + message;
    }
}
