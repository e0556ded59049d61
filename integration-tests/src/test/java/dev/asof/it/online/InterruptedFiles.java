package dev.asof.it.online;

import dev.asof.it.repository.ParquetSourceFiles;
import dev.asof.online.load.ArchivedBatches;
import dev.asof.online.load.RowBatches;
import dev.asof.online.load.SourceFile;
import dev.asof.online.load.SourceFiles;
import dev.asof.registry.catalog.EventSource;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;

/** Files of which the archive is not looked at before something else has happened, a thing at a time. */
final class InterruptedFiles implements SourceFiles {
    private final ParquetSourceFiles files;
    private final Deque<Runnable> interruptions = new ArrayDeque<>();

    InterruptedFiles(ParquetSourceFiles files) {
        this.files = files;
    }

    void interruptBy(Collection<Runnable> things) {
        interruptions.addAll(things);
    }

    /** Lets happen what has not happened yet. */
    void finish() {
        while (!interruptions.isEmpty()) {
            interrupt();
        }
    }

    private void interrupt() {
        Runnable next = interruptions.poll();
        if (next != null) {
            next.run();
        }
    }

    @Override
    public List<SourceFile> list(EventSource source) {
        return files.list(source);
    }

    @Override
    public RowBatches open(EventSource source, SourceFile file, List<String> columns) {
        return files.open(source, file, columns);
    }

    @Override
    public ArchivedBatches openArchive(EventSource source, List<String> columns) {
        interrupt();
        return files.openArchive(source, columns);
    }

    @Override
    public List<Path> archiveFiles(EventSource source) {
        interrupt();
        return files.archiveFiles(source);
    }

    @Override
    public OptionalLong lastArchived(EventSource source) {
        interrupt();
        return files.lastArchived(source);
    }

    @Override
    public ArchivedBatches openArchived(Path file, List<String> columns) {
        return files.openArchived(file, columns);
    }

    @Override
    public String sha256(Path file) {
        return files.sha256(file);
    }
}
