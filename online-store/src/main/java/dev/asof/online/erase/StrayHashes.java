package dev.asof.online.erase;

import dev.asof.online.archive.ArchiveRoller;
import dev.asof.online.archive.QuarantineRoller;
import dev.asof.online.live.LiveSource;
import dev.asof.online.state.SeenKey;
import dev.asof.online.state.StateStore;
import dev.asof.online.state.database.ByteKey;
import dev.asof.online.state.database.Durability;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Takes out of the state the hashes by which rejected rows are known as sent that are in no quarantine, as they were dropped, refused or
 * accepted by a replay. Nobody can tell whose rows these were, so that all of them go: sent again, such a row is counted again. Used by one
 * thread at a time.
 */
final class StrayHashes {
    private final StateStore state;
    private final QuarantineRoller quarantine;
    private final ArchiveRoller archiveRoller;
    private final ArchiveErasure archive;

    StrayHashes(StateStore state, QuarantineRoller quarantine, ArchiveRoller archiveRoller, ArchiveErasure archive) {
        this.state = state;
        this.quarantine = quarantine;
        this.archiveRoller = archiveRoller;
        this.archive = archive;
    }

    /** Durable when done. */
    void forget(LiveSource source) {
        archiveRoller.standStill(() -> quarantine.standStill(() -> {
            List<byte[]> strays = strays(source);
            if (!strays.isEmpty()) {
                state.write(Durability.SYNCED, write -> {
                    write.seen().forget(strays);
                    return strays;
                });
            }
        }));
    }

    /** Of those that are there now: what comes meanwhile is none. */
    private List<byte[]> strays(LiveSource source) {
        Set<ByteKey> strays = keys(state.erased().seenRejected(source.id()));
        if (!strays.isEmpty()) {
            quarantine.visit(source, row -> strays.removeAll(keys(SeenKey.ofRejected(source.id(), List.of(row)))));
        }
        if (!strays.isEmpty()) {
            archiveRoller.flush(source);
            strays.removeAll(keys(archive.seenAmongRejected(source)));
        }
        return strays.stream().map(ByteKey::bytes).toList();
    }

    private static Set<ByteKey> keys(List<byte[]> keys) {
        Set<ByteKey> set = new HashSet<>();
        keys.forEach(key -> set.add(new ByteKey(key)));
        return set;
    }
}
