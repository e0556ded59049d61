package dev.asof.benchmark.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The write-ahead logs of a database that is being written, kept by a second name when it deletes them. */
final class KeptLogs implements AutoCloseable {
    private final Path database;
    private final Path kept;
    private final Thread keeper = Thread.ofPlatform().daemon().unstarted(this::keepOn);
    private volatile boolean isOver;

    KeptLogs(Path database, Path kept) throws IOException {
        this.database = database;
        this.kept = Files.createDirectories(kept);
        keeper.start();
    }

    private void keepOn() {
        while (!isOver) {
            try {
                keep();
                Thread.sleep(20);
            } catch (IOException e) {
                // A log that is gone before it got a second name was kept before, or held nothing yet.
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private synchronized void keep() throws IOException {
        for (Path log : logs(database)) {
            Path name = kept.resolve(log.getFileName());
            if (!Files.exists(name)) {
                Files.createLink(name, log);
            }
        }
    }

    private static List<Path> logs(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".log"))
                    .sorted()
                    .toList();
        }
    }

    /** All batches that were written, in their order. */
    List<byte[]> batches() throws IOException {
        keep();
        List<byte[]> batches = new ArrayList<>();
        for (Path log : logs(kept)) {
            batches.addAll(WalRecords.read(log));
        }
        return batches;
    }

    @Override
    public void close() {
        isOver = true;
        keeper.interrupt();
    }
}
