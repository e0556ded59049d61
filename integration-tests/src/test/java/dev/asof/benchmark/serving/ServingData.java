package dev.asof.benchmark.serving;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What all servers of the comparison hold: for each of the entities 0, 1, ... one event in each of 4 views, with 50 float
 * features in all. Each feature's value follows from its entity and number, so that every store can be filled, and every
 * answer checked, by itself.
 */
final class ServingData {
    static final int VIEWS = 4;
    static final int FEATURES = 50;
    static final String SERVICE = "everything";

    private ServingData() {}

    /** The number of the first feature of a view; of {@link #VIEWS} the number of all. */
    static int firstFeature(int view) {
        return FEATURES * view / VIEWS;
    }

    /** A feature's value, exactly a float64. */
    static double value(long entity, int feature) {
        return (entity * 31 + feature * 7L) % 10_007 / 8.0;
    }

    /** Writes the definitions and the files of {@code entities} entities into a folder. */
    static void write(Path folder, int entities) throws IOException, SQLException {
        Files.createDirectories(folder);
        StringBuilder definitions = new StringBuilder("entity: account\nkeys: {account_id: int64}\n");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement duckDb = connection.createStatement()) {
            for (int view = 0; view < VIEWS; view++) {
                definitions.append(definition(view));
                duckDb.execute(file(folder, view, entities));
            }
        }
        definitions.append("---\nfeature_service: %s\nversion: 1\nfeatures: [%s]\n"
                .formatted(
                        SERVICE,
                        IntStream.range(0, VIEWS)
                                .mapToObj(view -> "profile_" + view + "@1:*")
                                .collect(Collectors.joining(", "))));
        Files.writeString(folder.resolve("features.yaml"), definitions);
    }

    private static String definition(int view) {
        String features = IntStream.range(firstFeature(view), firstFeature(view + 1))
                .mapToObj("  f%1$02d: {latest: f%1$02d}\n"::formatted)
                .collect(Collectors.joining());
        return """
                ---
                source: facts_%1$d
                format: parquet
                path: facts_%1$d.parquet
                event_time: seen_at
                ---
                feature_view: profile_%1$d
                version: 1
                entity: account
                source: facts_%1$d
                features:
                %2$s""".formatted(view, features);
    }

    private static String file(Path folder, int view, int entities) {
        String columns = IntStream.range(firstFeature(view), firstFeature(view + 1))
                .mapToObj(
                        feature -> ", ((i * 31 + %d) %% 10007) / 8.0::DOUBLE AS f%02d".formatted(feature * 7, feature))
                .collect(Collectors.joining());
        return """
                COPY (SELECT i::BIGINT AS account_id,
                             make_timestamp((1700000000000000 + i)::BIGINT) AS seen_at%s
                      FROM range(%d) AS t(i))
                TO '%s' (FORMAT parquet, COMPRESSION zstd)""".formatted(columns, entities, folder.resolve("facts_" + view + ".parquet"));
    }
}
