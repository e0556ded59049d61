package dev.asof.online.state.catalog;

import dev.asof.online.state.database.StateFailures;

/**
 * A file of pending rows that is being written: noted before, so that a restart writes the same rows to it again.
 *
 * @param source the number of the source
 * @param first the least acceptance or id in the file
 * @param last the greatest acceptance or id in the file
 */
public record Roll(Kind kind, int source, long first, long last) {

    /** What is being written. */
    public enum Kind {
        /** Accepted events, told apart by their acceptance. */
        ARCHIVE(1),
        /** Quarantined rows, told apart by their id. */
        QUARANTINE(2);

        private final int code;

        Kind(int code) {
            this.code = code;
        }

        int code() {
            return code;
        }

        static Kind ofCode(int code) {
            for (Kind kind : values()) {
                if (kind.code == code) {
                    return kind;
                }
            }
            throw StateFailures.damaged("no kind of file has code " + code);
        }
    }
}
