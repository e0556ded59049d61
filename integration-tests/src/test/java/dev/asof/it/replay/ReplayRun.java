package dev.asof.it.replay;

import dev.asof.cli.client.AsofClient;
import dev.asof.it.answer.Columns;
import dev.asof.it.oracle.Type;
import dev.asof.it.process.AsofCommand;
import dev.asof.it.process.ServerProcess;
import dev.asof.offline.parquet.ParquetOutput;
import dev.asof.online.load.LoadListener;
import dev.asof.online.load.LoadRequest;
import dev.asof.online.lookup.QuestionTimes;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Schema;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.FutureTask;

/**
 * Logs what a server answers while events come to it: late, twice, corrected, taken back and out of order, from two producers
 * and from files. Then the server ends, and a training set of the logged questions is built from files and archive: each
 * value has to be the one that was served.
 */
public final class ReplayRun {
    private static final int EVENTS_PER_BATCH = 40;
    private static final int ROWS_PER_REQUEST = 50;
    private static final int PAYMENTS_PER_FILE = 2_000;
    private static final int PAUSE_MILLIS = 5;

    private final Path repository;
    private final long seed;
    private final ServedLog log = new ServedLog();
    private final List<BankEvents> events = new ArrayList<>();
    private int files;
    private volatile boolean isStopping;

    private ReplayRun(Path repository, long seed) {
        this.repository = repository;
        this.seed = seed;
    }

    /** Takes how many values to compare at least, a seed, and an empty folder. */
    public static void main(String[] arguments) throws Exception {
        System.out.println(run(Long.parseLong(arguments[0]), Long.parseLong(arguments[1]), Path.of(arguments[2])));
        System.exit(0);
    }

    /** Runs, and says what happened. */
    static String run(long leastValues, long seed, Path folder) throws Exception {
        Bank.write(folder);
        ReplayRun run = new ReplayRun(folder, seed);
        String sent = run.serve(leastValues);
        Path observations = folder.resolve("served.parquet");
        Path rebuilt = folder.resolve("rebuilt.parquet");
        run.log.writeObservations(observations);
        AsofCommand.run(
                        folder,
                        "dataset",
                        "build",
                        "--service",
                        Bank.SERVICE + "@1",
                        "--observations",
                        observations.toString(),
                        "--statuses",
                        "--out",
                        rebuilt.toString())
                .requireDone();
        var statuses = run.log.compare(rebuilt, seed);
        return String.format(
                Locale.ROOT,
                "%s; %d values served, rebuilt offline: 0 mismatches; %s",
                sent,
                run.log.values(),
                statuses);
    }

    private String serve(long leastValues) throws Exception {
        try (ServerProcess server = ServerProcess.start(repository)) {
            List<FutureTask<Integer>> producing = new ArrayList<>();
            for (int producer = 1; producer <= 2; producer++) {
                BankEvents own = new BankEvents(seed + producer, producer * 1_000_000L);
                events.add(own);
                String name = "producer " + producer;
                producing.add(start(() -> produce(server.client(), name, own)));
            }
            BankEvents ofFiles = new BankEvents(seed, 0);
            SplittableRandom random = new SplittableRandom(seed);
            for (long loadFrom = 0; log.values() < leastValues; ) {
                if (log.values() >= loadFrom) {
                    load(server.client(), ofFiles);
                    loadFrom += leastValues / 4 + 1;
                }
                ask(server.client(), random);
            }
            isStopping = true;
            int sent = 0;
            for (FutureTask<Integer> producer : producing) {
                sent += producer.get();
            }
            server.client().flushArchive();
            return sent + " events ingested, " + files * PAYMENTS_PER_FILE + " loaded from " + files + " files";
        }
    }

    private static FutureTask<Integer> start(java.util.concurrent.Callable<Integer> work) {
        FutureTask<Integer> task = new FutureTask<>(work);
        Thread.ofPlatform().daemon().start(task);
        return task;
    }

    private int produce(AsofClient client, String name, BankEvents own) throws InterruptedException {
        int sent = 0;
        for (long first = 1; !isStopping; first += EVENTS_PER_BATCH) {
            client.ingest(Bank.PAYMENTS, name, first, own.payments(EVENTS_PER_BATCH));
            client.ingest(Bank.CLICKS, name, first, own.clicks(EVENTS_PER_BATCH));
            sent += 2 * EVENTS_PER_BATCH;
            Thread.sleep(PAUSE_MILLIS);
        }
        return sent;
    }

    private void load(AsofClient client, BankEvents ofFiles) {
        ColumnBatch payments = ofFiles.payments(PAYMENTS_PER_FILE);
        files++;
        Path file = repository.resolve("data/payments/" + files + ".parquet");
        try (ParquetOutput output = ParquetOutput.create(file, payments.schema())) {
            output.append(payments);
            output.commit(Map.of());
        }
        client.load(LoadRequest.ALL, LoadListener.NONE);
    }

    private void ask(AsofClient client, SplittableRandom random) {
        List<Object> accounts = new ArrayList<>();
        long[] asOf = new long[ROWS_PER_REQUEST];
        long[] knownAt = new long[random.nextInt(3) == 0 ? ROWS_PER_REQUEST : 0];
        long now = events.stream().mapToLong(BankEvents::nowMicros).max().orElseThrow();
        for (int row = 0; row < asOf.length; row++) {
            accounts.add((long) random.nextInt(BankEvents.ACCOUNTS));
            asOf[row] = random.nextBoolean()
                    ? now - random.nextLong(600 * BankEvents.SECOND)
                    : BankEvents.START
                            - 12 * BankEvents.HOUR
                            + random.nextLong(now - BankEvents.START + 18 * BankEvents.HOUR);
            if (knownAt.length > 0) {
                knownAt[row] = asOf[row] + random.nextLong(-3 * BankEvents.HOUR, 12 * BankEvents.HOUR);
            }
        }
        long[] acceptedBy = random.nextInt(4) == 0
                ? log.acceptedBy(random.nextInt(Integer.MAX_VALUE)).stream()
                        .mapToLong(Long::longValue)
                        .toArray()
                : new long[0];
        log.add(accounts, client.get(Bank.SERVICE, 1, keys(accounts), new QuestionTimes(asOf, knownAt, acceptedBy)));
    }

    private static ColumnBatch keys(List<Object> accounts) {
        return new ColumnBatch(
                new Schema(List.of(new Field("account", ScalarType.INT64))),
                List.of(Columns.of(Type.INT64, accounts)),
                accounts.size());
    }
}
