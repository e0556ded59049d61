package dev.asof.online;

import static dev.asof.online.OnlineFixture.NOW;
import static dev.asof.online.OnlineFixture.SECOND;
import static dev.asof.online.OnlineFixture.clicks;
import static dev.asof.online.OnlineFixture.payments;
import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.online.lookup.LookupAnswer;
import dev.asof.online.lookup.LookupRequest;
import dev.asof.online.lookup.QuestionTimes;
import dev.asof.online.lookup.Selection;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.value.FeatureValues;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two stores are told the same and asked the same; one keeps answers that last, the other computes each anew. */
class KeptAnswersTest {
    private static final long SEED = 20_261_126;
    private static final int STEPS = 3_000;
    private static final int CUSTOMERS = 6;
    private static final int MOST_FILES = 16;
    private static final String DEFINITIONS = """
            feature_view: profile
            version: 1
            entity: customer
            source: payments
            features:
              shop:     {latest: shop}
              amount:   {latest: amount, max_age: 5s, default: -1}
              fresh:    {latest: amount, max_age: 2s}
              doubtful: {latest: "CASE WHEN amount > 5 THEN note END"}
              earlier:  {latest: amount, delay: 3s}
              large:    {latest: amount, where: amount > 5}
            ---
            feature_view: clicking
            version: 1
            entity: customer
            source: clicks
            delay: 1s
            features:
              page: {latest: page}
            ---
            on_demand: asked
            version: 1
            request: {factor: float64}
            features:
              times: profile:amount * factor
            ---
            feature_service: profiles
            version: 1
            features: [clicking@1:page, profile@1:*]
            ---
            feature_service: computed
            version: 1
            features: [profile@1:amount, asked@1:times]
            """;

    @TempDir
    Path keepingFolder;

    @TempDir
    Path computingFolder;

    private final SplittableRandom random = new SplittableRandom(SEED);
    private long now = NOW;
    private long sequence = 1;
    private int payment;
    private int files;

    @Test
    void keptAnswersAreThoseThatWouldBeComputed() {
        OnlineFixture keeping = new OnlineFixture(keepingFolder);
        OnlineFixture computing = new OnlineFixture(computingFolder);
        List<OnlineFixture> both = List.of(keeping, computing);
        both.forEach(fixture -> fixture.apply(DEFINITIONS));
        try (OnlineStore kept = keeping.open();
                OnlineStore computed = computing.open(0)) {
            List<OnlineStore> stores = List.of(kept, computed);
            stores.forEach(OnlineFixture::load);
            for (int step = 0; step < STEPS; step++) {
                now += List.of(0L, 1L, 1L, SECOND, -SECOND / 2).get(random.nextInt(5));
                both.forEach(fixture -> fixture.clock().set(now));
                if (random.nextInt(8) == 0) {
                    tell(both, stores);
                }
                LookupRequest request = request();
                assertThat(texts(kept.lookup(request)))
                        .as("seed %d, step %d", SEED, step)
                        .isEqualTo(texts(computed.lookup(request)));
            }
        }
    }

    private void tell(List<OnlineFixture> both, List<OnlineStore> stores) {
        switch (random.nextInt(4)) {
            case 0 -> {
                Rows clicks = clicks().row(customer(), time(), random.nextBoolean() ? "home" : "basket");
                long next = sequence++;
                stores.forEach(store -> OnlineFixture.ingestClicks(store, "p", next, clicks));
            }
            case 1 -> {
                if (files < MOST_FILES) {
                    Rows file = payment();
                    char content = Character.forDigit(files++, MOST_FILES);
                    both.forEach(fixture -> fixture.files().put("payments", "f" + content, content, file.batch()));
                    stores.forEach(OnlineFixture::load);
                }
            }
            default -> {
                Rows payment = payment();
                stores.forEach(store -> OnlineFixture.ingest(store, payment));
            }
        }
    }

    /** A new payment, or a correction of an earlier one. */
    private Rows payment() {
        int id = payment > 0 && random.nextInt(3) == 0 ? random.nextInt(payment) : payment++;
        return payments().row(id, customer(), "shop-" + random.nextInt(3), time(), (double) random.nextInt(10));
    }

    private int customer() {
        return random.nextInt(CUSTOMERS);
    }

    /** Mostly a little ago, and sometimes a little ahead. */
    private long time() {
        return now - random.nextInt(4) * SECOND + (random.nextInt(4) == 0 ? 2 * SECOND : 0);
    }

    private LookupRequest request() {
        int count = random.nextInt(3) == 0 ? 1 + random.nextInt(8) : 1;
        if (random.nextInt(4) == 0) {
            Rows rows = Rows.of("customer_id int64", "factor float64");
            for (int row = 0; row < count; row++) {
                rows.row(customer(), (double) random.nextInt(3));
            }
            return new LookupRequest(new Selection.OfService("computed", 1), rows.batch(), times(count));
        }
        Rows rows = Rows.of("customer_id int64");
        for (int row = 0; row < count; row++) {
            rows.row(customer());
        }
        ColumnBatch batch = rows.batch();
        return new LookupRequest(new Selection.OfService("profiles", 1), batch, times(count));
    }

    private QuestionTimes times(int rows) {
        return random.nextInt(4) > 0 ? QuestionTimes.NOW : new QuestionTimes(some(rows), some(rows), some(rows));
    }

    private long[] some(int rows) {
        long[] times = new long[random.nextBoolean() ? 0 : rows];
        for (int row = 0; row < times.length; row++) {
            times[row] = now + (random.nextInt(5) - 3) * SECOND;
        }
        return times;
    }

    private static List<String> texts(LookupAnswer answer) {
        List<String> texts = new ArrayList<>();
        for (FeatureValues values : answer.values()) {
            for (int row = 0; row < values.size(); row++) {
                var column = values.toColumn();
                texts.add(values.status(row) + " " + values.eventTimeMicros(row) + " "
                        + (column.isNull(row) ? "" : dev.asof.registry.compute.event.ValueText.of(column, row)) + " "
                        + answer.times().asOf()[row] + " " + answer.times().acceptedBy()[row]);
            }
        }
        return texts;
    }
}
