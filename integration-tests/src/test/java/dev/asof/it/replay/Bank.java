package dev.asof.it.replay;

import dev.asof.it.process.AsofCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Payments, with arrivals, corrections and retractions, and clicks, without any of it: as definitions. */
final class Bank {
    static final String SERVICE = "bank";
    static final String PAYMENTS = "payments";
    static final String CLICKS = "clicks";

    private static final String DEFINITIONS = """
            entity: account
            keys: {account: int64}
            ---
            source: payments
            format: parquet
            path: data/payments
            event_time: paid_at
            arrival_time: reported_at
            unique_key: [payment_id]
            retracted: void
            columns:
              payment_id:  {type: int64, nullable: false}
              account:     {type: int64, nullable: false}
              paid_at:     {type: timestamp, nullable: false}
              reported_at: {type: timestamp, nullable: false}
              amount:      {type: float64, min: 0}
              kind:        {type: string}
              void:        {type: bool}
            on_violation: quarantine
            ---
            source: clicks
            format: parquet
            path: data/clicks
            event_time: clicked_at
            columns:
              account:    {type: int64, nullable: false}
              clicked_at: {type: timestamp, nullable: false}
              page:       {type: string, one_of: [home, basket, help]}
            on_violation: quarantine
            ---
            feature_view: spending
            version: 1
            entity: account
            source: payments
            features:
              payments_1h:   {aggregate: count(*), window: 1h}
              payments_ever: {aggregate: count(*), window: unbounded}
              spent_6h:      {aggregate: sum(amount), window: 6h}
              spent_ever:    {aggregate: sum(amount), window: unbounded}
              average_24h:   {aggregate: avg(amount), window: 24h}
              spread_24h:    {aggregate: stddev_pop(amount), window: 24h}
              largest_6h:    {aggregate: max(amount), window: 6h, default: 0}
              kinds_24h:     {aggregate: count_distinct(kind), window: 24h}
              last_kind:     {latest: kind, max_age: 12h}
            ---
            feature_view: browsing
            version: 1
            entity: account
            source: clicks
            delay: 5m
            features:
              clicks_1h:      {aggregate: count(*), window: 1h}
              clicks_ever:    {aggregate: count(*), window: unbounded}
              clicks_session: {aggregate: count(*), window: {session: 30m}}
              last_page:      {latest: page}
            ---
            feature_service: bank
            version: 1
            features: [spending@1:*, browsing@1:*]
            """;

    private Bank() {}

    /** Writes the definitions to a folder, applies them, and makes them ready to be asked. */
    static void write(Path repository) throws IOException {
        Files.createDirectories(repository.resolve("data/payments"));
        Files.writeString(repository.resolve("bank.yaml"), DEFINITIONS);
        AsofCommand.run(repository, "apply").requireDone();
        AsofCommand.run(repository, "load").requireDone();
    }
}
