package dev.asof.benchmark.ingest;

import com.sun.management.OperatingSystemMXBean;
import dev.asof.it.process.AsofCommand;
import dev.asof.it.repository.ParquetSourceFiles;
import dev.asof.offline.archive.EventArchiveWriter;
import dev.asof.online.OnlineStore;
import dev.asof.online.OnlineStoreOptions;
import dev.asof.online.OnlineStoreWiring;
import dev.asof.online.ingest.IngestBatch;
import dev.asof.online.ingest.IngestDurability;
import dev.asof.registry.catalog.RegistryStore;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.ColumnBuilder;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.repository.FeatureRepository;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Compares the processor time that events cost a store of which nobody was erased with that of one of which somebody was, so that each event is looked
 * at. Events name a customer by text and a shop by number. Round by round in one process, without a network; the first round is not counted.
 */
public final class ErasureChecks {
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final String DEFINITIONS = """
            entity: customer
            keys: {customer: string}
            ---
            entity: shop
            keys: {shop: int64}
            ---
            source: payments
            path: payments
            event_time: paid_at
            unique_key: [payment_id]
            columns: {payment_id: int64, customer: string, shop: int64, paid_at: timestamp, amount: float64}
            ---
            feature_view: spend
            version: 1
            entity: customer
            source: payments
            features:
              n_1d:  {aggregate: count(*), window: 1d}
              total: {aggregate: sum(amount), window: 30d}
            ---
            feature_view: turnover
            version: 1
            entity: shop
            source: payments
            features:
              total: {aggregate: sum(amount), window: 30d}
            """;
    private static final Schema COLUMNS = new Schema(List.of(
            new Field("payment_id", ScalarType.INT64),
            new Field("customer", ScalarType.STRING),
            new Field("shop", ScalarType.INT64),
            new Field("paid_at", ScalarType.TIMESTAMP),
            new Field("amount", ScalarType.FLOAT64)));
    private static final long START_MICROS = 1_700_000_000_000_000L;

    private ErasureChecks() {}

    /** Takes an empty folder, the events of a round, the events of a batch, the number of customers and that of rounds. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        int events = Integer.parseInt(arguments[1]);
        int batch = Integer.parseInt(arguments[2]);
        int customers = Integer.parseInt(arguments[3]);
        int rounds = Integer.parseInt(arguments[4]);
        for (int round = 0; round <= rounds; round++) {
            double nobody = micros(folder.resolve("nobody-" + round), Erased.NOBODY, events, batch, customers);
            double somebody = micros(folder.resolve("somebody-" + round), Erased.SOMEBODY, events, batch, customers);
            System.out.printf(
                    Locale.ROOT,
                    "%-8s  processor time an event: nobody erased %.2f us, somebody %.2f us, ratio %.2f%n",
                    round == 0 ? "warm-up" : "round " + round,
                    nobody,
                    somebody,
                    somebody / nobody);
        }
    }

    private enum Erased {
        NOBODY,
        SOMEBODY
    }

    private static double micros(Path folder, Erased erased, int events, int batch, int customers) throws Exception {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("definitions.yaml"), DEFINITIONS);
        AsofCommand.run(folder, "apply").requireDone();
        AsofCommand.run(folder, "load").requireDone();
        FeatureRepository repository = new FeatureRepository(folder);
        OnlineStoreWiring wiring = new OnlineStoreWiring(
                repository,
                RegistryStore.of(folder)::load,
                new ParquetSourceFiles(repository),
                new EventArchiveWriter()::write,
                InstantSource.system());
        OnlineStoreOptions options = OnlineStoreOptions.DEFAULT.with(new IngestDurability.None());
        try (OnlineStore store = OnlineStore.open(wiring, options)) {
            if (erased == Erased.SOMEBODY) {
                store.erase(Optional.of("customer"), Map.of("customer", "nobody who is sent"));
            }
            List<ColumnBatch> batches = batches(events, batch, customers);
            long before = SYSTEM.getProcessCpuTime();
            for (ColumnBatch rows : batches) {
                store.ingest(new IngestBatch("payments", "", 0, rows));
            }
            return (SYSTEM.getProcessCpuTime() - before) / 1e3 / events;
        }
    }

    private static List<ColumnBatch> batches(int events, int batch, int customers) {
        SplittableRandom random = new SplittableRandom(7);
        List<ColumnBatch> batches = new ArrayList<>();
        for (int first = 0; first < events; first += batch) {
            List<ColumnBuilder> columns = COLUMNS.fields().stream()
                    .map(field -> new ColumnBuilder(field.type()))
                    .toList();
            for (int i = first; i < first + batch; i++) {
                columns.get(0).appendLong(i);
                columns.get(1).appendText("customer-%08d".formatted(random.nextInt(customers)));
                columns.get(2).appendLong(random.nextInt(1_000));
                columns.get(3).appendLong(START_MICROS + i * 1_000L);
                columns.get(4).appendDouble(random.nextInt(10_000) / 100.0);
            }
            batches.add(new ColumnBatch(
                    COLUMNS, columns.stream().map(ColumnBuilder::build).toList(), batch));
        }
        return batches;
    }
}
