package dev.asof.online;

import static dev.asof.online.OnlineFixture.NOW;
import static dev.asof.online.OnlineFixture.SECOND;
import static dev.asof.online.OnlineFixture.ask;
import static dev.asof.online.OnlineFixture.texts;

import dev.asof.online.ingest.IngestBatch;
import dev.asof.online.ingest.IngestResult;
import dev.asof.online.load.LoadListener;
import dev.asof.online.load.LoadReport;
import dev.asof.online.load.LoadRequest;
import dev.asof.online.lookup.QuestionTimes;
import dev.asof.online.state.database.StateOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/**
 * A feature repository with sales, of two sources that share a unique key, and visits, of two that have none; and stores over it. Of
 * each two the second one promises more, and puts aside what breaks that.
 */
final class UnionFixture {
    /** What is asked about sales. */
    static final String[] SALES = {"sales:n", "sales:total"};

    /** What is asked about visits. */
    static final String VISITS = "visits:n";

    private static final String DEFINITIONS = """
            source: shop
            path: shop
            event_time: sold_at
            unique_key: [sale_id]
            columns: {customer_id: int64, sold_at: timestamp, sale_id: int64, amount: float64}
            ---
            source: web
            path: web
            event_time: sold_at
            unique_key: [sale_id]
            columns: {customer_id: int64, sold_at: timestamp, sale_id: int64, amount: {type: float64, min: %1$d}}
            on_violation: quarantine
            ---
            source: doors
            path: doors
            event_time: at
            columns: {customer_id: int64, at: timestamp, people: int64}
            ---
            source: gates
            path: gates
            event_time: at
            columns: {customer_id: int64, at: timestamp, people: {type: int64, min: %1$d}}
            on_violation: quarantine
            ---
            feature_view: sales
            version: %2$d
            entity: customer
            sources: [web, shop]
            features:
              n:     {aggregate: count(*), window: unbounded}
              total: {aggregate: sum(amount), window: unbounded}
            ---
            feature_view: web_sales
            version: %2$d
            entity: customer
            source: web
            features:
              n: {aggregate: count(*), window: unbounded}
            ---
            feature_view: visits
            version: %2$d
            entity: customer
            sources: [doors, gates]
            features:
              n: {aggregate: count(*), window: unbounded}
            """;

    private final Path folder;
    private final OnlineFixture stores;

    UnionFixture(Path folder) {
        this(folder, StateOptions.SMALL);
    }

    UnionFixture(Path folder, StateOptions options) {
        this.folder = folder;
        this.stores = new OnlineFixture(folder).withState(options);
        stores.apply(DEFINITIONS.formatted(0, 1));
    }

    /** Lets amounts and people be as few as this, in a second version of the views. */
    void promiseAtLeast(int least) {
        try {
            Files.delete(folder.resolve("definitions-1.yaml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        stores.apply(DEFINITIONS.formatted(least, 2));
    }

    /** The stores, their files and their clock. */
    OnlineFixture stores() {
        return stores;
    }

    OnlineStore open() {
        return stores.open();
    }

    /** Puts a file there, whose content and name are known by one character. */
    UnionFixture file(String source, char content, Rows rows) {
        stores.files().put(source, String.valueOf(content), content, rows.batch());
        return this;
    }

    static Rows sales() {
        return Rows.of("customer_id int64", "sold_at timestamp", "sale_id int64", "amount float64");
    }

    /** A sale to customer 7 a second ago. */
    static Rows sale(long id, double amount) {
        return sales().row(7, NOW - SECOND, id, amount);
    }

    static Rows visits() {
        return Rows.of("customer_id int64", "at timestamp", "people int64");
    }

    static IngestResult ingest(OnlineStore store, String source, Rows rows) {
        return store.ingest(new IngestBatch(source, "", 0, rows.batch()));
    }

    static IngestResult ingest(OnlineStore store, String source, long sequence, Rows rows) {
        return store.ingest(new IngestBatch(source, "camera", sequence, rows.batch()));
    }

    static LoadReport loadFrom(OnlineStore store, LoadRequest.Start start, String... sources) {
        return store.load(new LoadRequest(List.of(sources), OptionalLong.empty(), start), LoadListener.NONE);
    }

    /** What customer 7's features are now. */
    static List<String> answers(OnlineStore store, String... features) {
        return texts(ask(store, QuestionTimes.NOW, features));
    }
}
