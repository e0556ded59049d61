package dev.asof.online.live;

import dev.asof.registry.compute.admission.AdmittedRows;
import dev.asof.registry.compute.admission.RowAdmission;
import dev.asof.registry.compute.event.CheckedRows;
import dev.asof.registry.compute.event.TypeCheck;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.erasure.EntityMatcher;
import dev.asof.registry.quarantine.QuarantinedRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * What becomes of rows of a source that name an erased entity. A row that is an event of no other entity goes. One that is stays,
 * without each key of an erased one without which the others' views take it for the same event: what was erased may change no other
 * entity's value. Immutable and thread-safe.
 */
public final class RowErasure {
    private final String source;
    private final EntityMatcher matcher;
    private final EntityMatcher underWay;
    private final List<LiveView> views;

    /** @param views that read the source */
    RowErasure(String source, EntityMatcher matcher, List<LiveView> views) {
        this.source = source;
        this.matcher = matcher;
        this.underWay = matcher.unfinished();
        this.views = List.copyOf(views);
    }

    /** What becomes of a row. */
    public enum Fate {
        /** It names nobody who was erased, or stayed as it is when who it names was. */
        UNTOUCHED,
        /** It goes. */
        REMOVED,
        /** It stays, without keys of who was erased. */
        BLANKED,
        /** It stays, without some of these keys, and still names one whose erasure is under way. */
        BLANKED_AND_SHARED,
        /** It stays as it is, though it names one whose erasure is under way. */
        SHARED;

        private static Fate ofStaying(int row, BitSet blanked, BitSet shared) {
            if (blanked.get(row)) {
                return shared.get(row) ? BLANKED_AND_SHARED : BLANKED;
            }
            return shared.get(row) ? SHARED : UNTOUCHED;
        }

        /** Whether the row stays without keys that it had. */
        public boolean isBlanked() {
            return this == BLANKED || this == BLANKED_AND_SHARED;
        }

        /** Whether the row stays with keys of one whose erasure is under way. */
        public boolean isShared() {
            return this == SHARED || this == BLANKED_AND_SHARED;
        }
    }

    /**
     * What becomes of rows.
     *
     * @param fates per row
     * @param rows all rows, the blanked ones without the keys
     * @param named where a key of an erased entity is that the row names
     * @param lost where rows that stay are without it
     */
    public record Outcome(Fate[] fates, ColumnBatch rows, NamedCells named, NamedCells lost) {
        /** How many rows have such a fate. */
        public int count(Predicate<Fate> such) {
            return (int) Arrays.stream(fates).filter(such).count();
        }
    }

    /** Whether no row can name one. */
    public boolean isIdle() {
        return matcher.isIdle();
    }

    /** Whether a row in quarantine names an erased entity. */
    public boolean names(QuarantinedRow row) {
        return matcher.names(row);
    }

    /** The rows that go. */
    public BitSet removed(ColumnBatch rows) {
        BitSet removed = new BitSet();
        Fate[] fates = isIdle() ? new Fate[0] : of(rows).fates();
        for (int row = 0; row < fates.length; row++) {
            removed.set(row, fates[row] == Fate.REMOVED);
        }
        return removed;
    }

    /** Decides on rows of the source's files or archive, whatever types they have. */
    public Outcome of(ColumnBatch rows) {
        return of(rows, RowErasure::asTheyAre);
    }

    /**
     * Decides on rows that were sent. They name whom they name as they came. Events of others they are as the source takes them, in its types and
     * without columns that it does not have; those that it cannot take are none.
     *
     * @throws dev.asof.registry.error.AsofException as {@link TypeCheck#check} does
     */
    public Outcome ofSent(ColumnBatch rows, TypeCheck types) {
        return of(rows, types::check);
    }

    private Outcome of(ColumnBatch rows, Function<ColumnBatch, CheckedRows> reading) {
        Fate[] fates = new Fate[rows.rowCount()];
        Arrays.fill(fates, Fate.UNTOUCHED);
        NamedCells named = isIdle() ? NamedCells.NONE : namedBy(matcher, rows);
        return named.rows().isEmpty()
                ? new Outcome(fates, rows, NamedCells.NONE, NamedCells.NONE)
                : decided(rows, named, reading, fates);
    }

    private static CheckedRows asTheyAre(ColumnBatch rows) {
        boolean[] valid = new boolean[rows.rowCount()];
        Arrays.fill(valid, true);
        return new CheckedRows(rows, valid, List.of());
    }

    /** Where a key of an entity is that the row names. */
    private static NamedCells namedBy(EntityMatcher matcher, ColumnBatch rows) {
        Map<String, BitSet> columns = new HashMap<>();
        for (EntityMatcher.KeyColumns keys : matcher.keys()) {
            BitSet rowsOf = matcher.named(keys, rows);
            if (!rowsOf.isEmpty()) {
                keys.columns()
                        .forEach(column -> columns.computeIfAbsent(column, each -> new BitSet())
                                .or(rowsOf));
            }
        }
        return new NamedCells(columns);
    }

    /**
     * The rows that name one, and how they are read as events.
     *
     * @param rows these alone
     * @param some which of all rows these are
     */
    private record Naming(ColumnBatch rows, int[] some, Function<ColumnBatch, CheckedRows> reading) {
        CheckedRows without(NamedCells cells) {
            return reading.apply(cells.among(some).blankedIn(rows));
        }
    }

    private Outcome decided(
            ColumnBatch rows, NamedCells named, Function<ColumnBatch, CheckedRows> reading, Fate[] fates) {
        int[] some = named.rows().stream().toArray();
        Naming naming = new Naming(rows.gather(some), some, reading);
        List<Set<OthersEvent>> events = eventsOfOthers(naming.without(NamedCells.NONE));
        NamedCells needless = needless(naming, named, events);
        ColumnBatch blanked = needless.blankedIn(rows);
        BitSet isBlanked = needless.rows();
        BitSet isShared =
                underWay.isIdle() ? new BitSet() : namedBy(underWay, blanked).rows();
        for (int i = 0; i < some.length; i++) {
            fates[some[i]] = events.get(i).isEmpty() ? Fate.REMOVED : Fate.ofStaying(some[i], isBlanked, isShared);
        }
        return new Outcome(fates, blanked, named, needless);
    }

    /**
     * The cells without which the rows are the same events, also without all of them at once: where two values break a contract, it is not the
     * loss of one that makes an event of the row. A row to which that happens keeps all.
     */
    private NamedCells needless(Naming naming, NamedCells named, List<Set<OthersEvent>> events) {
        Map<String, BitSet> rowsOf = new HashMap<>();
        for (String column : named.columns()) {
            NamedCells cells = named.only(column);
            List<Set<OthersEvent>> without = eventsOfOthers(naming.without(cells));
            rowsOf.put(column, alike(naming.some(), cells.rows(), events, without));
        }
        NamedCells needless = new NamedCells(rowsOf);
        if (rowsOf.size() < 2) {
            return needless;
        }
        List<Set<OthersEvent>> without = eventsOfOthers(naming.without(needless));
        return needless.in(alike(naming.some(), needless.rows(), events, without));
    }

    /** Those of the rows that are events, and the same ones without something. */
    private static BitSet alike(
            int[] some, BitSet rowsOf, List<Set<OthersEvent>> events, List<Set<OthersEvent>> without) {
        BitSet alike = new BitSet();
        for (int i = 0; i < some.length; i++) {
            boolean isAlike = !events.get(i).isEmpty() && events.get(i).equals(without.get(i));
            alike.set(some[i], isAlike && rowsOf.get(some[i]));
        }
        return alike;
    }

    /** An event of another entity, as its view keeps it. */
    private record OthersEvent(int view, List<Byte> key, List<Byte> row) {}

    /** A version that cannot read the columns, as the source has given up their types, has no events in them. */
    private List<Set<OthersEvent>> eventsOfOthers(CheckedRows read) {
        List<Set<OthersEvent>> events = new ArrayList<>();
        for (int row = 0; row < read.valid().length; row++) {
            events.add(new HashSet<>());
        }
        int[] valid = read.validRows();
        ColumnBatch rows = read.rows().gather(valid);
        List<Set<OthersEvent>> ofValid =
                IntStream.of(valid).mapToObj(events::get).toList();
        for (LiveView view : views) {
            RowAdmission admission = view.program().admission(source);
            if (admission.canAdmit(rows.schema())) {
                addEvents(view, admission.admit(rows), ofValid);
            }
        }
        return events;
    }

    private void addEvents(LiveView view, AdmittedRows admitted, List<Set<OthersEvent>> events) {
        for (int i = 0; i < admitted.rows().length; i++) {
            byte[] key = admitted.keys().key(i);
            boolean isErased = matcher.tombstones()
                    .contains(view.definition().entity(), view.definition().entityKeys(), key);
            if (!isErased) {
                byte[] row = view.codec().encode(admitted.kept(), i);
                events.get(admitted.rows()[i]).add(new OthersEvent(view.stored().id(), list(key), list(row)));
            }
        }
    }

    private static List<Byte> list(byte[] bytes) {
        List<Byte> list = new ArrayList<>(bytes.length);
        for (byte each : bytes) {
            list.add(each);
        }
        return list;
    }
}
