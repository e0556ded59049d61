package dev.asof.it.fault;

import dev.asof.it.process.ServerProcess;
import dev.asof.offline.parquet.ParquetOutput;
import dev.asof.online.load.LoadListener;
import dev.asof.online.load.LoadRequest;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.error.AsofException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.concurrent.FutureTask;

/**
 * A server is killed again and again while it loads a file of many events into a new version of a view, in sorted files, and takes
 * events from two producers beside it. The load is then done again, and all values of the new version are the oracle's.
 */
public final class LoadRun {
    private static final int LONGEST_LOADING_MILLIS = 6_000;
    private static final int PAUSE_MILLIS = 20;

    private final Path repository;
    private final SplittableRandom random;
    private final List<Producer> producers;
    private final Ledger ledger;
    private volatile ServerProcess server;
    private int brokenOff;

    private LoadRun(Path repository, int rows, long seed) throws Exception {
        this.repository = repository;
        this.random = new SplittableRandom(seed);
        Shop.write(repository);
        EventStream ofFile = new EventStream(Shop.ORDER_SOURCE, "file", seed + 2_000);
        write(
                ofFile.drawn(rows),
                Files.createDirectories(repository.resolve("data/orders")).resolve("orders.parquet"));
        this.server = ServerProcess.start(repository);
        this.producers = List.of(
                new Producer("till", seed, () -> server.client(), PAUSE_MILLIS),
                new Producer("web", seed + 1_000, () -> server.client(), PAUSE_MILLIS));
        this.ledger = new Ledger(producers, seed);
        ledger.addFile(ofFile);
    }

    private static void write(ColumnBatch orders, Path file) {
        try (ParquetOutput output = ParquetOutput.create(file, orders.schema())) {
            output.append(orders);
            output.commit(Map.of());
        }
    }

    /** Takes how many times, the rows of the file, a seed, and an empty folder. */
    public static void main(String[] arguments) throws Exception {
        System.out.println(run(
                Integer.parseInt(arguments[0]),
                Integer.parseInt(arguments[1]),
                Long.parseLong(arguments[2]),
                Path.of(arguments[3])));
        System.exit(0);
    }

    /** Runs, and says in a line what happened. */
    static String run(int times, int rows, long seed, Path folder) throws Exception {
        LoadRun run = new LoadRun(folder.resolve("shop"), rows, seed);
        try {
            for (int time = 0; time < times; time++) {
                run.cycle(2 + time);
            }
            return String.format(
                    Locale.ROOT,
                    "%d loads of %d rows, %d of them killed on their way, beside %d ingested events; %d values compared with the"
                            + " oracle, 0 mismatches",
                    times,
                    rows,
                    run.brokenOff,
                    run.ledger.events(),
                    run.ledger.comparedValues());
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
        } finally {
            run.server.kill();
        }
    }

    private void cycle(int version) throws Exception {
        Shop.applyVersion(repository, version);
        producers.forEach(Producer::start);
        FutureTask<Boolean> loading = new FutureTask<>(this::isLoaded);
        Thread.ofPlatform().daemon().start(loading);
        Thread.sleep(random.nextInt(20, LONGEST_LOADING_MILLIS));
        server.kill();
        for (Producer producer : producers) {
            producer.stop();
        }
        brokenOff += loading.get() ? 0 : 1;
        server = ServerProcess.start(repository);
        ledger.requireAcknowledged(server.client());
        producers.forEach(Producer::finish);
        server.client().load(LoadRequest.ALL, LoadListener.NONE);
        ledger.requireOraclesValuesOf(server.client(), version, ledger.accounts());
        ledger.requireOraclesValues(server.client(), ledger.accounts(), ledger.all());
    }

    private boolean isLoaded() {
        try {
            server.client().load(LoadRequest.ALL, LoadListener.NONE);
            return true;
        } catch (AsofException | CancellationException e) {
            return false;
        }
    }
}
