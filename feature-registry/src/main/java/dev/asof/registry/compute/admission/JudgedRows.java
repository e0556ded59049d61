package dev.asof.registry.compute.admission;

import dev.asof.registry.compute.event.CheckedRows;
import dev.asof.registry.compute.event.SourceContract;
import dev.asof.registry.compute.event.Violation;
import dev.asof.registry.compute.schema.LongColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What the rows of a batch are: each an event of at least one version of a view, or rejected. */
public final class JudgedRows {
    private final boolean[] events;
    private final long[] times;
    private final List<List<Violation>> violations = new ArrayList<>();
    private final List<Optional<AdmittedRows>> admitted;

    /** @param admitted per version of the admission what it admits; to be added, too */
    JudgedRows(int size, List<Optional<AdmittedRows>> admitted) {
        this.admitted = admitted;
        this.events = new boolean[size];
        this.times = new long[size];
        for (int row = 0; row < size; row++) {
            violations.add(List.of());
        }
    }

    /** How many rows there are. */
    public int size() {
        return events.length;
    }

    /** Whether the row is an event. */
    public boolean isEvent(int row) {
        return events[row];
    }

    /** The time of an event in microseconds; unspecified for a rejected row. */
    public long eventTimeMicros(int row) {
        return times[row];
    }

    /** What the versions found wrong with the row, each thing once; a row may be an event all the same. */
    public List<Violation> violations(int row) {
        return violations.get(row);
    }

    /** The rejected rows, ascending. */
    public int[] rejected() {
        return IntStream.range(0, events.length).filter(row -> !events[row]).toArray();
    }

    /** What the version at a position among those of the admission admits; empty if the rows are not for it. */
    public Optional<AdmittedRows> admitted(int version) {
        return admitted.get(version);
    }

    void add(AdmittedRows rows) {
        long[] admittedTimes = rows.eventTimes();
        for (int i = 0; i < admittedTimes.length; i++) {
            addEvent(rows.rows()[i], admittedTimes[i]);
        }
        addViolations(rows.violations());
    }

    void add(CheckedRows checked, SourceContract contract) {
        LongColumn column = (LongColumn) checked.rows().column(contract.eventTime());
        for (int row : checked.validRows()) {
            addEvent(row, column.values()[row]);
        }
        addViolations(checked.violations());
    }

    private void addEvent(int row, long timeMicros) {
        events[row] = true;
        times[row] = timeMicros;
    }

    private void addViolations(List<Violation> found) {
        for (Violation violation : found) {
            List<Violation> known = violations.get(violation.row());
            if (!known.contains(violation)) {
                List<Violation> all = new ArrayList<>(known);
                all.add(violation);
                violations.set(violation.row(), List.copyOf(all));
            }
        }
    }
}
