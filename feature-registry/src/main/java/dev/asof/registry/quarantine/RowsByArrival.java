package dev.asof.registry.quarantine;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Predicate;

/**
 * The rows of several files in the order of their arrival, of equal arrival by file, then as they stand there. A file has its own
 * rows in that order. It is open from its first row to its last, and no earlier.
 */
final class RowsByArrival {
    private static final Comparator<RowReader> BY_ARRIVAL =
            Comparator.comparingLong(RowReader::arrivalMicros).thenComparing(RowReader::file);

    private final PriorityQueue<RowReader> open = new PriorityQueue<>(BY_ARRIVAL);
    private final Deque<FirstArrival> later;

    private RowsByArrival(Deque<FirstArrival> later) {
        this.later = later;
    }

    /** A file and when its first row arrived. */
    private record FirstArrival(Path file, long micros) {}

    /**
     * Shows each row to {@code visitor} until it answers false.
     *
     * @return whether it never did
     */
    static boolean visit(List<Path> files, Predicate<QuarantinedRow> visitor) {
        RowsByArrival rows = new RowsByArrival(firstArrivals(files));
        try {
            return rows.visit(visitor);
        } finally {
            rows.open.forEach(RowReader::close);
        }
    }

    private static Deque<FirstArrival> firstArrivals(List<Path> files) {
        List<FirstArrival> arrivals = new ArrayList<>();
        for (Path file : files) {
            try (RowReader reader = RowReader.open(file)) {
                reader.row().ifPresent(row -> arrivals.add(new FirstArrival(file, row.arrivalMicros())));
            }
        }
        arrivals.sort(Comparator.comparingLong(FirstArrival::micros).thenComparing(FirstArrival::file));
        return new ArrayDeque<>(arrivals);
    }

    private boolean visit(Predicate<QuarantinedRow> visitor) {
        while (!open.isEmpty() || !later.isEmpty()) {
            openThoseThatBegin();
            RowReader next = open.remove();
            boolean goesOn = visitor.test(next.row().orElseThrow());
            next.advance();
            if (next.row().isPresent()) {
                open.add(next);
            } else {
                next.close();
            }
            if (!goesOn) {
                return false;
            }
        }
        return true;
    }

    private void openThoseThatBegin() {
        while (!later.isEmpty()
                && (open.isEmpty()
                        || later.getFirst().micros() <= open.element().arrivalMicros())) {
            RowReader reader = RowReader.open(later.removeFirst().file());
            Optional<QuarantinedRow> first = reader.row();
            if (first.isPresent()) {
                open.add(reader);
            } else {
                reader.close();
            }
        }
    }
}
