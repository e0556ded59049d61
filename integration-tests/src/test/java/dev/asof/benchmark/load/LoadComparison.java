package dev.asof.benchmark.load;

import com.sun.management.OperatingSystemMXBean;
import dev.asof.cli.example.ExampleRepository;
import dev.asof.it.process.AsofCommand;
import dev.asof.it.repository.ParquetSourceFiles;
import dev.asof.offline.archive.EventArchiveWriter;
import dev.asof.online.OnlineStore;
import dev.asof.online.OnlineStoreOptions;
import dev.asof.online.OnlineStoreWiring;
import dev.asof.online.load.LoadListener;
import dev.asof.online.load.LoadReport;
import dev.asof.online.load.LoadRequest;
import dev.asof.registry.catalog.RegistryStore;
import dev.asof.registry.repository.FeatureRepository;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Loads a file of payments into two views of the example repository, of 200,000 cards and 20,000 terminals, and lets DuckDB read the
 * same file and sort its rows by entity and time, once for each of the two, on two threads; then RocksDB by itself takes the bytes that the
 * load stored. Takes turns.
 */
public final class LoadComparison {
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private LoadComparison() {}

    /** Takes a folder, the number of payments, and the number of turns. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]).resolve("load-comparison");
        long payments = Long.parseLong(arguments[1]);
        try {
            ExampleRepository.write(folder);
            write(folder.resolve("data/payments.parquet"), payments);
            AsofCommand.run(folder, "apply").requireDone();
            for (int turn = 1; turn <= Integer.parseInt(arguments[2]); turn++) {
                double sorting = sort(folder, "card_id") + sort(folder, "terminal_id");
                double seconds = load(folder, payments, sorting, turn);
                ingestRaw(folder, seconds, turn);
            }
        } finally {
            delete(folder);
        }
    }

    private static void write(Path file, long payments) throws SQLException {
        run("""
                COPY (SELECT i::BIGINT AS payment_id,
                             (hash(i) %% 200000)::BIGINT AS card_id,
                             (hash(i + 5) %% 20000)::BIGINT AS terminal_id,
                             make_timestamp(1700000000000000 + paid) AS paid_at,
                             make_timestamp(1700000000000000 + paid + (hash(i + 9) %% 5000000)::BIGINT) AS received_at,
                             (hash(i + 13) %% 1000000) / 100.0::DOUBLE AS amount,
                             ['DE', 'FR', 'NL', 'PL', 'US'][1 + (hash(i + 17) %% 5)::INT] AS country,
                             hash(i + 19) %% 10 > 0 AS approved,
                             (hash(i + 23) %% 100 = 0)::INT AS is_fraud
                      FROM (SELECT i, (hash(i + 7) %% (90 * 86400000000))::BIGINT AS paid FROM range(%d) AS t(i)))
                TO '%s' (FORMAT parquet, COMPRESSION zstd)""".formatted(payments, file));
    }

    /** Returns the seconds that it took. */
    private static double sort(Path folder, String entity) throws SQLException {
        long start = System.nanoTime();
        run("CREATE TABLE sorted AS SELECT * FROM read_parquet('%s') ORDER BY %s, paid_at, received_at"
                .formatted(folder.resolve("data/payments.parquet"), entity));
        return (System.nanoTime() - start) / 1e9;
    }

    private static void run(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement duckDb = connection.createStatement()) {
            duckDb.execute("SET threads = 2");
            duckDb.execute(sql);
        }
    }

    /** Returns the seconds that it took. */
    private static double load(Path folder, long payments, double sorting, int turn) throws IOException {
        FeatureRepository repository = new FeatureRepository(folder);
        delete(repository.onlineFolder());
        try (OnlineStore store = OnlineStore.open(
                new OnlineStoreWiring(
                        repository,
                        RegistryStore.of(folder)::load,
                        new ParquetSourceFiles(repository),
                        new EventArchiveWriter()::write,
                        InstantSource.system()),
                OnlineStoreOptions.DEFAULT)) {
            long processor = SYSTEM.getProcessCpuTime();
            long start = System.nanoTime();
            LoadReport report =
                    store.load(new LoadRequest(List.of("payments"), OptionalLong.empty()), LoadListener.NONE);
            double seconds = (System.nanoTime() - start) / 1e9;
            double processorSeconds = (SYSTEM.getProcessCpuTime() - processor) / 1e9;
            System.out.printf(
                    Locale.ROOT,
                    "turn %d: load %.1f s (%,.0f events/s, %.1f s of processor time), DuckDB reads and sorts twice %.1f s,"
                            + " load / DuckDB %.2f; %,d bytes of files%n",
                    turn,
                    seconds,
                    payments / seconds,
                    processorSeconds,
                    sorting,
                    seconds / sorting,
                    store.fileBytes());
            if (report.sources().getFirst().files().getFirst().counts().events() != payments) {
                throw new IllegalStateException("Not all payments were loaded: " + report);
            }
            return seconds;
        }
    }

    private static void ingestRaw(Path folder, double loadSeconds, int turn) throws IOException {
        Path again = folder.resolve("raw");
        RawIngestion raw =
                RawIngestion.of(new FeatureRepository(folder).onlineFolder().resolve("rocksdb"), again);
        System.out.printf(
                Locale.ROOT,
                "turn %d: RocksDB by itself reads %,d bytes in %.1f s, and reads, writes and takes them in in %.1f s, load / RocksDB"
                        + " %.2f%n",
                turn,
                raw.bytes(),
                raw.readingSeconds(),
                raw.seconds(),
                loadSeconds / raw.seconds());
        delete(again);
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
