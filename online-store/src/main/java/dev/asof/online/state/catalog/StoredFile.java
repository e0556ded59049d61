package dev.asof.online.state.catalog;

/**
 * A file of a source, as far as it is loaded.
 *
 * @param source the number of the source
 * @param sha256 the hash of its content, in lower-case hexadecimal digits
 * @param path where it lay when it was loaded last, for people
 * @param untilMicros events until this are loaded, inclusive; {@link LoadPass#TO_THE_END} for all
 * @param counts of its rows
 */
public record StoredFile(int source, String sha256, String path, long untilMicros, FileCounts counts) {

    /** Whether anything of it is loaded; a rebuild that broke off leaves files of which nothing is. */
    public boolean isLoaded() {
        return untilMicros != LoadPass.FROM_THE_START;
    }

    /** The file as one of which nothing is loaded. */
    public StoredFile notLoaded() {
        return new StoredFile(source, sha256, path, LoadPass.FROM_THE_START, counts);
    }
}
