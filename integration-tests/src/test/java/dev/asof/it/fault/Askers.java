package dev.asof.it.fault;

import dev.asof.cli.client.AsofClient;
import dev.asof.it.answer.Columns;
import dev.asof.it.oracle.Type;
import dev.asof.online.lookup.QuestionTimes;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Ask about one account after another at a steady rate, now the newest version of the service and now a certain one. */
final class Askers {
    private static final int THREADS = 4;
    private static final int PARTS = 10;

    private final AsofClient client;
    private final IntSupplier accounts;
    private final IntSupplier version;
    private final long nanosBetweenRequests;
    private final List<FutureTask<Asked>> asking = new ArrayList<>();
    private final Set<String> failures = new ConcurrentSkipListSet<>();
    private volatile boolean isStopping;

    /** What one thread asked: how long each request took from when it was due, in nanoseconds, in turn. */
    private record Asked(List<Long> nanos, int failed) {
        /** Those of one of ten parts of the time. */
        List<Long> part(int part) {
            return nanos.subList(nanos.size() * part / PARTS, nanos.size() * (part + 1) / PARTS);
        }
    }

    /** @param version the newest version that can be asked */
    Askers(AsofClient client, IntSupplier accounts, IntSupplier version, int requestsPerSecond) {
        this.client = client;
        this.accounts = accounts;
        this.version = version;
        this.nanosBetweenRequests = TimeUnit.SECONDS.toNanos(THREADS) / requestsPerSecond;
    }

    void start(long seed) {
        for (int i = 0; i < THREADS; i++) {
            SplittableRandom random = new SplittableRandom(seed + i);
            FutureTask<Asked> task = new FutureTask<>(() -> ask(random));
            asking.add(task);
            Thread.ofPlatform().daemon().start(task);
        }
    }

    private Asked ask(SplittableRandom random) {
        List<Long> nanos = new ArrayList<>();
        int failed = 0;
        long due = System.nanoTime() + random.nextLong(nanosBetweenRequests);
        while (!isStopping) {
            LockSupport.parkNanos(due - System.nanoTime());
            try {
                askOnce(random);
            } catch (RuntimeException e) {
                failed++;
                failures.add(String.valueOf(e.getMessage()));
            }
            nanos.add(System.nanoTime() - due);
            due += nanosBetweenRequests;
        }
        return new Asked(nanos, failed);
    }

    private void askOnce(SplittableRandom random) {
        int asked = random.nextInt(3);
        client.get(
                "shop",
                asked == 0 ? 0 : asked == 1 ? 1 : version.getAsInt(),
                keys(List.of((long) random.nextInt(accounts.getAsInt()))),
                QuestionTimes.NOW);
    }

    static ColumnBatch keys(List<Object> accounts) {
        return new ColumnBatch(
                new Schema(List.of(new Field("account", ScalarType.INT64))),
                List.of(Columns.of(Type.INT64, accounts)),
                accounts.size());
    }

    /** Ends, and says in a line what was asked. */
    String stop(double seconds) throws InterruptedException, ExecutionException {
        isStopping = true;
        List<Asked> all = new ArrayList<>();
        for (FutureTask<Asked> each : asking) {
            all.add(each.get());
        }
        List<Long> nanos = all.stream().flatMap(each -> each.nanos().stream()).toList();
        int failed = all.stream().mapToInt(Asked::failed).sum();
        if (failed > 0) {
            throw new AssertionError(failed + " of " + nanos.size() + " requests failed: " + failures);
        }
        String parts = IntStream.range(0, PARTS)
                .mapToObj(part ->
                        all.stream().flatMap(each -> each.part(part).stream()).toList())
                .map(part -> String.format(Locale.ROOT, "%.1f", millis(part, 0.99)))
                .collect(Collectors.joining(", "));
        return String.format(
                Locale.ROOT,
                "%d requests (%.0f a second), 0 failed, from when they were due: median %.2f ms, longest %.0f ms, p99 of"
                        + " each tenth of the time %s ms",
                nanos.size(),
                nanos.size() / seconds,
                millis(nanos, 0.5),
                millis(nanos, 1),
                parts);
    }

    private static double millis(List<Long> nanos, double quantile) {
        List<Long> sorted = nanos.stream().sorted().toList();
        return sorted.get((int) ((sorted.size() - 1) * quantile)) / 1e6;
    }
}
