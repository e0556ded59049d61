package dev.asof.it.fault;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/**
 * A server is killed again and again while it loads a file of many events into a new version of a view, in sorted files, and takes
 * events from two producers beside it. The load is then done again, and all values of the new version are the oracle's.
 */
public final class LoadRun {
    private static final int PAUSE_MILLIS = 20;
    private static final int MOST_ATTEMPTS_A_KILL = 5;

    private final Path repository;
    private final SplittableRandom random;
    private final List<Producer> producers;
    private final Ledger ledger;
    private volatile ServerProcess server;
    private int version = 1;
    private long loadingMillis;
    private int loads;
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

    /** Takes how many loads are to be killed on their way, the rows of the file, a seed, and an empty folder. */
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
            run.loadUnharmed();
            while (run.brokenOff < times) {
                assertThat(run.loads)
                        .as("loads of which no more than %d were killed on their way", run.brokenOff)
                        .isLessThan(times * MOST_ATTEMPTS_A_KILL);
                run.cycle();
            }
            return String.format(
                    Locale.ROOT,
                    "%d loads of %d rows, %d of them killed on their way, beside %d ingested events; %d values compared with the"
                            + " oracle, 0 mismatches",
                    run.loads,
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

    /** Until its end, for the time that a load takes. */
    private void loadUnharmed() {
        long[] first = new long[1];
        server.client().load(LoadRequest.ALL, progress -> first[0] = first[0] == 0 ? System.nanoTime() : first[0]);
        loadingMillis = 1 + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - first[0]);
    }

    private void cycle() throws Exception {
        version++;
        Shop.applyVersion(repository, version);
        producers.forEach(Producer::start);
        brokenOff += isKilledOnItsWay() ? 1 : 0;
        loads++;
        for (Producer producer : producers) {
            producer.stop();
        }
        server = ServerProcess.start(repository);
        ledger.requireAcknowledged(server.client());
        producers.forEach(Producer::finish);
        loadUnharmed();
        ledger.requireOraclesValuesOf(server.client(), version, ledger.accounts());
        ledger.requireOraclesValues(server.client(), ledger.accounts(), ledger.all());
    }

    /** Kills the server at a moment between the first rows that a load has read and its end. */
    private boolean isKilledOnItsWay() throws InterruptedException, ExecutionException {
        CountDownLatch begun = new CountDownLatch(1);
        FutureTask<Boolean> loading = new FutureTask<>(() -> {
            try {
                return isLoaded(progress -> begun.countDown());
            } finally {
                begun.countDown();
            }
        });
        Thread.ofPlatform().daemon().start(loading);
        begun.await();
        Thread.sleep(random.nextLong(loadingMillis));
        server.kill();
        return !loading.get();
    }

    private boolean isLoaded(LoadListener listener) {
        try {
            server.client().load(LoadRequest.ALL, listener);
            return true;
        } catch (AsofException | CancellationException e) {
            return false;
        }
    }
}
