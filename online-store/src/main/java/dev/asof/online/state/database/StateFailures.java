package dev.asof.online.state.database;

import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

/** Turns failures of the storage engine into errors of the catalogue. */
public final class StateFailures {
    private static final String DAMAGE_REMEDY =
            "Move its folder away and run 'asof load', which reads the sources' files and the archive again.";
    private static final String IO_REMEDY =
            "Check the disk, make room if it is full, and start the server again: nothing that was acknowledged is lost.";

    private StateFailures() {}

    /** @param action completes "Cannot ..." */
    static AsofException of(String action, RocksDBException e) {
        boolean isDamage = e.getStatus() != null && e.getStatus().getCode() == Status.Code.Corruption;
        return new AsofException(
                isDamage ? ErrorCode.CORRUPT_DATA : ErrorCode.IO_FAILED,
                "Cannot " + action + ": " + e.getMessage() + ". " + (isDamage ? DAMAGE_REMEDY : IO_REMEDY),
                e);
    }

    static AsofException notOpen() {
        return new AsofException(
                ErrorCode.SERVER_UNAVAILABLE,
                "Cannot use the online store: the storage engine could not be opened anew. It is tried again every second. "
                        + IO_REMEDY);
    }

    public static AsofException damaged(String what) {
        return new AsofException(
                ErrorCode.CORRUPT_DATA, "Cannot read the online store: " + what + ". " + DAMAGE_REMEDY);
    }
}
