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
 * @param found what was erased, and what was left
 * @param underWay the step that is under way: what it takes is counted once, however often it is begun
 */
public record ErasureReceipt(
        List<String> tombstones,
        long startedAtMicros,
        OptionalLong finishedAtMicros,
        Findings found,
        Optional<UnderWay> underWay) {

    /**
     * A step that is counted, and of which nobody knows whether it was done.
     *
     * @param name of the step
     * @param before what was counted before it
     */
    public record UnderWay(String name, Counts before) {}

    /**
     * What was erased, and what was left.
     *
     * @param counts what went
     * @param archive the files of the archive that rows were taken from
     * @param leftKinds kinds of entities that have these keys and more, as {@code account_device (account_id, device_id)}: they are others, and stay
     */
    public record Findings(Counts counts, List<ArchiveFile> archive, List<String> leftKinds) {
        private static final Findings NONE = new Findings(Counts.NONE, List.of(), List.of());

        public Findings {
            archive = List.copyOf(archive);
            leftKinds = List.copyOf(new TreeSet<>(leftKinds));
        }

        private Findings with(Counts other) {
            return new Findings(other, archive, leftKinds);
        }

        private Findings with(ArchiveFile file) {
            List<ArchiveFile> files = new ArrayList<>(archive);
            files.removeIf(file::isSameAs);
            files.add(file);
            return new Findings(counts, files, leftKinds);
        }

        private Findings withLeftKinds(Collection<String> more) {
            return new Findings(counts, archive, union(leftKinds, more));
        }
    }

    /**
     * What was counted.
     *
     * @param state what was in the online store
     * @param quarantinedRows rows that were in quarantine
     */
    public record Counts(State state, long quarantinedRows) {
        private static final Counts NONE = new Counts(State.NONE, 0);
    }

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
    }

    /** One of nothing yet. */
    public static ErasureReceipt begun(List<String> tombstones, long startedAtMicros) {
        return new ErasureReceipt(tombstones, startedAtMicros, OptionalLong.empty(), Findings.NONE, Optional.empty());
    }

    /** What was in the online store. */
    public State state() {
        return found.counts().state();
    }

    /** How many rows were in quarantine. */
    public long quarantinedRows() {
        return found.counts().quarantinedRows();
    }

    /** The files of the archive that rows were taken from. */
    public List<ArchiveFile> archive() {
        return found.archive();
    }

    /** The kinds of entities that have these keys and more. */
    public List<String> leftKinds() {
        return found.leftKinds();
    }

    /** Of these entities as well. */
    public ErasureReceipt withTombstones(Collection<String> more) {
        return new ErasureReceipt(union(tombstones, more), startedAtMicros, finishedAtMicros, found, underWay);
    }

    public ErasureReceipt with(State more) {
        return with(found.with(new Counts(state().plus(more), quarantinedRows())));
    }

    public ErasureReceipt withQuarantined(long more) {
        return with(found.with(new Counts(state(), quarantinedRows() + more)));
    }

    /** With a file; once, as it is found last, however often it was begun with. */
    public ErasureReceipt with(ArchiveFile file) {
        return with(found.with(file));
    }

    /** With kinds of entities that have these keys and more. */
    public ErasureReceipt withLeftKinds(Collection<String> more) {
        return with(found.withLeftKinds(more));
    }

    private ErasureReceipt with(Findings other) {
        return new ErasureReceipt(tombstones, startedAtMicros, finishedAtMicros, other, underWay);
    }

    /** Before a step is counted: without what was counted of it when it was begun before, and nobody knows whether it was done. */
    public ErasureReceipt begun(String step) {
        UnderWay known = underWay.filter(before -> before.name().equals(step))
                .orElseGet(() -> new UnderWay(step, found.counts()));
        return new ErasureReceipt(
                tombstones, startedAtMicros, finishedAtMicros, found.with(known.before()), Optional.of(known));
    }

    /** With no step under way. */
    public ErasureReceipt settled() {
        return new ErasureReceipt(tombstones, startedAtMicros, finishedAtMicros, found, Optional.empty());
    }

    public ErasureReceipt finished(long micros) {
        return new ErasureReceipt(tombstones, startedAtMicros, OptionalLong.of(micros), found, Optional.empty());
    }

    private static List<String> union(Collection<String> some, Collection<String> others) {
        Set<String> all = new TreeSet<>(some);
        all.addAll(others);
        return List.copyOf(all);
    }
}
