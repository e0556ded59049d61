package dev.asof.online.ingest;

import dev.asof.online.live.LiveSource;
import dev.asof.online.state.SeenKey;
import dev.asof.online.state.StateWrite;
import dev.asof.registry.quarantine.QuarantinedRow;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which rows of a file of the quarantine stay when it is replayed: of those that no sequence tells from others, one that is there already as
 * it would be from now on is there once. What can be found out before the write is found out when it is made. Used by one thread.
 */
final class Copies {
    private final ReplayedRows replayed;
    private final List<QuarantinedRow> file;
    private final StandingRows standing;
    private final Set<String> here;
    private final List<ReplayedRows.Kept> others;

    /** @param file all rows of the file, as they were */
    Copies(ReplayedRows replayed, List<QuarantinedRow> file, StandingRows standing) {
        this.replayed = replayed;
        this.file = file;
        this.standing = standing;
        this.here = replayed.passedOverIds();
        this.others = replayed.others();
        if (!others.isEmpty()) {
            standing.read();
        }
    }

    /** The rows that stay. What was sent before may have been dropped: it is a copy of what stands alone. */
    List<QuarantinedRow> leftOut(LiveSource source, StateWrite write) {
        Set<String> elsewhere = standing.among(notNew(source, write), file);
        Set<String> known = new HashSet<>(here);
        List<QuarantinedRow> staying = new ArrayList<>(replayed.passedOver());
        for (ReplayedRows.Kept kept : replayed.kept()) {
            if (kept.now().hasSequence() || (!elsewhere.contains(kept.id()) && known.add(kept.id()))) {
                staying.add(kept.now());
            }
        }
        return staying;
    }

    /**
     * Notes as sent what rows are from now on, in place of what they were: as such they are in no quarantine any more.
     *
     * @return the ids of those that were noted before
     */
    private Set<String> notNew(LiveSource source, StateWrite write) {
        write.seen()
                .forget(others.stream()
                        .map(kept -> SeenKey.ofRejected(source.id(), kept.idBefore()))
                        .toList());
        List<String> ids = others.stream().map(ReplayedRows.Kept::id).distinct().toList();
        boolean[] areNew = write.seen()
                .areNew(ids.stream()
                        .map(id -> SeenKey.ofRejected(source.id(), id))
                        .toList());
        return IntStream.range(0, areNew.length)
                .filter(i -> !areNew[i])
                .mapToObj(ids::get)
                .collect(Collectors.toSet());
    }
}
