package dev.asof.it.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.cli.client.AsofClient;
import dev.asof.it.answer.WireAnswers;
import dev.asof.it.oracle.Answer;
import dev.asof.it.process.AsofCommand;
import dev.asof.it.process.ServerProcess;
import dev.asof.online.StoreStatus.SourceStatus;
import dev.asof.online.load.LoadListener;
import dev.asof.online.load.LoadRequest;
import dev.asof.online.lookup.QuestionTimes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * New versions applied, loaded and switched to, and backups taken, while a server is asked at a steady rate and takes events from
 * two producers. No request may fail. In the end every value is the oracle's, and a server over the last backup answers
 * as the first one did by then, in every bit.
 */
public final class ReloadRun {
    private static final int QUESTIONS_PER_REQUEST = 200;
    private static final int PAUSE_MILLIS = 20;
    private static final long HOURS_OF_EVENTS = 48;

    private final Path folder;
    private final Path repository;
    private final SplittableRandom random;
    private final long seed;
    private int version = 1;
    private int backups;
    private long mostAccounts;
    private volatile int newest = 1;

    private ReloadRun(Path folder, long seed) {
        this.folder = folder;
        this.repository = folder.resolve("shop");
        this.seed = seed;
        this.random = new SplittableRandom(seed);
    }

    /** Takes how many seconds, requests a second, lookups to compare after a restore, a seed, and an empty folder. */
    public static void main(String[] arguments) throws Exception {
        System.out.println(run(
                Integer.parseInt(arguments[0]),
                Integer.parseInt(arguments[1]),
                Integer.parseInt(arguments[2]),
                Long.parseLong(arguments[3]),
                Path.of(arguments[4])));
        System.exit(0);
    }

    /** Runs, and says what happened. */
    static String run(int seconds, int requestsPerSecond, int lookups, long seed, Path folder) throws Exception {
        ReloadRun run = new ReloadRun(folder, seed);
        Shop.write(run.repository);
        try (ServerProcess server = ServerProcess.start(run.repository)) {
            String asked = run.reloadWhileAsked(server.client(), seconds, requestsPerSecond);
            return asked + "\n" + run.compareRestored(server.client(), lookups);
        }
    }

    private String reloadWhileAsked(AsofClient client, int seconds, int requestsPerSecond) throws Exception {
        List<Producer> producers = List.of(
                new Producer("till", seed, () -> client, PAUSE_MILLIS),
                new Producer("web", seed + 1_000, () -> client, PAUSE_MILLIS));
        Ledger ledger = new Ledger(producers, seed);
        producers.forEach(Producer::start);
        Askers askers = new Askers(client, () -> accounts(ledger), () -> newest, requestsPerSecond);
        long start = System.nanoTime();
        askers.start(seed);
        while (System.nanoTime() - start < seconds * 1e9) {
            switchVersion(client);
            backUp();
        }
        String asked = askers.stop((System.nanoTime() - start) / 1e9);
        for (Producer producer : producers) {
            producer.stop();
            producer.finish();
        }
        ledger.requireExactlyOnce(client);
        ledger.requireOraclesValues(client, ledger.accounts(), ledger.all());
        return String.format(
                Locale.ROOT,
                "%s; meanwhile %d versions applied, loaded and switched to, %d backups, %d events ingested; %d values"
                        + " compared with the oracle, 0 mismatches",
                asked,
                version - 1,
                backups,
                ledger.events(),
                ledger.comparedValues());
    }

    private static int accounts(Ledger ledger) {
        return 1
                + ledger.streams().stream()
                                .mapToInt(EventStream::acknowledged)
                                .max()
                                .orElseThrow()
                        / EventStream.EVENTS_PER_ACCOUNT;
    }

    private void switchVersion(AsofClient client) throws IOException {
        int next = version + 1;
        Shop.applyVersion(repository, next);
        assertThat(answeringVersion(client)).isBetween(version, next);
        client.load(LoadRequest.ALL, LoadListener.NONE);
        assertThat(answeringVersion(client)).isEqualTo(next);
        version = next;
        newest = next;
    }

    private static int answeringVersion(AsofClient client) {
        return client.get("shop", 0, Askers.keys(List.of(1L)), QuestionTimes.NOW)
                .version();
    }

    private void backUp() {
        backups++;
        AsofCommand.run(repository, "backup", "create", backup().toString()).requireDone();
    }

    private Path backup() {
        return folder.resolve("backup-" + backups);
    }

    private String compareRestored(AsofClient original, int lookups) throws Exception {
        Path restored = Files.createDirectories(folder.resolve("restored"));
        for (String file : List.of("shop.yaml", "next.yaml")) {
            Files.copy(repository.resolve(file), restored.resolve(file));
        }
        AsofCommand.run(restored, "backup", "restore", backup().toString()).requireDone();
        long values = 0;
        try (ServerProcess server = ServerProcess.start(restored)) {
            mostAccounts = accountsOf(server.client());
            for (int from = 0; from < lookups; from += QUESTIONS_PER_REQUEST) {
                values += compare(server.client(), original, random.nextBoolean() ? 1 : version);
            }
        }
        return String.format(
                Locale.ROOT,
                "restored: %d lookups, %d values, the same bits as in the server that was backed up",
                lookups,
                values);
    }

    /** The original is asked with the times that the restored one used: what came after the backup is not accepted by then. */
    private long compare(AsofClient restored, AsofClient original, int serviceVersion) {
        List<Object> accounts = new ArrayList<>();
        long[] asOf = new long[QUESTIONS_PER_REQUEST];
        for (int i = 0; i < asOf.length; i++) {
            accounts.add(random.nextLong(1L + mostAccounts));
            asOf[i] = EventStream.START + random.nextLong((HOURS_OF_EVENTS + 12) * Shop.HOUR);
        }
        var keys = Askers.keys(accounts);
        var there = restored.get("shop", serviceVersion, keys, new QuestionTimes(asOf, new long[0], new long[0]));
        var here = original.get("shop", serviceVersion, keys, there.times());
        List<List<Answer>> expected = WireAnswers.of(here);
        List<List<Answer>> answers = WireAnswers.of(there);
        for (int feature = 0; feature < expected.size(); feature++) {
            for (int row = 0; row < asOf.length; row++) {
                assertThat(answers.get(feature)
                                .get(row)
                                .isSameAs(expected.get(feature).get(row)))
                        .as("seed %d: feature %d of account %s as of %d", seed, feature, accounts.get(row), asOf[row])
                        .isTrue();
            }
        }
        return (long) expected.size() * asOf.length;
    }

    private static long accountsOf(AsofClient client) {
        long events = client.status().store().sources().stream()
                .mapToLong(SourceStatus::eventsIngested)
                .max()
                .orElseThrow();
        return events / (2L * EventStream.EVENTS_PER_ACCOUNT);
    }
}
