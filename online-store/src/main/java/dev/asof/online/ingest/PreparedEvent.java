package dev.asof.online.ingest;

import dev.asof.online.live.LiveView;
import java.util.List;
import java.util.Optional;

/**
 * An event that met its contract, encoded.
 *
 * @param index its row in the batch
 * @param eventTimeMicros when it happened
 * @param row the whole row, for the archive
 * @param seenKey by which copies of it are recognized, where they are to be
 * @param keyBefore by which it is known while the keys of who is erased are still being taken from its copies
 * @param viewRows what each view keeps of it
 */
record PreparedEvent(
        int index,
        long eventTimeMicros,
        byte[] row,
        Optional<byte[]> seenKey,
        Optional<byte[]> keyBefore,
        List<ViewRow> viewRows) {

    /** An event, as a view keeps it. */
    record ViewRow(LiveView view, byte[] entityKey, byte[] row) {}
}
