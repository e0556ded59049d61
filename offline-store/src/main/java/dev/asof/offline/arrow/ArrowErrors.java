package dev.asof.offline.arrow;

import dev.asof.registry.diagnostic.FileProblem;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** What goes wrong with a file, in words. */
final class ArrowErrors {
    private ArrowErrors() {}

    static AsofException missing(Path file) {
        return new AsofException(
                ErrorCode.UNKNOWN_NAME, "Cannot read " + file + ": there is no such file. Check the path.");
    }

    static AsofException notArrow(Path file, String reason) {
        return new AsofException(
                ErrorCode.INVALID_INPUT_FILE,
                "Cannot read " + file + ": " + reason + ". Give a complete Arrow IPC file (Feather V2), no stream.");
    }

    static AsofException damaged(Path file, String what) {
        return new AsofException(
                ErrorCode.INVALID_INPUT_FILE,
                "Cannot read " + file + ": it is damaged: " + what + ". Restore or rewrite the file.");
    }

    /** What the library threw while {@code place}, such as {@code column 'a' of f.arrow}, was read. */
    static AsofException unreadable(Path file, String place, Exception cause) {
        if (cause instanceof AsofException known) {
            return known;
        }
        if (cause instanceof FileSystemException failed) {
            return new AsofException(
                    ErrorCode.IO_FAILED, "Cannot read " + place + ": " + FileProblem.reason(failed) + ".", cause);
        }
        String message = cause.getMessage();
        return new AsofException(
                ErrorCode.INVALID_INPUT_FILE,
                "Cannot read " + place + ": it is damaged: "
                        + (message == null ? cause.getClass().getSimpleName() : message)
                        + ". Restore or rewrite the file.",
                cause);
    }
}
