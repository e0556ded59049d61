package dev.asof.offline.sweep;

import dev.asof.offline.archive.EventArchive;
import dev.asof.offline.input.DataFile;
import dev.asof.offline.input.SourceInput;
import dev.asof.offline.parquet.ParquetRows;
import dev.asof.offline.parquet.ScanBuffers;
import dev.asof.registry.compute.event.OnViolation;
import dev.asof.registry.compute.program.AdmittedRows;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import dev.asof.registry.quarantine.QuarantineFolder;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Reads all rows of one source once, for all its views, row groups at a time on all threads. */
final class SourceScan {
    private final SourceInput input;
    private final List<ViewQuestions> views;
    private final List<String> columns;
    private final List<List<EventChunk>> chunks = new ArrayList<>();
    private final Optional<QuarantineFolder> quarantine;
    private final ScanBuffers buffers = new ScanBuffers();
    private final ProgressCount progress;

    SourceScan(
            SourceInput input,
            List<ViewQuestions> views,
            Optional<QuarantineFolder> quarantine,
            ProgressCount progress) {
        this.input = input;
        this.views = views;
        this.quarantine = quarantine;
        this.progress = progress;
        this.columns = columnsOf(views);
        views.forEach(view -> chunks.add(Collections.synchronizedList(new ArrayList<>())));
    }

    /** The contract is evaluated on all its columns, also on those that no feature reads. */
    private static List<String> columnsOf(List<ViewQuestions> views) {
        TreeSet<String> names = new TreeSet<>();
        for (ViewQuestions view : views) {
            names.addAll(view.program().contract().schema().names());
            names.addAll(view.program().keyColumns());
        }
        return List.copyOf(names);
    }

    /** Hands over, once, the events of the entities that a view is asked about, in any order. */
    List<EventChunk> takeChunks(int view) {
        List<EventChunk> taken = List.copyOf(chunks.get(view));
        chunks.get(view).clear();
        return taken;
    }

    /**
     * Reads everything.
     *
     * @return what was found in each file
     * @throws AsofException {@code CONTRACT_VIOLATION} if rows violate the contract and the source says to fail
     */
    List<FileReport> run(Workers workers) {
        if (views.stream().anyMatch(ViewQuestions::asksForAcceptance)) {
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
        Schema types = file.parquet().schema();
        List<Reading> readings = IntStream.range(0, views.size())
                .filter(i -> input.admission().isFor(views.get(i).program(), types))
                .mapToObj(i -> new Reading(views.get(i), Acceptance.of(views.get(i), input, file), chunks.get(i)))
                .toList();
        for (int rowGroup = 0; rowGroup < file.parquet().rowGroupCount(); rowGroup++) {
            int number = rowGroup;
            tasks.add(() -> read(file, number, readings, log));
        }
    }

    /** A view that a file's rows are for, and where its events go. */
    private record Reading(ViewQuestions view, Acceptance acceptance, List<EventChunk> chunks) {}

    private void read(DataFile file, int rowGroup, List<Reading> readings, ViolationLog log) {
        BitSet events = new BitSet();
        int start = 0;
        try (ParquetRows rows = file.parquet().rows(rowGroup, columnsOf(file), buffers)) {
            for (Optional<ColumnBatch> batch = rows.next(); batch.isPresent(); batch = rows.next()) {
                admit(batch.get(), readings, start, events);
                start += batch.get().rowCount();
                progress.advance(batch.get().rowCount());
            }
            if (file.origin() == DataFile.Origin.FILE && events.cardinality() < start) {
                judge(file, rowGroup, events, log);
            }
        } catch (AsofException e) {
            throw withFile(e, file);
        }
        log.finish(rowGroup);
    }

    /**
     * A second look at the rows that are events of no view that is asked: they are rejected if they are events of none at
     * all. Rows of the archive were judged when they were sent.
     */
    private void judge(DataFile file, int rowGroup, BitSet events, ViolationLog log) {
        long firstRow = file.parquet().firstRow(rowGroup);
        int start = 0;
        try (ParquetRows rows = file.parquet().rows(rowGroup, input.admission().columns(), buffers)) {
            for (Optional<ColumnBatch> batch = rows.next(); batch.isPresent(); batch = rows.next()) {
                int end = start + batch.get().rowCount();
                int from = start;
                int[] doubtful = IntStream.range(start, end)
                        .filter(row -> !events.get(row))
                        .map(row -> row - from)
                        .toArray();
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

    private static void admit(ColumnBatch batch, List<Reading> readings, int start, BitSet events) {
        for (Reading reading : readings) {
            AdmittedRows admitted = reading.view().program().admit(batch);
            for (int row : admitted.rows()) {
                events.set(start + row);
            }
            EventChunk chunk = asked(reading.view(), batch, admitted, reading.acceptance());
            if (chunk.entity().length > 0) {
                reading.chunks().add(chunk);
            }
        }
    }

    /** Only the events of entities that are asked about can matter. */
    private static EventChunk asked(
            ViewQuestions view, ColumnBatch batch, AdmittedRows admitted, Acceptance acceptance) {
        int[] entity = new int[admitted.rows().length];
        int[] events = new int[entity.length];
        int count = 0;
        for (int event = 0; event < events.length; event++) {
            int number = view.entities().find(admitted.keys(), event);
            if (number != EntityIndex.ABSENT) {
                entity[count] = number;
                events[count++] = event;
            }
        }
        long[] acceptedAt = acceptance.of(batch, admitted);
        if (count == events.length) {
            return new EventChunk(entity, admitted.kept(), acceptedAt);
        }
        int[] kept = java.util.Arrays.copyOf(events, count);
        return new EventChunk(
                java.util.Arrays.copyOf(entity, count),
                admitted.kept().gather(kept),
                acceptedAt == null ? null : gather(acceptedAt, kept));
    }

    private static long[] gather(long[] values, int[] rows) {
        long[] gathered = new long[rows.length];
        for (int i = 0; i < rows.length; i++) {
            gathered[i] = values[rows[i]];
        }
        return gathered;
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
                "Cannot read source '" + input.source() + "': row " + first.row() + " of " + file.path()
                        + " violates its contract: column '"
                        + first.violation().column() + "': " + first.violation().message()
                        + (more == 0 ? "" : " (and " + more + (more == 1 ? " more row)" : " more rows)"))
                        + ". Mend the rows, or set on_violation to quarantine or drop.");
    }
}
