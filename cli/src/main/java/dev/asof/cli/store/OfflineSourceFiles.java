package dev.asof.cli.store;

import dev.asof.offline.archive.EventArchive;
import dev.asof.offline.input.TableFiles;
import dev.asof.offline.parquet.ParquetFile;
import dev.asof.offline.table.ConsecutiveRows;
import dev.asof.offline.table.TableFile;
import dev.asof.online.load.ArchivedBatches;
import dev.asof.online.load.RowBatches;
import dev.asof.online.load.SourceFile;
import dev.asof.online.load.SourceFiles;
import dev.asof.registry.catalog.EventSource;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.LongColumn;
import dev.asof.registry.repository.ContentHash;
import dev.asof.registry.repository.FeatureRepository;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/** Gives the online store the files of sources, found and read by the offline store. */
record OfflineSourceFiles(FeatureRepository repository) implements SourceFiles {

    @Override
    public List<SourceFile> list(EventSource source) {
        return dev.asof.offline.input.SourceFiles.open(repository.root(), source).stream()
                .map(file -> new SourceFile(
                        repository.shown(file.path()), TableFiles.contentHash(file), OptionalLong.of(file.rowCount())))
                .toList();
    }

    @Override
    public RowBatches open(EventSource source, SourceFile file, List<String> columns) {
        TableFile table = TableFiles.open(repository.resolve(file.path()), source.location());
        return new FileRows(table, new ConsecutiveRows(List.of(table), columns));
    }

    @Override
    public ArchivedBatches openArchive(EventSource source, List<String> columns) {
        List<ParquetFile> files = EventArchive.files(repository.archiveFolder(source.name())).stream()
                .map(ParquetFile::open)
                .toList();
        List<String> read = new ArrayList<>(columns);
        read.add(EventArchive.ACCEPTED_AT);
        return new ArchivedRows(new ConsecutiveRows(files, read));
    }

    @Override
    public List<Path> archiveFiles(EventSource source) {
        return EventArchive.files(repository.archiveFolder(source.name()));
    }

    @Override
    public OptionalLong lastArchived(EventSource source) {
        return archiveFiles(source).stream()
                .flatMapToLong(file -> EventArchive.lastAcceptance(ParquetFile.open(file)).stream())
                .max();
    }

    @Override
    public ArchivedBatches openArchived(Path file, List<String> columns) {
        return new ArchivedRows(EventArchive.rows(file, columns));
    }

    @Override
    public String sha256(Path file) {
        return ContentHash.ofFile(file);
    }

    private record FileRows(TableFile table, ConsecutiveRows rows) implements RowBatches {
        @Override
        public String nameOf(long row) {
            return table.nameOf(row);
        }

        @Override
        public Optional<ColumnBatch> next() {
            return rows.next();
        }

        @Override
        public void close() {
            rows.close();
        }
    }

    private record ArchivedRows(ConsecutiveRows rows) implements ArchivedBatches {
        @Override
        public Optional<ArchivedBatch> next() {
            return rows.next().map(ArchivedRows::split);
        }

        /** Takes the column of acceptances from those of the source. */
        private static ArchivedBatch split(ColumnBatch batch) {
            int accepted = batch.schema().indexOf(EventArchive.ACCEPTED_AT);
            int[] others = IntStream.range(0, batch.schema().size())
                    .filter(column -> column != accepted)
                    .toArray();
            return new ArchivedBatch(batch.project(others), ((LongColumn) batch.column(accepted)).values());
        }

        @Override
        public void close() {
            rows.close();
        }
    }
}
