package dev.asof.online.erase;

import dev.asof.online.archive.ArchiveWriter;
import dev.asof.online.live.LiveSource;
import dev.asof.online.live.RowErasure;
import dev.asof.online.live.RowErasure.Fate;
import dev.asof.online.load.ArchivedBatches;
import dev.asof.online.load.ArchivedBatches.ArchivedBatch;
import dev.asof.online.load.SourceFiles;
import dev.asof.online.state.SeenKey;
import dev.asof.online.state.StateStore;
import dev.asof.online.state.database.Durability;
import dev.asof.online.state.entity.RowCodec;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.ColumnBuilder;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.LongColumn;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.erasure.ErasureReceipt.ArchiveFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Takes the rows of erased entities out of the archive. Each file is replaced at once or not at all. Used by one thread at a time. */
public final class ArchiveErasure {
    private final StateStore state;
    private final SourceFiles files;
    private final ArchiveWriter writer;

    public ArchiveErasure(StateStore state, SourceFiles files, ArchiveWriter writer) {
        this.state = state;
        this.files = files;
        this.writer = writer;
    }

    /**
     * Takes the rows out of all files of a source; where it cannot from one, out of the others.
     *
     * @param found is told of each file, before it is replaced
     */
    void erase(LiveSource source, Consumer<ArchiveFile> found, Attempts attempts) {
        for (Path file : files.archiveFiles(source.definition())) {
            attempts.run(file, () -> erase(source, file, found));
        }
    }

    private void erase(LiveSource source, Path file, Consumer<ArchiveFile> found) {
        if (namesAny(source, source.erasure(), file)) {
            Content content = read(file, source.erasure());
            ArchiveFile counted = counted(source, file, content);
            found.accept(counted);
            if (counted.removed() + counted.blanked() > 0) {
                forgetSeen(source, content.outcomes());
                replace(file, content);
            }
        }
    }

    /** The files of a source that rows would be taken from. */
    List<ArchiveFile> find(LiveSource source, RowErasure erasure) {
        return files.archiveFiles(source.definition()).stream()
                .filter(file -> namesAny(source, erasure, file))
                .map(file -> counted(source, file, read(file, erasure)))
                .toList();
    }

    /** Reads no more than the columns that tell; whether a row is another's event, all of them do. */
    private boolean namesAny(LiveSource source, RowErasure erasure, Path file) {
        TreeSet<String> columns = new TreeSet<>(source.admission().columns());
        try (ArchivedBatches batches = files.openArchived(file, List.copyOf(columns))) {
            for (Optional<ArchivedBatch> batch = batches.next(); batch.isPresent(); batch = batches.next()) {
                RowErasure.Outcome outcome = erasure.of(batch.get().events());
                if (outcome.count(Fate.UNTOUCHED) < outcome.fates().length) {
                    return true;
                }
            }
            return false;
        }
    }

    /** All rows of a file, in its batches. */
    private record Content(List<RowErasure.Outcome> outcomes, List<long[]> acceptances) {
        long count(Fate fate) {
            return outcomes.stream().mapToLong(outcome -> outcome.count(fate)).sum();
        }
    }

    private Content read(Path file, RowErasure erasure) {
        List<RowErasure.Outcome> outcomes = new ArrayList<>();
        List<long[]> acceptances = new ArrayList<>();
        try (ArchivedBatches batches = files.openArchived(file, List.of())) {
            for (Optional<ArchivedBatch> batch = batches.next(); batch.isPresent(); batch = batches.next()) {
                outcomes.add(erasure.of(batch.get().events()));
                acceptances.add(batch.get().acceptedAtMicros());
            }
        }
        return new Content(outcomes, acceptances);
    }

    private ArchiveFile counted(LiveSource source, Path file, Content content) {
        return new ArchiveFile(
                source.name(),
                file.getFileName().toString(),
                content.count(Fate.REMOVED),
                content.count(Fate.BLANKED),
                content.count(Fate.SHARED),
                files.sha256(file));
    }

    /** What says that a row was sent is a hash of it: without the row it is of no use. */
    private void forgetSeen(LiveSource source, List<RowErasure.Outcome> outcomes) {
        List<byte[]> keys = new ArrayList<>();
        for (RowErasure.Outcome outcome : outcomes) {
            eventTimes(source, outcome.rows()).forEach(times -> keys.addAll(seenKeys(source, times, outcome)));
        }
        state.write(Durability.BUFFERED, write -> {
            write.forgetSeen(keys);
            return keys;
        });
    }

    /** What may have been the times of events when they were sent: the source may have had another event time then. */
    private static List<long[]> eventTimes(LiveSource source, ColumnBatch rows) {
        return source.eventTimes().stream()
                .flatMap(name -> rows.schema().find(name).stream().boxed())
                .map(rows::column)
                .filter(column -> column.type() == ScalarType.TIMESTAMP)
                .map(column -> ((LongColumn) column).values())
                .toList();
    }

    private static List<byte[]> seenKeys(LiveSource source, long[] times, RowErasure.Outcome outcome) {
        RowCodec codec = new RowCodec(outcome.rows().schema());
        return IntStream.range(0, times.length)
                .filter(row -> outcome.fates()[row] == Fate.REMOVED)
                .mapToObj(row -> SeenKey.of(source.id(), times[row], codec.encode(outcome.rows(), row)))
                .toList();
    }

    private void replace(Path file, Content content) {
        List<RowErasure.Outcome> outcomes = content.outcomes();
        Schema schema = outcomes.getFirst().rows().schema();
        List<ColumnBuilder> columns = new ArrayList<>();
        for (Field field : schema.fields()) {
            columns.add(new ColumnBuilder(field.type()));
        }
        LongStream.Builder kept = LongStream.builder();
        for (int i = 0; i < outcomes.size(); i++) {
            append(outcomes.get(i), content.acceptances().get(i), columns, kept);
        }
        long[] acceptedAt = kept.build().toArray();
        if (acceptedAt.length == 0) {
            writer.remove(file);
            return;
        }
        List<Column> built = columns.stream().map(ColumnBuilder::build).toList();
        writer.write(file, new ColumnBatch(schema, built, acceptedAt.length), acceptedAt);
    }

    private static void append(
            RowErasure.Outcome outcome, long[] acceptedAt, List<ColumnBuilder> columns, LongStream.Builder kept) {
        int[] rows = IntStream.range(0, outcome.fates().length)
                .filter(row -> outcome.fates()[row] != Fate.REMOVED)
                .toArray();
        for (int row : rows) {
            for (int column = 0; column < columns.size(); column++) {
                columns.get(column).appendFrom(outcome.rows().column(column), row);
            }
            kept.add(acceptedAt[row]);
        }
    }
}
