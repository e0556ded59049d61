package dev.asof.it.life;

import dev.asof.it.repository.ParquetSourceFiles;
import dev.asof.offline.archive.EventArchiveWriter;
import dev.asof.online.archive.ArchiveWriter;
import dev.asof.online.load.ArchivedBatches;
import dev.asof.online.load.RowBatches;
import dev.asof.online.load.SourceFile;
import dev.asof.online.load.SourceFiles;
import dev.asof.registry.catalog.EventSource;
import dev.asof.registry.compute.schema.ColumnBatch;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;

/** What a store works with; the process may die whenever it uses something of it. Thread-safe. */
record MortalFiles(ParquetSourceFiles files, DyingDisk disk, AtomicLong clockMicros)
        implements SourceFiles, ArchiveWriter, InstantSource {

    @Override
    public Instant instant() {
        disk.pass();
        return Instant.EPOCH.plus(clockMicros.get(), ChronoUnit.MICROS);
    }

    @Override
    public void write(Path target, ColumnBatch events, long[] acceptedAtMicros) {
        disk.pass();
        new EventArchiveWriter().write(target, events, acceptedAtMicros);
        disk.pass();
    }

    @Override
    public void remove(Path target) {
        disk.pass();
        ArchiveWriter.super.remove(target);
        disk.pass();
    }

    @Override
    public List<SourceFile> list(EventSource source) {
        disk.pass();
        return files.list(source);
    }

    @Override
    public RowBatches open(EventSource source, SourceFile file, List<String> columns) {
        disk.pass();
        return files.open(source, file, columns);
    }

    @Override
    public ArchivedBatches openArchive(EventSource source, List<String> columns) {
        disk.pass();
        return files.openArchive(source, columns);
    }

    @Override
    public List<Path> archiveFiles(EventSource source) {
        disk.pass();
        return files.archiveFiles(source);
    }

    @Override
    public OptionalLong lastArchived(EventSource source) {
        disk.pass();
        return files.lastArchived(source);
    }

    @Override
    public ArchivedBatches openArchived(Path file, List<String> columns) {
        disk.pass();
        return files.openArchived(file, columns);
    }

    @Override
    public String sha256(Path file) {
        disk.pass();
        return files.sha256(file);
    }
}
