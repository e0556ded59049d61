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
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.ColumnBuilder;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.erasure.ErasureReceipt.ArchiveFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
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
                forgetSeen(source, content);
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
                if (outcome.count(fate -> fate != Fate.UNTOUCHED) > 0) {
                    return true;
                }
            }
            return false;
        }
    }

    /** The keys by which archived events are known that are of the time under which rejected rows are known as well. */
    List<byte[]> seenAmongRejected(LiveSource source) {
        List<byte[]> keys = new ArrayList<>();
        for (Path file : files.archiveFiles(source.definition())) {
            if (isAnyAmongRejected(source, file)) {
                for (ReadBatch batch : read(file, source.erasure()).batches()) {
                    keys.addAll(SeenErasure.amongRejected(source, batch.before()));
                }
            }
        }
        return keys;
    }

    private boolean isAnyAmongRejected(LiveSource source, Path file) {
        try (ArchivedBatches batches = files.openArchived(file, List.copyOf(source.eventTimes()))) {
            for (Optional<ArchivedBatch> batch = batches.next(); batch.isPresent(); batch = batches.next()) {
                if (SeenErasure.eventTimes(source, batch.get().events()).stream()
                        .flatMapToLong(LongStream::of)
                        .anyMatch(SeenKey::isAmongRejected)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** Rows of a file, as they were and as they are to be. */
    private record ReadBatch(ColumnBatch before, RowErasure.Outcome outcome, long[] acceptedAtMicros) {}

    /** All rows of a file, in its batches. */
    private record Content(List<ReadBatch> batches) {
        long count(Predicate<Fate> such) {
            return batches.stream()
                    .mapToLong(batch -> batch.outcome().count(such))
                    .sum();
        }
    }

    private Content read(Path file, RowErasure erasure) {
        List<ReadBatch> read = new ArrayList<>();
        try (ArchivedBatches batches = files.openArchived(file, List.of())) {
            for (Optional<ArchivedBatch> batch = batches.next(); batch.isPresent(); batch = batches.next()) {
                ColumnBatch events = batch.get().events();
                read.add(new ReadBatch(events, erasure.of(events), batch.get().acceptedAtMicros()));
            }
        }
        return new Content(read);
    }

    private ArchiveFile counted(LiveSource source, Path file, Content content) {
        return new ArchiveFile(
                source.name(),
                file.getFileName().toString(),
                content.count(fate -> fate == Fate.REMOVED),
                content.count(Fate::isBlanked),
                content.count(Fate::isShared),
                files.sha256(file));
    }

    private void forgetSeen(LiveSource source, Content content) {
        SeenErasure seen = new SeenErasure(source);
        content.batches().forEach(batch -> seen.add(batch.before(), batch.outcome()));
        seen.write(state);
    }

    private void replace(Path file, Content content) {
        Schema schema = content.batches().getFirst().before().schema();
        List<ColumnBuilder> columns = new ArrayList<>();
        for (Field field : schema.fields()) {
            columns.add(new ColumnBuilder(field.type()));
        }
        LongStream.Builder kept = LongStream.builder();
        content.batches().forEach(batch -> append(batch, columns, kept));
        long[] acceptedAt = kept.build().toArray();
        if (acceptedAt.length == 0) {
            writer.remove(file);
            return;
        }
        List<Column> built = columns.stream().map(ColumnBuilder::build).toList();
        writer.write(file, new ColumnBatch(schema, built, acceptedAt.length), acceptedAt);
    }

    private static void append(ReadBatch batch, List<ColumnBuilder> columns, LongStream.Builder kept) {
        RowErasure.Outcome outcome = batch.outcome();
        for (int row = 0; row < outcome.fates().length; row++) {
            if (outcome.fates()[row] != Fate.REMOVED) {
                for (int column = 0; column < columns.size(); column++) {
                    columns.get(column).appendFrom(outcome.rows().column(column), row);
                }
                kept.add(batch.acceptedAtMicros()[row]);
            }
        }
    }
}
