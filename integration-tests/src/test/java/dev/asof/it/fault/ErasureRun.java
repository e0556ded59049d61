package dev.asof.it.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.cli.client.AsofClient;
import dev.asof.it.process.ServerProcess;
import dev.asof.it.realdata.DuckDb;
import dev.asof.offline.archive.EventArchive;
import dev.asof.online.QuarantinePage;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.quarantine.QuarantineFilter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * One account after the other is erased while two producers send, by a server that is killed meanwhile (SIGKILL). Erased once more by
 * the next one, it is an account never seen, in no row of archive and quarantine, and all other accounts have the oracle's
 * values. A failure names the seed.
 */
public final class ErasureRun {
    private static final long LONGEST_FIRST_MILLIS = 100;
    private static final int MOST_ATTEMPTS_A_KILL = 5;
    private static final int FIRST_SENDING_MILLIS = 500;

    private final Path repository;
    private final SplittableRandom random;
    private final List<Producer> producers;
    private final Ledger ledger;
    private final Set<Long> erased = new TreeSet<>();
    private ServerProcess server;
    private volatile AsofClient client;
    private long erasingMillis = LONGEST_FIRST_MILLIS;
    private int erasures;
    private int killedHalfway;

    private ErasureRun(Path repository, long seed) {
        this.repository = repository;
        this.random = new SplittableRandom(seed);
        this.producers =
                List.of(new Producer("till", seed, () -> client), new Producer("web", seed + 1_000, () -> client));
        this.ledger = new Ledger(producers, seed);
        this.server = ServerProcess.start(repository);
        this.client = server.client();
    }

    /** Takes how many erasures are to be killed on their way, a seed, and an empty folder. */
    public static void main(String[] arguments) throws Exception {
        System.out.println(run(Integer.parseInt(arguments[0]), Long.parseLong(arguments[1]), Path.of(arguments[2])));
        System.exit(0);
    }

    /** Runs, and says in one line what happened. */
    static String run(int times, long seed, Path folder) throws Exception {
        Path repository = folder.resolve("shop");
        Shop.write(repository);
        ErasureRun run = new ErasureRun(repository, seed);
        try {
            run.send(FIRST_SENDING_MILLIS);
            run.stopProducers();
            while (run.killedHalfway < times) {
                assertThat(run.erasures)
                        .as("erasures of which no more than %d were killed on their way", run.killedHalfway)
                        .isLessThan(times * MOST_ATTEMPTS_A_KILL);
                run.cycle();
            }
            return run.report();
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
        } finally {
            run.server.kill();
        }
    }

    private void send(int millis) throws InterruptedException {
        producers.forEach(Producer::start);
        Thread.sleep(millis);
    }

    private void stopProducers() throws InterruptedException, ExecutionException {
        for (Producer producer : producers) {
            producer.stop();
        }
    }

    private void cycle() throws Exception {
        List<Long> accounts = List.copyOf(ledger.accounts());
        long account = accounts.get(random.nextInt(accounts.size()));
        send(random.nextInt(100, 600));
        if (random.nextBoolean()) {
            client.flushArchive();
        }
        killedHalfway += isKilledOnItsWay(account) ? 1 : 0;
        erasures++;
        stopProducers();
        server = ServerProcess.start(repository);
        client = server.client();
        eraseUnharmed(account);
        producers.forEach(Producer::finish);
        erased.add(account);
        ledger.forget(account);
        ledger.requireOraclesValues(client, ledger.accounts(), ledger.all());
        requireNoRows();
    }

    private void eraseUnharmed(long account) {
        long start = System.nanoTime();
        client.erase(Optional.empty(), Map.of("account", Long.toString(account)));
        erasingMillis = 1 + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    }

    /** Kills the server at a moment between the first note of an erasure and its end. */
    private boolean isKilledOnItsWay(long account) throws InterruptedException {
        AsofClient asked = client;
        CompletableFuture<Boolean> erasing = CompletableFuture.supplyAsync(() -> {
            asked.erase(Optional.empty(), Map.of("account", Long.toString(account)));
            return true;
        });
        while (!isUnfinished() && !erasing.isDone()) {
            Thread.sleep(1);
        }
        Thread.sleep(random.nextLong(erasingMillis));
        server.kill();
        try {
            return !erasing.join();
        } catch (CompletionException e) {
            assertThat(e.getCause())
                    .isInstanceOfAny(AsofException.class, java.util.concurrent.CancellationException.class);
            return isUnfinished();
        }
    }

    private boolean isUnfinished() {
        return Files.exists(repository.resolve(".asof/erasure/receipts/unfinished.json"));
    }

    private void requireNoRows() {
        client.flushArchive();
        try (DuckDb duckDb = new DuckDb()) {
            for (String source : List.of(Shop.ORDERS, Shop.CLICKS)) {
                Path folder = repository.resolve(".asof/archive").resolve(source);
                if (EventArchive.files(folder).isEmpty()) {
                    continue;
                }
                Path files = folder.resolve("*/*.parquet");
                String accounts = String.join(
                        ", ",
                        erased.stream().map(account -> Long.toString(account)).toList());
                assertThat(duckDb.number("SELECT count(*) FROM read_parquet('" + files
                                + "', hive_partitioning = false) WHERE account IN (" + accounts + ")"))
                        .as("archived rows of erased accounts in %s", source)
                        .isZero();
            }
        }
        String token = "";
        do {
            QuarantinePage page = client.quarantined(QuarantineFilter.ALL, token, QuarantinePage.LARGEST);
            page.rows()
                    .forEach(row -> row.cells().stream()
                            .filter(cell -> cell.column().equals("account"))
                            .forEach(cell -> assertThat(erased)
                                    .doesNotContain(Long.parseLong(cell.text().orElseThrow()))));
            token = page.nextToken();
        } while (!token.isEmpty());
    }

    private String report() {
        return "erasure: " + erasures + " kills, " + killedHalfway + " of them halfway, " + erased.size()
                + " accounts erased among " + ledger.events() + " events, " + ledger.comparedValues()
                + " values compared, 0 wrong";
    }
}
