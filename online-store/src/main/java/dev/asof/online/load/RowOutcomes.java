package dev.asof.online.load;

import dev.asof.online.live.LiveSource;
import dev.asof.online.live.LiveView;
import dev.asof.online.state.SourceCounts;
import dev.asof.registry.compute.event.CheckedRows;
import dev.asof.registry.compute.event.Violation;
import dev.asof.registry.compute.program.AdmittedRows;
import dev.asof.registry.compute.schema.LongColumn;
import java.util.ArrayList;
import java.util.List;

/** What each row of a batch is: an event if any view admits it, otherwise what is wrong with it. One thread's. */
final class RowOutcomes {
    private final boolean[] events;
    private final long[] times;
    private final List<List<Violation>> violations = new ArrayList<>();

    RowOutcomes(int size) {
        this.events = new boolean[size];
        this.times = new long[size];
        for (int row = 0; row < size; row++) {
            violations.add(List.of());
        }
    }

    int size() {
        return events.length;
    }

    boolean isEvent(int row) {
        return events[row];
    }

    List<Violation> violations(int row) {
        return violations.get(row);
    }

    void addAdmitted(AdmittedRows admitted, LiveView view) {
        long[] admittedTimes = FilePass.times(admitted, view);
        for (int i = 0; i < admittedTimes.length; i++) {
            events[admitted.rows()[i]] = true;
            times[admitted.rows()[i]] = admittedTimes[i];
        }
        addViolations(admitted.violations());
    }

    void addChecked(CheckedRows checked, LiveSource source) {
        LongColumn column = (LongColumn) checked.rows().column(source.contract().eventTime());
        for (int row : checked.validRows()) {
            events[row] = true;
            times[row] = column.values()[row];
        }
        addViolations(checked.violations());
    }

    private void addViolations(List<Violation> found) {
        for (Violation violation : found) {
            if (!violations.get(violation.row()).contains(violation)) {
                List<Violation> all = new ArrayList<>(violations.get(violation.row()));
                all.add(violation);
                violations.set(violation.row(), all);
            }
        }
    }

    long rejected() {
        long count = 0;
        for (boolean isEvent : events) {
            count += isEvent ? 0 : 1;
        }
        return count;
    }

    long after(long micros) {
        long count = 0;
        for (int row = 0; row < events.length; row++) {
            count += events[row] && times[row] > micros ? 1 : 0;
        }
        return count;
    }

    long lastUntil(long micros) {
        long last = SourceCounts.NEVER;
        for (int row = 0; row < events.length; row++) {
            last = events[row] && times[row] <= micros ? Math.max(last, times[row]) : last;
        }
        return last;
    }
}
