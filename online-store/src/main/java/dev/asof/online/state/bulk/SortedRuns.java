package dev.asof.online.state.bulk;

import dev.asof.online.state.entity.EntityAppends;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Several runs as one: what they append to a record comes in the order of the runs. One thread's. */
final class SortedRuns implements AutoCloseable {
    private final List<SortedRun> runs = new ArrayList<>();
    private final PriorityQueue<Integer> next;

    private SortedRuns() {
        this.next = new PriorityQueue<>(
                Comparator.<Integer, byte[]>comparing(run -> runs.get(run).key(), Arrays::compareUnsigned)
                        .thenComparing(Comparator.naturalOrder()));
    }

    static SortedRuns read(List<Path> files) throws IOException {
        SortedRuns all = new SortedRuns();
        for (Path file : files) {
            all.runs.add(SortedRun.read(file));
            all.advance(all.runs.size() - 1);
        }
        return all;
    }

    private void advance(int run) throws IOException {
        if (runs.get(run).next()) {
            next.add(run);
        }
    }

    /** Visits the pieces of all records in the order of their keys. */
    void forEach(EntityAppends.RecordVisitor visitor) throws IOException {
        while (!next.isEmpty()) {
            int run = next.remove();
            SortedRun piece = runs.get(run);
            visitor.visit(piece.key(), piece.events(), piece.frames());
            advance(run);
        }
    }

    @Override
    public void close() throws IOException {
        for (SortedRun run : runs) {
            run.close();
        }
    }
}
