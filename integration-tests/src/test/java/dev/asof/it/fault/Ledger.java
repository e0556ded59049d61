package dev.asof.it.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.cli.client.AsofClient;
import dev.asof.it.answer.Columns;
import dev.asof.it.answer.WireAnswers;
import dev.asof.it.oracle.Answer;
import dev.asof.it.oracle.Feature;
import dev.asof.it.oracle.Oracle;
import dev.asof.it.oracle.Question;
import dev.asof.it.oracle.Row;
import dev.asof.it.oracle.Type;
import dev.asof.it.oracle.View;
import dev.asof.it.realdata.DuckDb;
import dev.asof.online.StoreStatus.SourceStatus;
import dev.asof.online.lookup.QuestionTimes;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** What producers sent and what was acknowledged, compared with what a server has. */
final class Ledger {
    private static final int QUESTIONS_PER_CALL = 2_000;

    private final List<EventStream> streams;
    private final List<EventStream> ofFiles = new ArrayList<>();
    private final SplittableRandom random;
    private final Set<Long> forgotten = new HashSet<>();
    private long comparedValues;

    Ledger(List<Producer> producers, long seed) {
        this.streams =
                producers.stream().flatMap(each -> each.streams().stream()).toList();
        this.random = new SplittableRandom(seed);
    }

    long comparedValues() {
        return comparedValues;
    }

    List<EventStream> streams() {
        return streams;
    }

    /** Adds events that come from a file. */
    void addFile(EventStream stream) {
        ofFiles.add(stream);
    }

    private Stream<EventStream> allStreams() {
        return Stream.concat(streams.stream(), ofFiles.stream());
    }

    /** What was acknowledged is there; what was never sent is not. */
    void requireAcknowledged(AsofClient client) {
        for (EventStream stream : streams) {
            assertThat(taken(client, stream))
                    .as(
                            "last sequence of %s in %s",
                            stream.producer(), stream.source().name())
                    .isBetween(
                            (long) stream.acknowledged(), (long) stream.sent().size());
        }
    }

    /** Once everything is acknowledged: each event was taken once. */
    void requireExactlyOnce(AsofClient client) {
        for (EventStream stream : streams) {
            assertThat(taken(client, stream)).isEqualTo(stream.sent().size());
        }
        for (SourceStatus status : client.status().store().sources()) {
            List<EventStream> into = streams.stream()
                    .filter(stream -> stream.source().name().equals(status.source()))
                    .toList();
            long broken = into.stream().mapToLong(EventStream::broken).sum();
            long all = into.stream().mapToLong(stream -> stream.sent().size()).sum();
            assertThat(status.quarantined())
                    .as("quarantined of %s", status.source())
                    .isEqualTo(broken);
            if (status.source().equals(Shop.CLICKS)) {
                assertThat(status.eventsIngested()).as("clicks").isEqualTo(all - broken);
            }
        }
    }

    /** The archive's files hold each event that was taken once, as another database reads them. */
    void requireArchivedOnce(AsofClient client, Path repository) {
        client.flushArchive();
        try (DuckDb duckDb = new DuckDb()) {
            for (SourceStatus status : client.status().store().sources()) {
                Path files = repository.resolve(".asof/archive").resolve(status.source() + "/*/*.parquet");
                String from = " FROM read_parquet('" + files + "', hive_partitioning = false)";
                assertThat(duckDb.number("SELECT count(*)" + from))
                        .as("archived of %s", status.source())
                        .isEqualTo(status.eventsIngested());
                assertThat(duckDb.number("SELECT count(DISTINCT _accepted_at)" + from))
                        .as("acceptances of %s", status.source())
                        .isEqualTo(status.eventsIngested());
            }
        }
    }

    static long taken(AsofClient client, EventStream stream) {
        return client.describeSource(stream.source().name(), stream.producer()).lastSequence();
    }

    /** All accounts that anything was sent of. */
    Collection<Long> accounts() {
        return allStreams()
                .flatMap(stream -> stream.sent().stream())
                .map(row -> (Long) row.value("account"))
                .distinct()
                .toList();
    }

    /** All values of these accounts are the oracle's, given the first {@code taken} events of each stream. */
    void requireOraclesValues(AsofClient client, Collection<Long> accounts, Map<EventStream, Integer> taken) {
        requireOraclesValuesOf(client, 1, accounts, rows(Shop.VIEWS, taken));
    }

    /** All values of a later version of the service are the oracle's, given all events that were sent. */
    void requireOraclesValuesOf(AsofClient client, int version, Collection<Long> accounts) {
        requireOraclesValuesOf(client, version, accounts, rows(Shop.viewsOf(version), all()));
    }

    /** The same, account by account, but for those whose data is found damaged. Returns how many these are. */
    int requireOraclesValuesOrRefusals(AsofClient client, Map<EventStream, Integer> taken) {
        Map<View, Map<Long, List<Row>>> rows = rows(Shop.VIEWS, taken);
        int refused = 0;
        for (Long account : accounts()) {
            try {
                requireOraclesValuesOf(client, 1, List.of(account), rows);
            } catch (AsofException e) {
                assertThat(e.code()).isEqualTo(ErrorCode.CORRUPT_DATA);
                refused++;
            }
        }
        return refused;
    }

    /** By view in their order. */
    private Map<View, Map<Long, List<Row>>> rows(List<View> views, Map<EventStream, Integer> taken) {
        Map<View, Map<Long, List<Row>>> rows = new LinkedHashMap<>();
        for (View view : views) {
            rows.put(view, byAccount(view, taken));
        }
        return rows;
    }

    private void requireOraclesValuesOf(
            AsofClient client, int version, Collection<Long> accounts, Map<View, Map<Long, List<Row>>> rows) {
        List<Question> questions = new ArrayList<>();
        for (Long account : accounts) {
            for (View view : rows.keySet()) {
                questions.add(question(account, rows.get(view).getOrDefault(account, List.of()), view));
            }
        }
        for (int from = 0; from < questions.size(); from += QUESTIONS_PER_CALL) {
            int to = Math.min(questions.size(), from + QUESTIONS_PER_CALL);
            compare(client, version, questions.subList(from, to), rows);
        }
    }

    /** All that was sent is to be there. */
    Map<EventStream, Integer> all() {
        Map<EventStream, Integer> all = new HashMap<>();
        allStreams().forEach(stream -> all.put(stream, stream.sent().size()));
        return all;
    }

    /** Takes an account for one that nothing was ever sent of. */
    void forget(long account) {
        forgotten.add(account);
    }

    private Map<Long, List<Row>> byAccount(View view, Map<EventStream, Integer> taken) {
        Map<Long, List<Row>> rows = new HashMap<>();
        for (EventStream stream : allStreams().toList()) {
            if (stream.source().equals(view.source())) {
                for (Row row : stream.sent().subList(0, taken.get(stream))) {
                    Long account = (Long) row.value("account");
                    if (!forgotten.contains(account)) {
                        rows.computeIfAbsent(account, each -> new ArrayList<>()).add(row);
                    }
                }
            }
        }
        return rows;
    }

    private Question question(Long account, List<Row> rows, View view) {
        long time = rows.isEmpty()
                ? 0
                : (Long) rows.get(random.nextInt(rows.size()))
                        .value(view.source().eventTime());
        long edge = random.nextInt(3) == 0 ? 1_000 * Shop.HOUR : random.nextInt(2) * Shop.HOUR;
        return new Question(
                List.of(account),
                Math.max(0, time + edge + random.nextInt(-1, 2)),
                OptionalLong.empty(),
                OptionalLong.empty());
    }

    private void compare(
            AsofClient client, int version, List<Question> questions, Map<View, Map<Long, List<Row>>> rows) {
        ColumnBatch keys = new ColumnBatch(
                new Schema(List.of(new Field("account", ScalarType.INT64))),
                List.of(Columns.of(
                        Type.INT64,
                        questions.stream().map(each -> each.key().getFirst()).toList())),
                questions.size());
        List<List<Answer>> answers = WireAnswers.of(client.get(
                "shop", version, keys, new QuestionTimes(Columns.asOf(questions), new long[0], new long[0])));
        int column = 0;
        for (View view : rows.keySet()) {
            for (int row = 0; row < questions.size(); row++) {
                compare(view, rows.get(view), questions.get(row), answers, column, row);
            }
            column += view.features().size();
        }
    }

    private void compare(
            View view,
            Map<Long, List<Row>> rows,
            Question question,
            List<List<Answer>> answers,
            int firstColumn,
            int row) {
        Oracle oracle = new Oracle(view, rows.getOrDefault(question.key().getFirst(), List.of()));
        int column = firstColumn;
        for (Feature feature : view.features()) {
            Answer expected = oracle.answer(feature, question);
            Answer answer = answers.get(column++).get(row);
            assertThat(answer.isSameAs(expected))
                    .as("%s of %s: expected %s, answered %s", feature.name(), question, expected, answer)
                    .isTrue();
            comparedValues++;
        }
    }

    /** The accounts of events that were acknowledged since. */
    Collection<Long> accountsSince(Map<EventStream, Integer> before) {
        return streams.stream()
                .flatMap(stream -> stream.accountsSince(before.getOrDefault(stream, 0)).stream())
                .distinct()
                .toList();
    }

    long events() {
        return streams.stream().mapToLong(stream -> stream.sent().size()).sum();
    }
}
