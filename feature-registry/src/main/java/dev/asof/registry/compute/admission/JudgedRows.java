package dev.asof.registry.compute.admission;

import dev.asof.registry.compute.event.CheckedRows;
import dev.asof.registry.compute.event.SourceContract;
import dev.asof.registry.compute.event.Violation;
import dev.asof.registry.compute.schema.LongColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What the rows of a batch are: each an event of at least one version of a view, or rejected. */
public final class JudgedRows {
    /** The most versions that a message names. */
    private static final int MOST_NAMED = 5;

    private final boolean[] events;
    private final long[] times;
    private final List<List<Finding>> findings = new ArrayList<>();
    private final List<Optional<AdmittedRows>> admitted;
    private int judges;

    /** What is wrong with a row, and the versions that say so; none where it is the source's own contract. */
    private record Finding(Violation violation, List<String> views) {
        private String names() {
            return views.stream().limit(MOST_NAMED).collect(Collectors.joining(", "))
                    + (views.size() > MOST_NAMED ? " and " + (views.size() - MOST_NAMED) + " more" : "");
        }
    }

    /** @param admitted per version of the admission what it admits; to be added, too */
    JudgedRows(int size, List<Optional<AdmittedRows>> admitted) {
        this.admitted = admitted;
        this.events = new boolean[size];
        this.times = new long[size];
        for (int row = 0; row < size; row++) {
            findings.add(List.of());
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

    /**
     * What the versions found wrong with the row, each thing once; a row may be an event all the same. Where not all of them find it, the
     * message names those that do.
     */
    public List<Violation> violations(int row) {
        return findings.get(row).stream().map(this::told).toList();
    }

    private Violation told(Finding finding) {
        Violation found = finding.violation();
        return finding.views().size() == judges
                ? found
                : new Violation(
                        found.row(), found.column(), found.reason(), found.message() + " (" + finding.names() + ")");
    }

    /** The rejected rows, ascending. */
    public int[] rejected() {
        return IntStream.range(0, events.length).filter(row -> !events[row]).toArray();
    }

    /** What the version at a position among those of the admission admits; empty if the rows are not for it. */
    public Optional<AdmittedRows> admitted(int version) {
        return admitted.get(version);
    }

    /** @param view the version that admits them */
    void add(String view, AdmittedRows rows) {
        judges++;
        long[] admittedTimes = rows.eventTimes();
        for (int i = 0; i < admittedTimes.length; i++) {
            addEvent(rows.rows()[i], admittedTimes[i]);
        }
        rows.violations().forEach(violation -> add(violation, List.of(view)));
    }

    void add(CheckedRows checked, SourceContract contract) {
        LongColumn column = (LongColumn) checked.rows().column(contract.eventTime());
        for (int row : checked.validRows()) {
            addEvent(row, column.values()[row]);
        }
        checked.violations().forEach(violation -> add(violation, List.of()));
    }

    private void addEvent(int row, long timeMicros) {
        events[row] = true;
        times[row] = timeMicros;
    }

    private void add(Violation violation, List<String> views) {
        List<Finding> all = new ArrayList<>(findings.get(violation.row()));
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).violation().equals(violation)) {
                List<String> both = new ArrayList<>(all.get(i).views());
                both.addAll(views);
                all.set(i, new Finding(violation, List.copyOf(both)));
                findings.set(violation.row(), all);
                return;
            }
        }
        all.add(new Finding(violation, views));
        findings.set(violation.row(), all);
    }
}
