package dev.asof.registry.erasure;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/**
 * What was erased from where. It names no entity but by its tombstones.
 *
 * @param tombstones of the erased entities
 * @param finishedAtMicros empty while something may be left
 * @param state what was in the online store
 * @param quarantinedRows rows that were in quarantine
 * @param archive the files of the archive that rows were taken from
 * @param leftKinds kinds of entities that have these keys and more, as {@code account_device (account_id, device_id)}: they are others, and stay
 * @param underWay the step that is under way: what it takes is counted once, however often it is begun
 */
public record ErasureReceipt(
        List<String> tombstones,
        long startedAtMicros,
        OptionalLong finishedAtMicros,
        State state,
        long quarantinedRows,
        List<ArchiveFile> archive,
        List<String> leftKinds,
        Optional<UnderWay> underWay) {

    /**
     * A step that is counted, and of which nobody knows whether it was done.
     *
     * @param name of the step
     * @param stateBefore {@code state} before it was counted
     * @param quarantinedBefore {@code quarantinedRows} before it was counted
     */
    public record UnderWay(String name, State stateBefore, long quarantinedBefore) {}

    /**
     * What was in the online store.
     *
     * @param records one an entity
     * @param events over all views
     * @param blocks of those that had many events
     * @param bytes of all of it, keys aside
     */
    public record State(long records, long events, long blocks, long bytes) {
        /** Nothing. */
        public static final State NONE = new State(0, 0, 0, 0);

        public State plus(State other) {
            return new State(
                    records + other.records, events + other.events, blocks + other.blocks, bytes + other.bytes);
        }
    }

    /**
     * A file that rows were taken from.
     *
     * @param removed rows that are gone
     * @param blanked rows that stay as other entities' events, without keys of erased ones
     * @param shared rows of the erased entity that stay with keys of it: without these they would not be the same events of the others
     * @param sha256Before the hash of its content before
     */
    public record ArchiveFile(
            String source, String file, long removed, long blanked, long shared, String sha256Before) {
        /** Whether it is another file since: rows that others share alone leave it as it was. */
        boolean hasLostRows() {
            return removed > 0 || blanked > 0;
        }

        private boolean isSameAs(ArchiveFile other) {
            return source.equals(other.source) && file.equals(other.file) && sha256Before.equals(other.sha256Before);
        }
    }

    public ErasureReceipt {
        tombstones = List.copyOf(new TreeSet<>(tombstones));
        archive = List.copyOf(archive);
        leftKinds = List.copyOf(new TreeSet<>(leftKinds));
    }

    /** One of nothing yet. */
    public static ErasureReceipt begun(List<String> tombstones, long startedAtMicros) {
        return new ErasureReceipt(
                tombstones,
                startedAtMicros,
                OptionalLong.empty(),
                State.NONE,
                0,
                List.of(),
                List.of(),
                Optional.empty());
    }

    /** Of these entities as well. */
    public ErasureReceipt withTombstones(Collection<String> more) {
        Set<String> all = new TreeSet<>(tombstones);
        all.addAll(more);
        return new ErasureReceipt(
                List.copyOf(all),
                startedAtMicros,
                finishedAtMicros,
                state,
                quarantinedRows,
                archive,
                leftKinds,
                underWay);
    }

    public ErasureReceipt with(State more) {
        return new ErasureReceipt(
                tombstones,
                startedAtMicros,
                finishedAtMicros,
                state.plus(more),
                quarantinedRows,
                archive,
                leftKinds,
                underWay);
    }

    public ErasureReceipt withQuarantined(long more) {
        return new ErasureReceipt(
                tombstones,
                startedAtMicros,
                finishedAtMicros,
                state,
                quarantinedRows + more,
                archive,
                leftKinds,
                underWay);
    }

    /** With a file; once, as it is found last, however often it was begun with. */
    public ErasureReceipt with(ArchiveFile file) {
        List<ArchiveFile> files = new ArrayList<>(archive);
        files.removeIf(file::isSameAs);
        files.add(file);
        return new ErasureReceipt(
                tombstones, startedAtMicros, finishedAtMicros, state, quarantinedRows, files, leftKinds, underWay);
    }

    /** With kinds of entities that have these keys and more. */
    public ErasureReceipt withLeftKinds(Collection<String> more) {
        Set<String> all = new TreeSet<>(leftKinds);
        all.addAll(more);
        return new ErasureReceipt(
                tombstones,
                startedAtMicros,
                finishedAtMicros,
                state,
                quarantinedRows,
                archive,
                List.copyOf(all),
                underWay);
    }

    /** Before a step is counted: without what was counted of it when it was begun before, and nobody knows whether it was done. */
    public ErasureReceipt begun(String step) {
        UnderWay before = underWay.filter(known -> known.name().equals(step))
                .orElseGet(() -> new UnderWay(step, state, quarantinedRows));
        return new ErasureReceipt(
                tombstones,
                startedAtMicros,
                finishedAtMicros,
                before.stateBefore(),
                before.quarantinedBefore(),
                archive,
                leftKinds,
                Optional.of(before));
    }

    /** With no step under way. */
    public ErasureReceipt settled() {
        return new ErasureReceipt(
                tombstones,
                startedAtMicros,
                finishedAtMicros,
                state,
                quarantinedRows,
                archive,
                leftKinds,
                Optional.empty());
    }

    public ErasureReceipt finished(long micros) {
        return new ErasureReceipt(
                tombstones,
                startedAtMicros,
                OptionalLong.of(micros),
                state,
                quarantinedRows,
                archive,
                leftKinds,
                Optional.empty());
    }
}
