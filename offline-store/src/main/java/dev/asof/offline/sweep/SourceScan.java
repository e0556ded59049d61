package dev.asof.offline.sweep;

import dev.asof.offline.archive.EventArchive;
import dev.asof.offline.input.DataFile;
import dev.asof.offline.input.SourceInput;
import dev.asof.offline.table.RowSpan;
import dev.asof.offline.table.ScanBuffers;
import dev.asof.offline.table.SpanCursor;
import dev.asof.offline.table.TableRows;
import dev.asof.registry.compute.event.OnViolation;
import dev.asof.registry.compute.program.FeatureProgram;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import dev.asof.registry.quarantine.QuarantineFolder;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Reads all rows of one source once, for all its views, row groups at a time on all threads. */
final class SourceScan {
    private final SourceInput input;
    private final List<GroupEvents> groups;
    private final List<String> columns;
    private final Optional<QuarantineFolder> quarantine;
    private final ScanBuffers buffers = new ScanBuffers(ScanBuffers.Batches.PASSED);
    private final ProgressCount progress;

    /** @param groups views of the source, and where their events go */
    SourceScan(
            SourceInput input,
            List<GroupEvents> groups,
            Optional<QuarantineFolder> quarantine,
            ProgressCount progress) {
        this.input = input;
        this.groups = groups;
        this.quarantine = quarantine;
        this.progress = progress;
        this.columns = columnsOf(input.source(), groups);
    }

    /** The contract is evaluated on all its columns, also on those that no feature reads. */
    private static List<String> columnsOf(String source, List<GroupEvents> groups) {
        TreeSet<String> names = new TreeSet<>();
        for (GroupEvents events : groups) {
            for (FeatureProgram program : events.group().programs()) {
                names.addAll(program.admission(source).columns());
            }
        }
        return List.copyOf(names);
    }

    /**
     * Reads everything.
     *
     * @return what was found in each file
     * @throws AsofException {@code CONTRACT_VIOLATION} if rows violate the contract and the source says to fail
     */
    List<FileReport> run(Workers workers) {
        if (groups.stream().anyMatch(GroupEvents::asksForAcceptance)) {
            input.requireLoadedFiles();
        }
        List<ViolationLog> logs = new ArrayList<>();
        try {
            List<Runnable> tasks = new ArrayList<>();
            for (DataFile file : input.files()) {
                ViolationLog log = new ViolationLog(input.source(), file, input.onViolation(), quarantine);
                logs.add(log);
                addTasks(file, log, tasks);
            }
            workers.run(tasks);
            requireValid(logs);
            logs.forEach(ViolationLog::commit);
            return logs.stream().map(ViolationLog::report).toList();
        } finally {
            logs.forEach(ViolationLog::close);
        }
    }

    private void addTasks(DataFile file, ViolationLog log, List<Runnable> tasks) {
        List<GroupReading> readings = groups.stream()
                .map(events -> new GroupReading(events, input, file))
                .toList();
        for (int rowGroup = 0; rowGroup < file.table().partCount(); rowGroup++) {
            int number = rowGroup;
            tasks.add(() -> read(file, number, readings, log));
        }
    }

    private void read(DataFile file, int rowGroup, List<GroupReading> readings, ViolationLog log) {
        try {
            WantedRows wanted = WantedRows.of(file, rowGroup, readings, columnsOf(file));
            log.skip(wanted.leftOut());
            progress.advance(wanted.leftOut());
            if (!wanted.spans().isEmpty()) {
                read(file, rowGroup, wanted, readings, log);
            }
        } catch (AsofException e) {
            throw withFile(e, file);
        }
        log.finish(rowGroup);
    }

    private void read(DataFile file, int rowGroup, WantedRows wanted, List<GroupReading> readings, ViolationLog log) {
        BitSet events = new BitSet();
        SpanCursor cursor = new SpanCursor(wanted.spans());
        try (TableRows rows = file.table().rows(rowGroup, columnsOf(file), wanted.spans(), buffers)) {
            for (Optional<ColumnBatch> batch = rows.next(); batch.isPresent(); batch = rows.next()) {
                int start = (int) cursor.take(batch.get().rowCount());
                for (GroupReading reading : readings) {
                    reading.admit(batch.get(), start, events);
                }
                progress.advance(batch.get().rowCount());
            }
            if (file.origin() == DataFile.Origin.FILE && events.cardinality() < RowSpan.rowCount(wanted.spans())) {
                judge(file, rowGroup, wanted, events, log);
            }
        }
    }

    /**
     * A second look at the rows that were read and are events of no view that is asked: they are rejected if they are events of none at
     * all. Rows of the archive were judged when they were sent.
     */
    private void judge(DataFile file, int rowGroup, WantedRows wanted, BitSet events, ViolationLog log) {
        long firstRow = file.table().firstRow(rowGroup);
        int start = 0;
        try (TableRows rows = file.table().rows(rowGroup, input.admission().columns(), buffers)) {
            for (Optional<ColumnBatch> batch = rows.next(); batch.isPresent(); batch = rows.next()) {
                int end = start + batch.get().rowCount();
                int[] doubtful = wanted.unmarked(events, start, end);
                if (doubtful.length > 0) {
                    BrokenRows broken =
                            BrokenRows.of(input.admission(), batch.get().gather(doubtful), doubtful, firstRow + start);
                    log.add(rowGroup, broken);
                }
                start = end;
            }
        }
    }

    /** A column that can never take its contract's type is found without knowing the file; here it is named. */
    private static AsofException withFile(AsofException e, DataFile file) {
        String message = String.valueOf(e.getMessage());
        return message.contains(file.path()) ? e : new AsofException(e.code(), "In " + file.path() + ": " + message, e);
    }

    private List<String> columnsOf(DataFile file) {
        if (file.origin() == DataFile.Origin.FILE) {
            return columns;
        }
        List<String> archived = new ArrayList<>(columns);
        archived.add(EventArchive.ACCEPTED_AT);
        return archived;
    }

    private void requireValid(List<ViolationLog> logs) {
        if (input.onViolation() != OnViolation.FAIL) {
            return;
        }
        List<FileReport> reports = logs.stream().map(ViolationLog::report).toList();
        long rows = reports.stream().mapToLong(FileReport::violatingRows).sum();
        for (int i = 0; i < logs.size(); i++) {
            Optional<ViolationLog.FirstViolation> first = logs.get(i).first();
            if (first.isPresent()) {
                throw refused(reports.get(i).file(), first.get(), rows - 1);
            }
        }
    }

    private AsofException refused(DataFile file, ViolationLog.FirstViolation first, long more) {
        return new AsofException(
                ErrorCode.CONTRACT_VIOLATION,
                "Cannot read source '" + input.source() + "': " + file.table().nameOf(first.row()) + " of "
                        + file.path()
                        + " violates its contract: column '"
                        + first.violation().column() + "': " + first.violation().message()
                        + (more == 0 ? "" : " (and " + more + (more == 1 ? " more row)" : " more rows)"))
                        + ". Mend the rows, or set on_violation to quarantine or drop.");
    }
}
