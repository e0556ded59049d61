package dev.asof.offline.input;

/** Which of the files of sources are read. */
@FunctionalInterface
public interface FileSelection {
    /** All that are there. */
    FileSelection ALL = (source, file) -> true;

    /** Whether a file of this source is read. */
    boolean takes(String source, DataFile file);
}
