package dev.asof.online.live;

import dev.asof.registry.compute.admission.AdmittedRows;
import dev.asof.registry.compute.admission.RowAdmission;
import dev.asof.registry.compute.event.CheckedRows;
import dev.asof.registry.compute.event.TypeCheck;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.ColumnBuilder;
import dev.asof.registry.erasure.EntityMatcher;
import dev.asof.registry.quarantine.QuarantinedRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
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
     * @param named by column the rows in which it is a key of an erased entity that they name
     * @param lost by column the rows that stay without it
     */
    public record Outcome(Fate[] fates, ColumnBatch rows, Map<String, BitSet> named, Map<String, BitSet> lost) {
        /** The columns that a row stays without. */
        public Set<String> lost(int row) {
            return RowErasure.lost(lost, row);
        }

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
        Map<String, BitSet> named = isIdle() ? Map.of() : columns(matcher, rows);
        return union(named.values()).isEmpty()
                ? new Outcome(fates, rows, Map.of(), Map.of())
                : decided(rows, named, reading, fates);
    }

    private static CheckedRows asTheyAre(ColumnBatch rows) {
        boolean[] valid = new boolean[rows.rowCount()];
        Arrays.fill(valid, true);
        return new CheckedRows(rows, valid, List.of());
    }

    /** By column the rows in which it is a key of an entity that they name. */
    private static Map<String, BitSet> columns(EntityMatcher matcher, ColumnBatch rows) {
        Map<String, BitSet> columns = new HashMap<>();
        for (EntityMatcher.KeyColumns keys : matcher.keys()) {
            BitSet rowsOf = matcher.named(keys, rows);
            if (!rowsOf.isEmpty()) {
                keys.columns()
                        .forEach(column -> columns.computeIfAbsent(column, each -> new BitSet())
                                .or(rowsOf));
            }
        }
        return columns;
    }

    private static BitSet union(Collection<BitSet> sets) {
        BitSet all = new BitSet();
        sets.forEach(all::or);
        return all;
    }

    /**
     * The rows that name one, and how they are read as events.
     *
     * @param rows these alone
     * @param some which of all rows these are
     */
    private record Naming(ColumnBatch rows, int[] some, Function<ColumnBatch, CheckedRows> reading) {
        CheckedRows without(Map<String, BitSet> columns) {
            return reading.apply(blanked(rows, picked(columns, some)));
        }
    }

    private Outcome decided(
            ColumnBatch rows, Map<String, BitSet> named, Function<ColumnBatch, CheckedRows> reading, Fate[] fates) {
        int[] some = union(named.values()).stream().toArray();
        Naming naming = new Naming(rows.gather(some), some, reading);
        List<Set<OthersEvent>> events = eventsOfOthers(naming.without(Map.of()));
        Map<String, BitSet> needless = needless(naming, named, events);
        ColumnBatch blanked = blanked(rows, needless);
        BitSet isBlanked = union(needless.values());
        BitSet isShared = underWay.isIdle()
                ? new BitSet()
                : union(columns(underWay, blanked).values());
        for (int i = 0; i < some.length; i++) {
            fates[some[i]] = events.get(i).isEmpty() ? Fate.REMOVED : Fate.ofStaying(some[i], isBlanked, isShared);
        }
        return new Outcome(fates, blanked, named, needless);
    }

    /**
     * By column the rows that are the same events without it, also without all such columns at once: where two values break a contract, it is not the
     * loss of one that makes an event of the row. A row to which that happens keeps all.
     */
    private Map<String, BitSet> needless(Naming naming, Map<String, BitSet> named, List<Set<OthersEvent>> events) {
        Map<String, BitSet> needless = new HashMap<>();
        named.forEach((column, rowsOf) -> {
            List<Set<OthersEvent>> without = eventsOfOthers(naming.without(Map.of(column, rowsOf)));
            needless.put(column, alike(naming.some(), rowsOf, events, without));
        });
        if (needless.size() > 1) {
            List<Set<OthersEvent>> without = eventsOfOthers(naming.without(needless));
            BitSet alike = alike(naming.some(), union(needless.values()), events, without);
            needless.values().forEach(rowsOf -> rowsOf.and(alike));
        }
        return needless;
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

    /**
     * The columns that one row is without.
     *
     * @param columns by name the rows that are without it
     */
    public static Set<String> lost(Map<String, BitSet> columns, int row) {
        return columns.entrySet().stream()
                .filter(column -> column.getValue().get(row))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * By column the same rows where only some of all are there, in that order.
     *
     * @param columns by name the rows, among all
     */
    public static Map<String, BitSet> picked(Map<String, BitSet> columns, int[] some) {
        Map<String, BitSet> picked = new HashMap<>();
        columns.forEach((column, rows) -> {
            BitSet places = new BitSet();
            IntStream.range(0, some.length).filter(place -> rows.get(some[place])).forEach(places::set);
            picked.put(column, places);
        });
        return picked;
    }

    /**
     * Rows without some of their values.
     *
     * @param columns by name the rows that they are to be null in
     */
    public static ColumnBatch blanked(ColumnBatch rows, Map<String, BitSet> columns) {
        List<Column> blanked = new ArrayList<>();
        for (int i = 0; i < rows.columns().size(); i++) {
            BitSet nulls = columns.get(rows.schema().field(i).name());
            blanked.add(nulls == null ? rows.column(i) : blanked(rows.column(i), nulls));
        }
        return new ColumnBatch(rows.schema(), blanked, rows.rowCount());
    }

    private static Column blanked(Column column, BitSet nulls) {
        ColumnBuilder builder = new ColumnBuilder(column.type());
        for (int row = 0; row < column.size(); row++) {
            if (nulls.get(row)) {
                builder.appendNull();
            } else {
                builder.appendFrom(column, row);
            }
        }
        return builder.build();
    }
}
