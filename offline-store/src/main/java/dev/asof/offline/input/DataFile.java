package dev.asof.offline.input;

import dev.asof.offline.table.TableFile;

/**
 * A file of a source, identified by its content.
 *
 * @param sha256 the hash of the content, in lower-case hexadecimal digits
 */
public record DataFile(TableFile table, Origin origin, String sha256) {

    /** Who wrote the rows. */
    public enum Origin {
        /** They are the source's own. */
        FILE,
        /** A server archived them as it accepted them; each has a column with when that was. */
        ARCHIVE
    }

    /** The file's path, as it is shown. */
    public String path() {
        return table.path().toString();
    }
}
