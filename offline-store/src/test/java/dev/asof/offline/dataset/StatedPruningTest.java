package dev.asof.offline.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.offline.Batches;
import dev.asof.offline.Fixture;
import dev.asof.offline.parquet.ForeignFile;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.repository.TableFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows that aren't read, as what files state of them shows that they don't matter, leave no trace. */
class StatedPruningTest {
    private static final long SEED = Long.getLong("asof.seed", 4_711);
    private static final int CASES = Integer.getInteger("asof.pruning.cases", 60);
    private static final int ROWS = 1_000;
    private static final MessageType TYPE = MessageTypeParser.parseMessageType("""
            message payments {
              required int64 paid_at (TIMESTAMP(MICROS,true));
              required int64 arrived_at (TIMESTAMP(MICROS,true));
              optional int64 card;
              optional binary shop (STRING);
              required int64 id;
              optional int64 amount;
              optional double price;
              optional binary country (STRING);
            }
            """);

    @TempDir
    private Path root;

    /** A row of the source, and of the file. */
    private record Payment(
            long paidAt,
            long arrivedAt,
            @Nullable Long card,
            @Nullable String shop,
            long id,
            @Nullable Long amount,
            @Nullable Double price,
            @Nullable String country) {

        void fill(Group row) {
            row.append("paid_at", paidAt).append("arrived_at", arrivedAt).append("id", id);
            if (card != null) {
                row.append("card", card);
            }
            if (shop != null) {
                row.append("shop", shop);
            }
            if (amount != null) {
                row.append("amount", amount);
            }
            if (price != null) {
                row.append("price", price);
            }
            if (country != null) {
                row.append("country", country);
            }
        }

        String line() {
            return String.join(
                    ",",
                    text(time(paidAt)),
                    text(time(arrivedAt)),
                    text(card),
                    text(shop),
                    text(id),
                    text(amount),
                    text(price),
                    text(country));
        }

        private static String time(long micros) {
            return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString();
        }

        private static String text(@Nullable Object value) {
            return value == null ? "" : value.toString();
        }
    }

    /** A text file states nothing of its rows, so all of them are read. */
    @Test
    void aFileThatStatesWhatItHasGivesWhatATextFileGives() throws IOException {
        long skipped = 0;
        int partly = 0;
        for (int number = 0; number < CASES; number++) {
            Random random = new Random(new SplittableRandom(SEED + number).nextLong());
            String what = "seed " + (SEED + number);
            List<Payment> payments = payments(random);
            String definitions = definitions(random);
            DatasetManifest stated = build(random, what + "-stated", definitions, payments, TableFormat.PARQUET);
            DatasetManifest silent = build(random, what + "-silent", definitions, payments, TableFormat.CSV);
            what += "\n" + definitions;
            assertThat(lines(number, "stated")).as(what).isEqualTo(lines(number, "silent"));
            assertThat(stated.features()).as(what).isEqualTo(silent.features());
            assertThat(stated.views().getFirst().filterErrors())
                    .as(what)
                    .isEqualTo(silent.views().getFirst().filterErrors());
            DatasetManifest.Input input = stated.inputs().getFirst();
            assertThat(input.violations())
                    .as(what)
                    .isEqualTo(silent.inputs().getFirst().violations());
            assertThat(input.violatingRows())
                    .as(what)
                    .isEqualTo(silent.inputs().getFirst().violatingRows());
            assertThat(silent.inputs().getFirst().skippedRows()).isZero();
            skipped += input.skippedRows();
            partly += input.skippedRows() > 0 && input.skippedRows() < input.rows() ? 1 : 0;
        }
        assertThat(skipped).as("rows that were not read").isGreaterThan(CASES * ROWS / 8);
        assertThat(partly).as("files of which some rows were read").isGreaterThan(CASES / 6);
    }

    @Test
    void pagesOfTimesThatNoQuestionSeesAreNotRead() throws IOException {
        List<Payment> payments = rising();
        DatasetManifest manifest = build("pages", definitions("", "amount", "card", ""), payments, 100, 999, 1);
        assertThat(manifest.inputs().getFirst().skippedRows()).isEqualTo(900);
        assertThat(lines("pages")).hasSize(2).element(1).asString().startsWith("1,1970-01-01T00:00:00.000999Z,48725,5");
    }

    @Test
    void aRowThatViolatesIsCountedWhereverItLies() throws IOException {
        List<Payment> payments = rising();
        Payment old = payments.get(420);
        payments.set(420, new Payment(old.paidAt, old.arrivedAt, old.card, old.shop, old.id, 99_999L, 1.0, "c1"));
        DatasetManifest manifest = build("violating", definitions("", "amount", "card", ""), payments, 100, 999, 1);
        assertThat(manifest.inputs().getFirst().skippedRows()).isEqualTo(800);
        assertThat(manifest.inputs().getFirst().violatingRows()).isEqualTo(1);
    }

    @Test
    void pagesThatTheFilterLetsNothingPassOfAreNotRead() throws IOException {
        DatasetManifest manifest =
                build("filter", definitions("where: amount > 899\n", "amount", "card", ""), rising(), 100, 2_000, 1);
        assertThat(manifest.inputs().getFirst().skippedRows()).isEqualTo(900);
    }

    @Test
    void aFilterKeepsNothingBackWhereVersionsReplaceEachOther() throws IOException {
        DatasetManifest manifest = build(
                "versions",
                definitions("where: amount > 899\n", "amount", "card", "unique_key: [id]\n"),
                rising(),
                100,
                2_000,
                1);
        assertThat(manifest.inputs().getFirst().skippedRows()).isZero();
    }

    @Test
    void aFilterKeepsNothingBackWhereAnExpressionMayFail() throws IOException {
        DatasetManifest manifest = build(
                "failing", definitions("where: amount > 899\n", "amount + 1", "card", ""), rising(), 100, 2_000, 1);
        assertThat(manifest.inputs().getFirst().skippedRows()).isZero();
    }

    @Test
    void entitiesThatTheBloomFilterLacksAreNotLookedFor() throws IOException {
        List<Payment> payments = rising();
        for (int row = 0; row < ROWS; row += 2) {
            Payment old = payments.get(row);
            payments.set(
                    row, new Payment(old.paidAt, old.arrivedAt, 1_000L + row, old.shop, old.id, old.amount, 1.0, "c1"));
        }
        assertThat(build("lacking", definitions("", "amount", "card", ""), payments, ROWS, 2_000, 501)
                        .inputs()
                        .getFirst()
                        .skippedRows())
                .isEqualTo(ROWS);
        assertThat(build("present", definitions("", "amount", "card", ""), payments, ROWS, 2_000, 1_500)
                        .inputs()
                        .getFirst()
                        .skippedRows())
                .isZero();
    }

    /** One payment a microsecond, of card 1, of as much as it is late. */
    private static List<Payment> rising() {
        List<Payment> payments = new ArrayList<>();
        for (int row = 0; row < ROWS; row++) {
            payments.add(new Payment(row, row, 1L, "s1", row, (long) row, 1.0, "c" + row % 3));
        }
        return payments;
    }

    /** With windows that are wide where the question comes after all payments. */
    private DatasetManifest build(
            String name, String definitions, List<Payment> payments, int pageRows, long asOf, long card)
            throws IOException {
        String wide = asOf < ROWS ? definitions : definitions.replace("80us", "5000us");
        Fixture fixture = new Fixture(root.resolve(name)).define(wide.formatted("parquet"));
        Files.createDirectories(fixture.path("data"));
        ForeignFile.write(
                fixture.path("data/payments.parquet"),
                TYPE,
                new ForeignFile.Style(CompressionCodecName.ZSTD, WriterVersion.PARQUET_2_0, 1 << 27, pageRows),
                options -> options.withBloomFilterEnabled("card", true).withDictionaryEncoding("card", false),
                ROWS,
                (row, number) -> payments.get(number).fill(row));
        fixture.parquet(
                "asked.parquet",
                Batches.with("card", ScalarType.INT64, card).and("event_timestamp", ScalarType.TIMESTAMP, asOf));
        return fixture.build(
                "service", "asked.parquet", "out", BuildSettings.of(2).with(TableFormat.CSV));
    }

    private List<String> lines(String name) throws IOException {
        return Files.readAllLines(root.resolve(name).resolve("out"));
    }

    private List<String> lines(int number, String kind) throws IOException {
        return lines("seed " + (SEED + number) + "-" + kind);
    }

    private DatasetManifest build(
            Random random, String name, String definitions, List<Payment> payments, TableFormat format)
            throws IOException {
        Fixture fixture = new Fixture(root.resolve(name)).define(definitions.formatted(format.text()));
        Files.createDirectories(fixture.path("data"));
        if (format == TableFormat.CSV) {
            List<String> lines = new ArrayList<>(List.of("paid_at,arrived_at,card,shop,id,amount,price,country"));
            payments.forEach(payment -> lines.add(payment.line()));
            Files.write(fixture.path("data/payments.csv"), lines);
        } else {
            write(random, fixture.path("data/payments.parquet"), payments);
        }
        Random asked = new Random(name.replaceAll("-.*", "").hashCode());
        int count = 1 + asked.nextInt(20);
        boolean isShop = definitions.contains("keys: {shop");
        long first = asked.nextInt(ROWS);
        Object[] keys = new Object[count];
        Object[] times = new Object[count];
        for (int i = 0; i < count; i++) {
            int key = asked.nextInt(60) - 5;
            keys[i] = isShop ? "s" + key : (Object) (long) key;
            times[i] = first + asked.nextInt(200);
        }
        fixture.parquet(
                "asked.parquet",
                Batches.with(isShop ? "shop" : "card", isShop ? ScalarType.STRING : ScalarType.INT64, keys)
                        .and("event_timestamp", ScalarType.TIMESTAMP, times));
        return fixture.build(
                "service",
                "asked.parquet",
                "out",
                BuildSettings.of(2).with(TableFormat.CSV).with(StatusColumns.INCLUDED));
    }

    private static void write(Random random, Path file, List<Payment> payments) {
        ForeignFile.Style style = new ForeignFile.Style(
                random.nextBoolean() ? CompressionCodecName.UNCOMPRESSED : CompressionCodecName.ZSTD,
                random.nextBoolean() ? WriterVersion.PARQUET_1_0 : WriterVersion.PARQUET_2_0,
                random.nextBoolean() ? 1 << 27 : 1 << 14,
                10 + random.nextInt(random.nextBoolean() ? 20 : 200));
        boolean haveDictionary = random.nextInt(4) > 0;
        boolean haveBlooms = random.nextBoolean();
        boolean isStated = random.nextInt(6) > 0;
        ForeignFile.write(
                file,
                TYPE,
                style,
                options -> options.withDictionaryEncoding(haveDictionary)
                        .withDictionaryEncoding("id", false)
                        .withPageSize(300 + random.nextInt(3_000))
                        .withMinRowCountForPageSizeCheck(1)
                        .withStatisticsEnabled(isStated)
                        .withBloomFilterEnabled("card", haveBlooms)
                        .withBloomFilterEnabled("shop", haveBlooms)
                        .withBloomFilterEnabled("amount", haveBlooms)
                        .withBloomFilterEnabled("country", haveBlooms),
                ROWS,
                (row, number) -> payments.get(number).fill(row));
    }

    private static List<Payment> payments(Random random) {
        List<Payment> payments = new ArrayList<>();
        int broken = random.nextInt(3) == 0 ? 200 : Integer.MAX_VALUE;
        int nulls = random.nextBoolean() ? 9 : Integer.MAX_VALUE;
        for (int row = 0; row < ROWS; row++) {
            long time = random.nextInt(ROWS);
            long near = time / 20;
            payments.add(new Payment(
                    time,
                    Math.max(0, time + random.nextInt(60) - 20),
                    random.nextInt(broken) == 0 ? null : (Long) (near + random.nextInt(5)),
                    random.nextInt(broken) == 0 ? null : "s" + (near + random.nextInt(5)),
                    random.nextInt(400),
                    random.nextInt(broken) == 0
                            ? (Long) 5_000L
                            : random.nextInt(nulls) == 0 ? null : (Long) (time - 500),
                    random.nextInt(nulls) == 0 ? null : (Double) price(random, near),
                    random.nextInt(nulls) == 0 ? null : "c" + random.nextInt(3) + near / 10));
        }
        switch (random.nextInt(5)) {
            case 0 -> {}
            case 1 -> payments.sort(Comparator.comparing(payment -> payment.country == null ? "" : payment.country));
            default -> payments.sort(Comparator.comparingLong(Payment::paidAt));
        }
        return payments;
    }

    private static double price(Random random, long near) {
        return switch (random.nextInt(30)) {
            case 0 -> -0.0;
            case 1 -> 0.0;
            case 2 -> random.nextInt(10) == 0 ? Double.NaN : 1.0;
            default -> near / 4.0;
        };
    }

    private static String definitions(Random random) {
        return definitions(
                random.nextInt(3) == 0 ? "" : "where: " + condition(random, 2) + "\n",
                random.nextInt(4) == 0 ? "amount / (amount - 3)" : "amount",
                random.nextBoolean() ? "card" : "shop",
                (random.nextInt(3) == 0 ? "arrival_time: arrived_at\n" : "")
                        + (random.nextInt(4) == 0 ? "unique_key: [id]\n" : ""));
    }

    private static String condition(Random random, int depth) {
        return switch (random.nextInt(depth == 0 ? 8 : 11)) {
            case 0 -> "amount > " + (random.nextInt(1_000) - 500);
            case 1 -> (random.nextInt(1_000) - 500) + " >= amount";
            case 2 -> "price BETWEEN " + random.nextInt(12) + ".0 AND " + random.nextInt(14) + ".0";
            case 3 -> "price " + List.of("=", "<", ">=", "<>").get(random.nextInt(4)) + " 0.0";
            case 4 -> "country = 'c" + random.nextInt(3) + random.nextInt(5) + "'";
            case 5 -> "country IN ('c00', 'c1" + random.nextInt(5) + "', 'x')";
            case 6 -> "amount = " + (random.nextInt(1_000) - 500);
            case 7 ->
                switch (random.nextInt(4)) {
                    case 0 -> "amount + 10 > 0";
                    case 1 -> "country LIKE 'c1%%'";
                    case 2 -> "paid_at >= TIMESTAMP '1970-01-01 00:00:00.0005Z'";
                    default -> "100 / amount > 0";
                };
            case 8 -> "(" + condition(random, depth - 1) + " AND " + condition(random, depth - 1) + ")";
            case 9 -> "(" + condition(random, depth - 1) + " OR " + condition(random, depth - 1) + ")";
            default -> "NOT (" + condition(random, depth - 1) + ")";
        };
    }

    private static String definitions(String where, String value, String key, String roles) {
        return """
                entity: payer
                keys: {%s: %s}
                ---
                source: payments
                format: %%s
                path: data/
                event_time: paid_at
                %scolumns:
                  paid_at: {type: timestamp}
                  arrived_at: {type: timestamp}
                  card: {type: int64}
                  shop: {type: string}
                  id: {type: int64}
                  amount: {type: int64, min: -1000, max: 1000}
                  price: {type: float64}
                  country: {type: string}
                on_violation: drop
                ---
                feature_view: spend
                version: 1
                entity: payer
                source: payments
                %sfeatures:
                  total: {aggregate: "sum(%s)", window: 50us}
                  times: {aggregate: count(*), window: 5us}
                  dear: {aggregate: max(price), window: 80us, where: price > 2.0}
                  country: {aggregate: last(country), window: 60us}
                ---
                feature_service: service
                version: 1
                features: [spend@1:*]
                """.formatted(key, key.equals("shop") ? "string" : "int64", roles, where, value);
    }
}
