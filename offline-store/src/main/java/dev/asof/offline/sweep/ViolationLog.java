package dev.asof.offline.sweep;

import dev.asof.offline.input.DataFile;
import dev.asof.registry.compute.event.OnViolation;
import dev.asof.registry.compute.event.Violation;
import dev.asof.registry.quarantine.QuarantineFolder;
import dev.asof.registry.quarantine.QuarantineOrigin;
import dev.asof.registry.quarantine.QuarantineWriter;
import dev.asof.registry.quarantine.QuarantinedRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The violations of one file: counted, the first one remembered, and quarantined in the order of the rows, whatever the
 * order in which its row groups are read. A row group's rows are held in memory until those before it are done.
 * Thread-safe.
 */
final class ViolationLog implements AutoCloseable {
    private final String source;
    private final DataFile file;
    private final OnViolation onViolation;
    private final Optional<QuarantineFolder> folder;
    private final Map<FileReport.Promise, Long> counts = new TreeMap<>();
    private final List<List<BrokenRows>> waiting = new ArrayList<>();
    private final boolean[] done;
    private int head;
    private long skippedRows;
    private long violatingRows;
    private long firstNumber = Long.MAX_VALUE;
    private @Nullable Violation first;
    private @Nullable QuarantineWriter writer;

    ViolationLog(String source, DataFile file, OnViolation onViolation, Optional<QuarantineFolder> folder) {
        this.source = source;
        this.file = file;
        this.onViolation = onViolation;
        this.done = new boolean[file.table().partCount()];
        for (int rowGroup = 0; rowGroup < done.length; rowGroup++) {
            waiting.add(new ArrayList<>());
        }
        this.folder = onViolation == OnViolation.QUARANTINE
                ? folder.filter(quarantine -> !quarantine.isRecordedByLoad(source, file.sha256()))
                : Optional.empty();
    }

    /** Notes the broken rows of a batch of a row group. */
    synchronized void add(int rowGroup, BrokenRows broken) {
        violatingRows += broken.size();
        for (int i = 0; i < broken.size(); i++) {
            count(broken.numbers()[i], broken.violations().get(i));
        }
        if (folder.isEmpty()) {
            return;
        }
        if (rowGroup == head) {
            write(broken);
        } else {
            waiting.get(rowGroup).add(broken);
        }
    }

    /** Notes that rows were not read, as it is seen from what the file states of them that they don't matter. */
    synchronized void skip(long rows) {
        skippedRows += rows;
    }

    /** Notes that what is wanted of a row group is read. */
    synchronized void finish(int rowGroup) {
        done[rowGroup] = true;
        while (head < done.length && done[head]) {
            head++;
            if (head < done.length) {
                waiting.get(head).forEach(this::write);
                waiting.get(head).clear();
            }
        }
    }

    /** The first violation by row, with the row's position in the file. */
    synchronized Optional<FirstViolation> first() {
        return Optional.ofNullable(first).map(violation -> new FirstViolation(firstNumber, violation));
    }

    /** A violation and the position in the file of its row. */
    record FirstViolation(long row, Violation violation) {}

    synchronized FileReport report() {
        return new FileReport(
                source, file, file.table().rowCount(), skippedRows, violatingRows, onViolation, new TreeMap<>(counts));
    }

    /**
     * Makes the quarantined rows appear, in place of what an earlier build found in the same content. What a load recorded
     * stays as it is.
     */
    synchronized void commit() {
        if (folder.isPresent()) {
            writer().commit();
        }
    }

    @Override
    public synchronized void close() {
        if (writer != null) {
            writer.close();
        }
    }

    private QuarantineWriter writer() {
        QuarantineWriter opened = writer == null ? folder.orElseThrow().openFile(source, file.sha256()) : writer;
        writer = opened;
        return opened;
    }

    private void count(long number, List<Violation> violations) {
        for (Violation violation : violations) {
            counts.merge(new FileReport.Promise(violation.column(), violation.reason()), 1L, Long::sum);
        }
        if (number < firstNumber) {
            firstNumber = number;
            first = violations.getFirst();
        }
    }

    private void write(BrokenRows broken) {
        for (int i = 0; i < broken.size(); i++) {
            QuarantineOrigin origin = new QuarantineOrigin.FileRow(file.path(), file.sha256(), broken.numbers()[i]);
            writer().add(QuarantinedRow.of(
                    source,
                    origin,
                    OptionalLong.empty(),
                    broken.rows(),
                    i,
                    broken.violations().get(i)));
        }
    }
}
