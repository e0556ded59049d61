package dev.asof.it.realdata;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.cli.client.AsofClient;
import dev.asof.it.answer.Columns;
import dev.asof.it.answer.WireAnswers;
import dev.asof.it.oracle.Answer;
import dev.asof.it.oracle.Oracle;
import dev.asof.it.oracle.Question;
import dev.asof.it.oracle.Row;
import dev.asof.it.oracle.Type;
import dev.asof.it.oracle.View;
import dev.asof.it.process.AsofCommand;
import dev.asof.it.process.MortalServer;
import dev.asof.offline.parquet.ParquetFile;
import dev.asof.offline.parquet.ParquetRows;
import dev.asof.online.StoreStatus.SourceStatus;
import dev.asof.online.load.LoadListener;
import dev.asof.online.load.LoadRequest;
import dev.asof.online.lookup.QuestionTimes;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lines of a wholesaler's invoices, dirty as they came, through a server that is killed while it takes them. */
@Tag("real-data")
class RetailIT {
    private static final int LINES_PER_BATCH = 1_000;
    private static final int LATEST_KILL_MILLIS = 120;
    private static final int QUESTIONS_PER_REQUEST = 1_000;
    private static final String PRODUCER = "till";
    private static final Pattern COMPARED = Pattern.compile("([\\d,]+) values? compared, ([\\d,]+) mismatch(es)?");
    private static final Pattern PRESENT = Pattern.compile("(?m)^ +present ([\\d,]+)$");

    @TempDir
    private Path repository;

    private final long seed = Long.getLong("asof.seed", 17);
    private final SplittableRandom random = new SplittableRandom(seed);

    @Test
    void whatAKilledServerAnswersIsWhatTrainingGets() throws IOException {
        RetailSize size = RetailSize.asAsked();
        Path file = prepare(RealData.get(), size);
        Path aside = Files.move(file, repository.resolve("invoice_lines.aside"));
        List<Map<String, Object>> lines = new ArrayList<>();
        ParquetFile parquet = ParquetFile.open(aside);
        ColumnBatch all = allRows(parquet);
        Columns.rows(all).forEach(lines::add);
        try (MortalServer server = new MortalServer(repository)) {
            server.call(client -> client.load(LoadRequest.ALL, LoadListener.NONE));
            ingestShuffled(server, all, size.kills());
            requireAllTaken(server, lines);
            judge(server, lines, size.judgedQuestions());
            verify(size, "archive");
            Files.move(aside, file);
            verify(size, "files");
        }
    }

    private Path prepare(RealData data, RetailSize size) {
        RealData.copyDefinitions("retail", repository);
        Path file = repository.resolve("data/invoice_lines.parquet");
        try (DuckDb duckDb = new DuckDb()) {
            duckDb.run("COPY (SELECT * FROM read_parquet('" + data.file("retail/invoice_lines.parquet")
                    + "') WHERE coalesce(customer_id, line_id) % " + size.customers() + " = 0) TO '" + file + "'");
        }
        AsofCommand.run(repository, "apply").requireDone();
        return file;
    }

    private static ColumnBatch allRows(ParquetFile file) {
        List<ColumnBatch> batches = new ArrayList<>();
        for (int rowGroup = 0; rowGroup < file.partCount(); rowGroup++) {
            try (ParquetRows rows = file.rows(rowGroup, file.schema().names())) {
                for (Optional<ColumnBatch> batch = rows.next(); batch.isPresent(); batch = rows.next()) {
                    batches.add(batch.get());
                }
            }
        }
        return Columns.joined(batches);
    }

    private void ingestShuffled(MortalServer server, ColumnBatch lines, int kills) {
        int[] order = shuffled(lines.rowCount());
        int batches = (order.length + LINES_PER_BATCH - 1) / LINES_PER_BATCH;
        Set<Integer> deadly = new TreeSet<>();
        while (deadly.size() < kills) {
            deadly.add(random.nextInt(batches));
        }
        for (int batch = 0; batch < batches; batch++) {
            int from = batch * LINES_PER_BATCH;
            int[] rows = Arrays.copyOfRange(order, from, Math.min(order.length, from + LINES_PER_BATCH));
            ColumnBatch events = lines.gather(rows);
            if (deadly.contains(batch)) {
                server.callAndKill(
                        Duration.ofMillis(random.nextInt(LATEST_KILL_MILLIS)),
                        client -> client.ingest("invoice_lines", PRODUCER, from + 1, events));
            } else {
                server.call(client -> client.ingest("invoice_lines", PRODUCER, from + 1, events));
            }
        }
        System.out.println("retail, seed " + seed + ": " + order.length + " lines sent in random order, "
                + server.kills() + " times SIGKILL, " + server.brokenCalls() + " batches without an answer sent again");
        assertThat(server.kills()).isEqualTo(kills);
    }

    private int[] shuffled(int count) {
        int[] order = IntStream.range(0, count).toArray();
        for (int i = count - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int row = order[i];
            order[i] = order[other];
            order[other] = row;
        }
        return order;
    }

    private static void requireAllTaken(MortalServer server, List<Map<String, Object>> lines) {
        long ofNobody =
                lines.stream().filter(line -> line.get("customer_id") == null).count();
        SourceStatus status = server.call(AsofClient::status).store().sources().getFirst();
        assertThat(status.eventsIngested()).isEqualTo(lines.size() - ofNobody);
        assertThat(status.quarantined()).isEqualTo(ofNobody);
        System.out.println("retail: " + status.eventsIngested() + " lines accepted, " + status.quarantined()
                + " quarantined, of " + lines.size());
        assertThat(server.call(client -> client.describeSource("invoice_lines", PRODUCER))
                        .lastSequence())
                .isEqualTo(lines.size());
    }

    private void judge(MortalServer server, List<Map<String, Object>> lines, int count) {
        List<Map<String, Object>> sold =
                lines.stream().filter(line -> line.get("customer_id") != null).toList();
        Map<Object, List<Row>> byCustomer = new HashMap<>();
        sold.forEach(line -> byCustomer
                .computeIfAbsent(line.get("customer_id"), customer -> new ArrayList<>())
                .add(new Row(line, Row.ALWAYS)));
        Map<Answer.Status, Long> statuses = new EnumMap<>(Answer.Status.class);
        List<Question> questions = new RetailQuestions(random.nextLong(), sold).draw(count);
        for (int from = 0; from < count; from += QUESTIONS_PER_REQUEST) {
            List<Question> some = questions.subList(from, Math.min(count, from + QUESTIONS_PER_REQUEST));
            List<List<Answer>> answers = ask(server, some);
            for (int i = 0; i < some.size(); i++) {
                Question question = some.get(i);
                judge(question, byCustomer.get(question.key().getFirst()), answers, i, statuses);
            }
        }
        System.out.println("retail: "
                + statuses.values().stream().mapToLong(Long::longValue).sum()
                + " values compared with the oracle, 0 mismatches; " + statuses);
    }

    private void judge(
            Question question,
            List<Row> lines,
            List<List<Answer>> answers,
            int row,
            Map<Answer.Status, Long> statuses) {
        int column = 0;
        for (Map.Entry<String, View> view : RetailViews.all().entrySet()) {
            Oracle oracle = new Oracle(view.getValue(), lines);
            for (var feature : view.getValue().features()) {
                Answer expected = oracle.answer(feature, question);
                Answer answer = answers.get(column++).get(row);
                assertThat(answer.isSameAs(expected))
                        .as(
                                "seed %d, %s:%s of %s: expected %s, answered %s",
                                seed, view.getKey(), feature.name(), question, expected, answer)
                        .isTrue();
                statuses.merge(answer.status(), 1L, Long::sum);
            }
        }
    }

    private static List<List<Answer>> ask(MortalServer server, List<Question> questions) {
        List<Object> customers =
                questions.stream().map(question -> question.key().getFirst()).toList();
        ColumnBatch keys = new ColumnBatch(
                new Schema(List.of(new Field("customer_id", ScalarType.INT64))),
                List.of(Columns.of(Type.INT64, customers)),
                questions.size());
        long[] asOf = questions.stream().mapToLong(Question::asOf).toArray();
        return WireAnswers.of(server.call(
                client -> client.get("customers", 1, keys, new QuestionTimes(asOf, new long[0], new long[0]))));
    }

    private void verify(RetailSize size, String inputs) {
        String output = AsofCommand.run(
                        repository,
                        "verify",
                        "--service",
                        "customers@1",
                        "--sample",
                        Integer.toString(size.verifiedQuestions()),
                        "--seed",
                        Long.toString(random.nextLong(Integer.MAX_VALUE)),
                        "--inputs",
                        inputs)
                .requireDone()
                .output();
        System.out.println("retail, offline from " + inputs + ": " + output.strip());
        long compared = number(COMPARED, output, 1);
        assertThat(compared).isEqualTo(26L * size.verifiedQuestions());
        assertThat(number(COMPARED, output, 2)).isZero();
        assertThat(2 * number(PRESENT, output, 1)).isGreaterThanOrEqualTo(compared);
    }

    private static long number(Pattern pattern, String text, int group) {
        Matcher matcher = pattern.matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return Long.parseLong(matcher.group(group).replace(",", ""));
    }
}
