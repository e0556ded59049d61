package dev.asof.offline.sweep;

import dev.asof.offline.input.DataFile;
import dev.asof.offline.input.SourceInput;
import dev.asof.registry.compute.admission.AdmittedRows;
import dev.asof.registry.compute.admission.RowAdmission;
import dev.asof.registry.compute.program.FeatureProgram;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.compute.schema.StatedRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Finds in the rows of one file the events that a group of views is asked about. Thread-safe. */
final class GroupReading {
    private final GroupEvents events;

    /** Of the views of the group. */
    private final List<FeatureProgram> programs;

    /** How each of them takes rows of this file. */
    private final List<RowAdmission> admissions;

    /** The views that the file's rows are for, as positions in the group. */
    private final int[] views;

    private final List<Acceptance> acceptances;
    private final boolean canRead;

    GroupReading(GroupEvents events, SourceInput input, DataFile file) {
        this.events = events;
        List<ViewQuestions> all = events.group().views();
        this.programs = events.group().programs();
        this.admissions = programs.stream()
                .map(program -> program.admission(input.source()))
                .toList();
        this.views = IntStream.range(0, all.size())
                .filter(i -> input.isFor(admissions.get(i), file))
                .toArray();
        this.acceptances = IntStream.of(views)
                .mapToObj(i ->
                        events.asksForAcceptance() ? Acceptance.of(all.get(i), input, file) : new Acceptance.Always())
                .toList();
        this.canRead = readers().allMatch(view -> view.canAdmit(file.table().schema()));
    }

    /**
     * Takes the events of a batch.
     *
     * @param start the position in the row group of the batch's first row
     * @param found where the positions of rows are marked that are events of any view, asked about or not
     */
    void admit(ColumnBatch batch, int start, BitSet found) {
        List<AdmittedRows> admitted = IntStream.of(views)
                .mapToObj(i -> admissions.get(i).admit(batch))
                .toList();
        admitted.forEach(rows -> mark(rows, batch.rowCount(), start, found));
        if (admitTheSame(admitted)) {
            add(batch, 0, admitted);
        } else {
            for (int i = 0; i < admitted.size(); i++) {
                add(batch, i, admitted.subList(i, i + 1));
            }
        }
    }

    /** Whether what is known of rows shows that no event of them can matter. */
    boolean seesNothingIn(StatedRows rows) {
        return IntStream.range(0, programs.size())
                .allMatch(i -> seesNothingIn(programs.get(i), admissions.get(i).typed(rows)));
    }

    private boolean seesNothingIn(FeatureProgram program, StatedRows rows) {
        return events.sight().isBeyond(rows)
                || program.passesNothingOf(rows)
                || events.keys().stream().anyMatch(keys -> keys.haveNoneIn(rows));
    }

    /** The columns that {@link #seesNothingIn} goes by. */
    Set<String> decidingColumns() {
        Set<String> columns = new TreeSet<>(events.sight().columns());
        events.keys().ifPresent(keys -> columns.add(keys.column()));
        programs.forEach(program -> columns.addAll(program.filteringColumns()));
        return columns;
    }

    /** Whether each of the views can read columns of the file's types: where one can't, reading them fails. */
    boolean canRead() {
        return canRead;
    }

    /** Whether what is known of rows shows that all of them are events of one of the views. */
    boolean takesAllOf(StatedRows rows) {
        return readers().anyMatch(view -> view.admitsAll(rows));
    }

    /** The views of which the values that are known of rows keep all promises: of no other it can be shown that some of these are events. */
    List<RowAdmission> takers(StatedRows rows) {
        return readers().filter(view -> view.admitsValues(rows)).toList();
    }

    private Stream<RowAdmission> readers() {
        return IntStream.of(views).mapToObj(admissions::get);
    }

    private static void mark(AdmittedRows admitted, int rowCount, int start, BitSet found) {
        if (admitted.rows().length == rowCount) {
            found.set(start, start + rowCount);
        } else {
            for (int row : admitted.rows()) {
                found.set(start + row);
            }
        }
    }

    private static boolean admitTheSame(List<AdmittedRows> admitted) {
        return !admitted.isEmpty()
                && admitted.stream()
                        .allMatch(rows ->
                                Arrays.equals(rows.rows(), admitted.getFirst().rows()));
    }

    /** Adds the same rows as events of the views from the {@code first} of {@link #views} on, one for each of {@code admitted}. */
    private void add(ColumnBatch batch, int first, List<AdmittedRows> admitted) {
        int[] entity = events.group().first().entities().findAll(admitted.getFirst());
        leaveOutUnseen(admitted.getFirst().kept(), entity);
        EntityPartitions.PartitionedRows rows = events.partitions().split(entity);
        int[] order = rows.rows();
        long[] acceptedAt = acceptances.get(first).of(batch, admitted.getFirst());
        BitSet ofViews = new BitSet();
        Arrays.stream(views, first, first + admitted.size()).forEach(ofViews::set);
        events.add(new EventChunk(
                ofViews,
                rows.starts(),
                rows.local(),
                union(admitted).gather(order),
                acceptedAt == null ? null : gather(acceptedAt, order)));
    }

    private void leaveOutUnseen(ColumnBatch kept, int[] entity) {
        boolean[] seen = events.sight().among(kept);
        for (int row = 0; row < entity.length; row++) {
            if (!seen[row]) {
                entity[row] = EntityIndex.ABSENT;
            }
        }
    }

    /** The columns that any of the views keeps. */
    private static ColumnBatch union(List<AdmittedRows> admitted) {
        Map<Field, Column> columns = new LinkedHashMap<>();
        for (AdmittedRows rows : admitted) {
            Schema schema = rows.kept().schema();
            for (int i = 0; i < schema.size(); i++) {
                columns.putIfAbsent(schema.field(i), rows.kept().column(i));
            }
        }
        return new ColumnBatch(
                new Schema(new ArrayList<>(columns.keySet())),
                new ArrayList<>(columns.values()),
                admitted.getFirst().rows().length);
    }

    private static long[] gather(long[] values, int[] rows) {
        long[] gathered = new long[rows.length];
        for (int i = 0; i < rows.length; i++) {
            gathered[i] = values[rows[i]];
        }
        return gathered;
    }
}
