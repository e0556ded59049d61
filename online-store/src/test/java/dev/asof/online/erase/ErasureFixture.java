package dev.asof.online.erase;

import static dev.asof.online.OnlineFixture.NOW;
import static dev.asof.online.OnlineFixture.ask;
import static dev.asof.online.OnlineFixture.ingestClicks;
import static dev.asof.online.OnlineFixture.texts;

import dev.asof.online.OnlineFixture;
import dev.asof.online.OnlineStore;
import dev.asof.online.Rows;
import dev.asof.online.lookup.QuestionTimes;
import dev.asof.registry.compute.schema.ColumnBatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What tests of erasures ask again and again. */
final class ErasureFixture {
    static final Map<String, String> CUSTOMER_7 = Map.of("customer_id", "7");

    /** What {@link #spendOf} says of a customer who was never seen. */
    static final List<String> NEVER_SEEN = List.of("PRESENT 0", "NOT_FOUND", "NOT_FOUND");

    /** A name of a shop that nothing else has in its bytes. */
    static final String DISTINCT = "qzx-Umlaut-4711-shop";

    /** How many hashes stay of a number: of itself, its text and such that read as it. */
    static final int HASHES_OF_A_NUMBER = 3;

    private ErasureFixture() {}

    /**
     * Definitions of a customer's view alone.
     *
     * @param column that payments have beside their keys and time
     */
    static String spendOfPaymentsWith(String column, String onViolation) {
        return """
                entity: customer
                keys: {customer_id: int64}
                ---
                source: payments
                format: parquet
                path: payments
                event_time: paid_at
                unique_key: [payment_id]
                columns:
                  payment_id:  {type: int64}
                  customer_id: {type: int64}
                  shop:        {type: string}
                  paid_at:     {type: timestamp}
                  %s
                on_violation: %s
                ---
                feature_view: spend
                version: 2
                entity: customer
                source: payments
                features:
                  n: {aggregate: count(*), window: unbounded}
                """.formatted(column, onViolation);
    }

    static ColumnBatch customer(long id) {
        return Rows.of("customer_id int64").row(id).batch();
    }

    static ColumnBatch shop(String shop) {
        return Rows.of("shop string").row(shop).batch();
    }

    static List<String> spendOf(OnlineStore store, long customer) {
        return texts(ask(
                store,
                customer(customer),
                QuestionTimes.NOW,
                "spend:payments_ever",
                "spend:amount_1h",
                "spend:last_shop"));
    }

    static List<String> clicksOf(OnlineStore store, long customer) {
        return texts(ask(store, customer(customer), QuestionTimes.NOW, "browsing:clicks_ever"));
    }

    static List<String> ofShop(OnlineStore store, String shop) {
        return texts(ask(store, shop(shop), QuestionTimes.NOW, "turnover:amount_ever"));
    }

    /** One click of each. */
    static void ingestClicksOf(OnlineStore store, long... customers) {
        Rows clicks = OnlineFixture.clicks();
        for (long customer : customers) {
            clicks.row(customer, NOW, "home");
        }
        ingestClicks(store, "web", 1, clicks);
    }

    /** Payments without a shop. */
    static Rows noShop() {
        return Rows.of("payment_id int64", "customer_id int64", "paid_at timestamp", "amount float64");
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The files below the working folder that have this text in their bytes. */
    static List<Path> filesWith(OnlineFixture fixture, String text) throws IOException {
        try (Stream<Path> files = Files.walk(fixture.repository().workingFolder())) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> contains(file, text))
                    .toList();
        }
    }

    private static boolean contains(Path file, String text) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
