package dev.asof.online;

import dev.asof.online.ingest.IngestDurability;
import dev.asof.online.ingest.IngestLimits;
import dev.asof.online.lookup.LookupLimits;
import dev.asof.online.state.database.StateOptions;
import java.time.Duration;

/**
 * How an online store behaves.
 *
 * @param state the memory of the state
 * @param lookups limits of requests
 * @param answerBytes how much memory answers that last may take beside the heap; 0 to keep none
 * @param ingest what ingest takes at most
 * @param durability what an acknowledged event survives
 * @param archiveEvery how long accepted events may stay out of the archive while the store is open
 * @param eventsPerArchiveFile the most events of one archive file
 */
public record OnlineStoreOptions(
        StateOptions state,
        LookupLimits lookups,
        long answerBytes,
        IngestLimits ingest,
        IngestDurability durability,
        Duration archiveEvery,
        int eventsPerArchiveFile) {

    /**
     * For a server of its own: what is acknowledged is on disk, and the archive follows within five minutes, in files of
     * up to 200,000 events.
     */
    public static final OnlineStoreOptions DEFAULT = new OnlineStoreOptions(
            StateOptions.DEFAULT,
            LookupLimits.DEFAULT,
            128L << 20,
            IngestLimits.DEFAULT,
            new IngestDurability.Fsync(),
            Duration.ofMinutes(5),
            200_000);

    /** The same with other memory. */
    public OnlineStoreOptions with(StateOptions other) {
        return new OnlineStoreOptions(
                other, lookups, answerBytes, ingest, durability, archiveEvery, eventsPerArchiveFile);
    }

    /** The same with other memory for answers. */
    public OnlineStoreOptions withAnswerBytes(long other) {
        return new OnlineStoreOptions(state, lookups, other, ingest, durability, archiveEvery, eventsPerArchiveFile);
    }

    /** The same with another durability. */
    public OnlineStoreOptions with(IngestDurability other) {
        return new OnlineStoreOptions(state, lookups, answerBytes, ingest, other, archiveEvery, eventsPerArchiveFile);
    }
}
