package dev.asof.offline.input;

/** Which of the files of sources are read, by what is in them. */
@FunctionalInterface
public interface FileSelection {
    /** All that are there. */
    FileSelection ALL = (source, sha256) -> true;

    /** Whether files of this source with a content of this hash are read. */
    boolean takes(String source, String sha256);
}
