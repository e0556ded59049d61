package dev.asof.benchmark.offline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;

/**
 * Payments of 200,000 customers at 20,000 merchants over 90 days, in zstd files, and observations of their last 60. All of
 * it follows from row numbers, and rows of a file are in no order of time, customer or merchant.
 *
 * @param repository the feature repository, with the files beside the definitions
 */
record PaymentData(Path repository) {
    private static final int CUSTOMERS = 200_000;
    private static final int MERCHANTS = 20_000;

    /** How payments spread over customers. */
    enum Kind {
        /** All alike. */
        EVEN("hash(i) % " + CUSTOMERS, "hash(i + 3) % " + CUSTOMERS),
        /** Customer 0 has a third of all payments, and every thousandth observation. */
        SKEWED(
                "CASE WHEN i % 3 = 0 THEN 0 ELSE hash(i) % " + CUSTOMERS + " END",
                "CASE WHEN i % 1000 = 0 THEN 0 ELSE hash(i + 3) % " + CUSTOMERS + " END");

        private final String customer;
        private final String asked;

        Kind(String customer, String asked) {
            this.customer = customer;
            this.asked = asked;
        }
    }

    static PaymentData in(Path folder, Kind kind, long events) {
        return new PaymentData(folder.resolve(kind.name().toLowerCase(Locale.ROOT) + "-" + events));
    }

    String events() {
        return repository.resolve("events") + "/*.parquet";
    }

    Path observations() {
        return repository.resolve("observations.parquet");
    }

    /** Writes what isn't there yet. */
    void write(Kind kind, long events, int files, long observations) throws IOException, SQLException {
        if (Files.exists(observations())) {
            return;
        }
        Files.createDirectories(repository.resolve("events"));
        Files.writeString(repository.resolve("features.yaml"), Workload.text("features.yaml"));
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement duckDb = connection.createStatement()) {
            for (int file = 0; file < files; file++) {
                duckDb.execute(eventFile(kind, events * file / files, events * (file + 1) / files, file));
            }
            duckDb.execute(observationFile(kind, observations));
        }
    }

    private String eventFile(Kind kind, long from, long to, int number) {
        return """
                COPY (SELECT (%s)::BIGINT AS customer_id,
                             (hash(i + 5) %% %d)::BIGINT AS merchant_id,
                             make_timestamp((1700000000000000 + hash(i + 7) %% (90 * 86400000000))::BIGINT) AS paid_at,
                             (1 + hash(i + 13) %% 1000000) / 100.0::DOUBLE AS amount,
                             (hash(i + 17) %% 1000000) / 1000000.0::DOUBLE AS score,
                             'category-' || (hash(i + 29) %% 1000) AS category
                      FROM range(%d, %d) AS t(i))
                TO '%s' (FORMAT parquet, COMPRESSION zstd)""".formatted(
                        kind.customer,
                        MERCHANTS,
                        from,
                        to,
                        repository.resolve("events").resolve("payments-%03d.parquet".formatted(number)));
    }

    private String observationFile(Kind kind, long observations) {
        return """
                COPY (SELECT i::BIGINT AS observation_id,
                             (%s)::BIGINT AS customer_id,
                             (hash(i + 19) %% %d)::BIGINT AS merchant_id,
                             make_timestamp((1700000000000000 + 30 * 86400000000 + hash(i + 11) %% (60 * 86400000000))::BIGINT)
                                 AS event_timestamp
                      FROM range(%d) AS t(i))
                TO '%s' (FORMAT parquet, COMPRESSION zstd)""".formatted(kind.asked, MERCHANTS, observations, observations());
    }
}
