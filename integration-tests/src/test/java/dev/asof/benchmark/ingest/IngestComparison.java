package dev.asof.benchmark.ingest;

import com.sun.management.OperatingSystemMXBean;
import dev.asof.cli.example.ExampleRepository;
import dev.asof.it.process.AsofCommand;
import dev.asof.online.ingest.IngestDurability;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Sends payments of the example repository to a server over gRPC from two producers, in a process of their own, and afterwards lets RocksDB by itself
 * write the very batches that the server wrote, synced alike. Two views read the payments, and a unique key tells retries.
 * The first round of each is not counted.
 */
public final class IngestComparison {
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private IngestComparison() {}

    /** Takes an empty folder, the events of a round, the events of a batch, and the number of rounds. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        int events = Integer.parseInt(arguments[1]);
        int batch = Integer.parseInt(arguments[2]);
        int rounds = Integer.parseInt(arguments[3]);
        for (int round = 0; round <= rounds; round++) {
            String name = round == 0 ? "warm-up" : "round " + round;
            run(name, folder, events, batch, new IngestDurability.Interval(IngestDurability.DEFAULT_INTERVAL));
            run(name, folder, events, batch, new IngestDurability.Fsync());
        }
    }

    private static void run(String round, Path folder, int events, int batch, IngestDurability durability)
            throws Exception {
        Path repository = folder.resolve("ingest-comparison");
        Path raw = folder.resolve("ingest-comparison-raw");
        try {
            ExampleRepository.write(repository);
            makeReady(repository);
            Measured asof = asof(repository, folder.resolve("ingest-comparison-raw/logs"), events, batch, durability);
            boolean isEach = durability instanceof IngestDurability.Fsync;
            double seconds = RawWrites.seconds(
                    repository.resolve(".asof/online/rocksdb"),
                    raw.resolve("rocksdb"),
                    asof.batches(),
                    isEach ? RawWrites.Sync.EACH : RawWrites.Sync.EVERY_10_MS);
            System.out.printf(
                    Locale.ROOT,
                    "%-8s  %-8s  %,9.0f events/s, processor time per million %.2f s, of producers %.2f s; RocksDB %,9.0f events/s;"
                            + " Asof / RocksDB %.2f; %.0f bytes an event in %d writes%n",
                    round,
                    isEach ? "fsync" : "interval",
                    events / asof.seconds(),
                    asof.processorSeconds() * 1e6 / events,
                    asof.producersProcessorSeconds() * 1e6 / events,
                    events / seconds,
                    seconds / asof.seconds(),
                    asof.batches().stream().mapToLong(bytes -> bytes.length).sum() / (double) events,
                    asof.batches().size());
        } finally {
            delete(repository);
            delete(raw);
        }
    }

    private static void makeReady(Path repository) {
        AsofCommand.run(repository, "apply").requireDone();
        AsofCommand.run(repository, "load").requireDone();
    }

    private record Measured(
            double seconds, double processorSeconds, double producersProcessorSeconds, List<byte[]> batches) {}

    private static Measured asof(Path repository, Path logs, int events, int batch, IngestDurability durability)
            throws Exception {
        try (IngestServer server = IngestServer.start(repository, durability);
                Producers producers = Producers.start(server.port(), events, batch);
                KeptLogs kept = new KeptLogs(repository.resolve(".asof/online/rocksdb"), logs)) {
            long processor = SYSTEM.getProcessCpuTime();
            Producers.Sent sent = producers.send();
            double processorSeconds = (SYSTEM.getProcessCpuTime() - processor) / 1e9;
            if (sent.accepted() != (long) (events / batch / 2) * batch * 2) {
                throw new IllegalStateException(sent.accepted() + " events were accepted, not " + events);
            }
            return new Measured(sent.seconds(), processorSeconds, sent.processorSeconds(), kept.batches());
        }
    }

    private static void delete(Path folder) throws Exception {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
