package dev.asof.online.state;

import dev.asof.online.state.database.Family;
import dev.asof.online.state.database.KeyRange;
import dev.asof.registry.quarantine.QuarantineOrigin;
import dev.asof.registry.quarantine.QuarantinedRow;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The keys of {@link Family#SEEN}: by them something that was sent is recognized when it is sent again. As the time comes first, what
 * happens at about one time lies together.
 *
 * <pre>
 * key := source 4, event time 8, hash 16     big-endian; the time with its sign bit flipped
 * </pre>
 */
public final class SeenKey {
    private static final long NOBODY_KNOWS = 0;

    private SeenKey() {}

    /**
     * The key of something that was sent.
     *
     * @param eventTimeMicros when it happened
     * @param content what it is
     */
    public static byte[] of(int source, long eventTimeMicros, byte[] content) {
        ByteBuffer key = ByteBuffer.allocate(Integer.BYTES + Long.BYTES + ContentHash.BYTES)
                .putInt(source)
                .putLong(eventTimeMicros ^ Long.MIN_VALUE);
        ContentHash.put(content, key);
        return key.array();
    }

    /** The key of a rejected row that no sequence tells from its retry, by {@link QuarantinedRow#id}. */
    public static byte[] ofRejected(int source, String id) {
        return of(source, NOBODY_KNOWS, id.getBytes(StandardCharsets.UTF_8));
    }

    /** Where the keys of a source's rejected rows are, and those of its events of that time. */
    static KeyRange ofNobodyKnows(int source) {
        return new KeyRange(Family.SEEN, start(source, NOBODY_KNOWS), start(source, NOBODY_KNOWS + 1));
    }

    /** Whether an event of that time has its key among those of rejected rows. */
    public static boolean isAmongRejected(long eventTimeMicros) {
        return eventTimeMicros == NOBODY_KNOWS;
    }

    private static byte[] start(int source, long eventTimeMicros) {
        return ByteBuffer.allocate(Integer.BYTES + Long.BYTES)
                .putInt(source)
                .putLong(eventTimeMicros ^ Long.MIN_VALUE)
                .array();
    }

    /** The keys of those of the rejected rows that no sequence tells from their retries. */
    public static List<byte[]> ofRejected(int source, List<QuarantinedRow> rows) {
        return rows.stream()
                .filter(row -> row.origin() instanceof QuarantineOrigin.IngestedEvent && !row.hasSequence())
                .map(row -> ofRejected(source, row.id()))
                .toList();
    }
}
