package dev.asof.registry.diagnostic;

import com.fasterxml.jackson.core.JacksonException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Objects;

/** Says in words why a file cannot be read or written: what Java says of many failures is the file's name alone. */
public final class FileProblem {
    private FileProblem() {}

    /** The reason, without the file's name; the kind of the failure where it has no words. */
    public static String reason(IOException cause) {
        return switch (cause) {
            case AccessDeniedException denied -> "permission denied";
            case NoSuchFileException missing -> "it is not there";
            case FileAlreadyExistsException present -> "it is there already";
            case NotDirectoryException file -> "it is no folder";
            case DirectoryNotEmptyException folder -> "it is a folder that is not empty";
            case FileSystemLoopException loop -> "a symbolic link leads back to a folder around it";
            case JacksonException json -> JsonProblem.reason(json);
            case CharacterCodingException other -> "it is not UTF-8";
            case FileSystemException other ->
                Objects.requireNonNullElse(other.getReason(), other.getClass().getSimpleName());
            default ->
                Objects.requireNonNullElse(cause.getMessage(), cause.getClass().getSimpleName());
        };
    }

    /** The reason, with the name of the file where it is not {@code told}: a folder above it, or a file below. */
    public static String reason(IOException cause, Path told) {
        return cause instanceof FileSystemException other
                        && other.getFile() != null
                        && !other.getFile().equals(told.toString())
                ? other.getFile() + ": " + reason(cause)
                : reason(cause);
    }
}
