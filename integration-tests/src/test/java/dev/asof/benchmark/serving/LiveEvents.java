package dev.asof.benchmark.serving;

import dev.asof.cli.client.AsofClient;
import dev.asof.cli.client.ServerAddress;
import dev.asof.it.answer.WireAnswers;
import dev.asof.it.oracle.Answer;
import dev.asof.it.oracle.Feature;
import dev.asof.it.oracle.Oracle;
import dev.asof.it.oracle.Question;
import dev.asof.it.oracle.Row;
import dev.asof.it.oracle.View;
import dev.asof.online.lookup.QuestionTimes;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.DoubleColumn;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.LongColumn;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * Sends the events of {@link LiveViews}: first those of the seven days before, as fast as they are taken, and then so many a
 * second. Meanwhile it asks about some accounts; afterwards it compares each answer with the oracle's, which knows the events
 * that were accepted by the time that the answer says.
 */
public final class LiveEvents {
    private static final Schema SCHEMA = new Schema(List.of(
            new Field("account_id", ScalarType.INT64),
            new Field("at", ScalarType.TIMESTAMP),
            new Field("amount", ScalarType.FLOAT64)));
    private static final Schema KEYS = new Schema(List.of(new Field("account_id", ScalarType.INT64)));
    private static final long WEEK_MICROS = 7L * 24 * 3_600 * 1_000_000;
    private static final long RECENT_MICROS = 2_000_000;
    private static final int EARLIER_BATCH = 5_000;

    /** The accounts that are asked about, of which all events are kept. */
    private static final int ASKED_ACCOUNTS = 100;

    private static final long MILLIS_BETWEEN_QUESTIONS = 50;
    private static final long NANOS_BETWEEN_TRIES = 5_000_000;

    private final AsofClient client;
    private final int accounts;
    private final int liveBatch;
    private final Map<String, ConcurrentLinkedQueue<Row>> rows = new HashMap<>();
    private final List<Asked> asked = new ArrayList<>();
    private final LongAdder refused = new LongAdder();
    private volatile boolean isOver;

    private record Asked(Question question, List<List<Answer>> answers) {}

    private LiveEvents(AsofClient client, int accounts, int liveBatch) {
        this.client = client;
        this.accounts = accounts;
        this.liveBatch = liveBatch;
        LiveViews.SOURCES.forEach(source -> rows.put(source, new ConcurrentLinkedQueue<>()));
    }

    /** Takes the server's port, the accounts, how many events a batch has later, the events of the days before, events a second, and for how many seconds. */
    public static void main(String[] arguments) throws Exception {
        ServerAddress server = new ServerAddress("127.0.0.1", Integer.parseInt(arguments[0]));
        try (AsofClient client = AsofClient.to(server)) {
            LiveEvents events = new LiveEvents(client, Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
            events.sendEarlier(Integer.parseInt(arguments[3]));
            System.out.println("ready");
            events.sendLive(Double.parseDouble(arguments[4]), Double.parseDouble(arguments[5]));
            events.compare();
        }
    }

    private void sendEarlier(int events) throws InterruptedException {
        int perSource = events / LiveViews.SOURCES.size() / EARLIER_BATCH;
        each(source -> {
            SplittableRandom random = new SplittableRandom(source.hashCode());
            for (int batch = 0; batch < perSource; batch++) {
                send(source, "earlier", 1L + (long) batch * EARLIER_BATCH, EARLIER_BATCH, random, WEEK_MICROS);
            }
        });
    }

    private void sendLive(double rate, double seconds) throws InterruptedException {
        Thread questions = Thread.ofPlatform().start(this::ask);
        long start = System.nanoTime();
        long batches = (long) (rate * seconds / liveBatch / LiveViews.SOURCES.size());
        double nanosBetween = seconds * 1e9 / batches;
        each(source -> {
            SplittableRandom random = new SplittableRandom(source.hashCode() + 1L);
            long first = (long) (nanosBetween * LiveViews.SOURCES.indexOf(source) / LiveViews.SOURCES.size());
            for (long batch = 0; batch < batches; batch++) {
                sleepUntil(start + first + (long) (batch * nanosBetween));
                send(source, "live", 1 + batch * liveBatch, liveBatch, random, RECENT_MICROS);
            }
        });
        double took = (System.nanoTime() - start) / 1e9;
        isOver = true;
        questions.join();
        System.out.printf(Locale.ROOT, "sent=%.0f%n", batches * liveBatch * LiveViews.SOURCES.size() / took);
    }

    /** Does the same for each source at the same time. */
    private static void each(java.util.function.Consumer<String> work) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (String source : LiveViews.SOURCES) {
            threads.add(Thread.ofPlatform().start(() -> work.accept(source)));
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private static void sleepUntil(long nanos) {
        long left = nanos - System.nanoTime();
        if (left > 0) {
            java.util.concurrent.locks.LockSupport.parkNanos(left);
        }
    }

    private static long nowMicros() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    }

    private void send(String source, String producer, long first, int count, SplittableRandom random, long agoMicros) {
        long now = nowMicros();
        long[] account = new long[count];
        long[] at = new long[count];
        double[] amount = new double[count];
        for (int i = 0; i < count; i++) {
            account[i] = random.nextInt(accounts);
            at[i] = now - random.nextLong(agoMicros);
            amount[i] = random.nextInt(1_000_000) / 100.0;
        }
        List<Column> columns = List.of(
                new LongColumn(ScalarType.INT64, account),
                new LongColumn(ScalarType.TIMESTAMP, at),
                new DoubleColumn(ScalarType.FLOAT64, amount));
        ColumnBatch batch = new ColumnBatch(SCHEMA, columns, count);
        long acceptedAt = untilTaken(() -> client.ingest(source, producer, first, batch))
                .acceptedAtMicros()
                .orElseThrow();
        for (int i = 0; i < count; i++) {
            if (account[i] < ASKED_ACCOUNTS) {
                rows.get(source)
                        .add(new Row(Map.of("account_id", account[i], "at", at[i], "amount", amount[i]), acceptedAt));
            }
        }
    }

    /** Calls again for as long as the server refuses because too much waits there already. */
    private <T> T untilTaken(Supplier<T> call) {
        while (true) {
            try {
                return call.get();
            } catch (AsofException e) {
                if (e.code() != ErrorCode.OVERLOADED) {
                    throw e;
                }
                refused.increment();
                sleepUntil(System.nanoTime() + NANOS_BETWEEN_TRIES);
            }
        }
    }

    private void ask() {
        SplittableRandom random = new SplittableRandom(7);
        while (!isOver) {
            long account = random.nextInt(ASKED_ACCOUNTS);
            ColumnBatch keys =
                    new ColumnBatch(KEYS, List.of(new LongColumn(ScalarType.INT64, new long[] {account})), 1);
            var answer = untilTaken(() -> client.get(ServingData.SERVICE, 1, keys, QuestionTimes.NOW));
            Question question = new Question(
                    List.of(account),
                    QuestionTimes.at(answer.times().asOf(), 0),
                    OptionalLong.of(QuestionTimes.at(answer.times().knownAt(), 0)),
                    OptionalLong.of(QuestionTimes.at(answer.times().acceptedBy(), 0)));
            asked.add(new Asked(question, WireAnswers.of(answer)));
            sleepUntil(System.nanoTime() + MILLIS_BETWEEN_QUESTIONS * 1_000_000);
        }
    }

    private void compare() {
        int compared = 0;
        int wrong = 0;
        int feature = 0;
        for (View view : LiveViews.views()) {
            Oracle oracle = new Oracle(view, rows.get(view.source().name()));
            for (Feature each : view.features()) {
                for (Asked one : asked) {
                    Answer should = oracle.answer(each, one.question());
                    Answer is = one.answers().get(feature).getFirst();
                    compared++;
                    if (!is.isSameAs(should)) {
                        wrong++;
                        System.out.printf("%s: %s and not %s for %s%n", each.name(), is, should, one.question());
                    }
                }
                feature++;
            }
        }
        long[] live =
                rows.values().stream().mapToLong(java.util.Collection::size).toArray();
        System.out.printf(
                "compared=%d wrong=%d events=%d refused=%d%n",
                compared, wrong, Arrays.stream(live).sum(), refused.sum());
    }
}
