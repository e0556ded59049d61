package dev.asof.online.ingest;

import dev.asof.online.live.LiveView;
import dev.asof.online.state.SeenRow;
import java.util.List;
import java.util.Optional;

/**
 * An event that met its contract, encoded.
 *
 * @param index its row in the batch
 * @param eventTimeMicros when it happened
 * @param row the whole row, for the archive
 * @param seen by what copies of it are recognized, where they are to be
 * @param seenOtherwise by what copies may be known that have lost other keys of who is erased than it has
 * @param viewRows what each view keeps of it
 */
record PreparedEvent(
        int index,
        long eventTimeMicros,
        byte[] row,
        Optional<SeenRow> seen,
        List<SeenRow> seenOtherwise,
        List<ViewRow> viewRows) {

    /** An event, as a view keeps it. */
    record ViewRow(LiveView view, byte[] entityKey, byte[] row) {}
}
