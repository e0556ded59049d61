package dev.asof.it.repository;

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

/** Gives an online store the files of its repository. */
public record ParquetSourceFiles(FeatureRepository repository) implements SourceFiles {

    @Override
    public List<SourceFile> list(EventSource source) {
        return dev.asof.offline.input.SourceFiles.open(repository.root(), source).stream()
                .map(ParquetSourceFiles::file)
                .toList();
    }

    private static SourceFile file(TableFile file) {
        return new SourceFile(file.path().toString(), TableFiles.contentHash(file), OptionalLong.of(file.rowCount()));
    }

    @Override
    public RowBatches open(EventSource source, SourceFile file, List<String> columns) {
        ConsecutiveRows rows =
                new ConsecutiveRows(List.of(TableFiles.open(Path.of(file.path()), source.location())), columns);
        return new RowBatches() {
            @Override
            public Optional<ColumnBatch> next() {
                return rows.next();
            }

            @Override
            public void close() {
                rows.close();
            }
        };
    }

    @Override
    public ArchivedBatches openArchive(EventSource source, List<String> columns) {
        List<String> read = new ArrayList<>(columns);
        read.add(EventArchive.ACCEPTED_AT);
        ConsecutiveRows rows = new ConsecutiveRows(
                EventArchive.files(repository.archiveFolder(source.name())).stream()
                        .map(ParquetFile::open)
                        .toList(),
                read);
        return archived(rows);
    }

    private static ArchivedBatches archived(ConsecutiveRows rows) {
        return new ArchivedBatches() {
            @Override
            public Optional<ArchivedBatch> next() {
                return rows.next().map(ParquetSourceFiles::split);
            }

            @Override
            public void close() {
                rows.close();
            }
        };
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
        return archived(EventArchive.rows(file, columns));
    }

    @Override
    public String sha256(Path file) {
        return ContentHash.ofFile(file);
    }

    private static ArchivedBatches.ArchivedBatch split(ColumnBatch batch) {
        int accepted = batch.schema().indexOf(EventArchive.ACCEPTED_AT);
        int[] others = IntStream.range(0, batch.schema().size())
                .filter(column -> column != accepted)
                .toArray();
        return new ArchivedBatches.ArchivedBatch(batch.project(others), ((LongColumn) batch.column(accepted)).values());
    }
}
