package dev.asof.offline.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asof.offline.Batches;
import dev.asof.offline.Fixture;
import dev.asof.offline.output.RowsOutput;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import dev.asof.registry.repository.TableFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Training sets from sources whose files are of each kind. */
class SourceFormatsTest {
    private static final String DEFINITIONS = """
            entity: customer
            keys: {customer_id: int64}
            ---
            source: payments
            format: %s
            path: data
            %s
            event_time: paid_at
            zone: Europe/Berlin
            columns:
              customer_id: int64
              paid_at: timestamp
              amount: {type: float64, min: 0}
              shop: string
              day: date
            on_violation: %s
            ---
            feature_view: spend
            version: 1
            entity: customer
            source: payments
            features:
              total: {aggregate: sum(amount), window: 1d}
              shops: {aggregate: 'last_n(shop, 5)', window: unbounded}
              days:  {aggregate: count_distinct(day), window: unbounded}
            ---
            feature_service: model
            version: 1
            features: ['spend@1:*']
            """;

    @TempDir
    Path root;

    @ParameterizedTest
    @EnumSource
    void theTrainingSetIsTheSameBytesWhateverTheFormat(TableFormat format) {
        assertThat(trainingSet("typed", format, "", "data/a", "data/b"))
                .isEqualTo(trainingSet("parquet", TableFormat.PARQUET, "", "data/a", "data/b"))
                .startsWith("customer_id,event_timestamp,spend__total,spend__shops,spend__days\n")
                .contains(",3.75,\"[\"\"b\"\", \"\"a\"\"]\",2\n");
    }

    @ParameterizedTest
    @EnumSource
    void partitionsAreColumnsLikeAnyOther(TableFormat format) {
        assertThat(trainingSet(
                        "partitioned",
                        format,
                        "partitions: [shop, day]",
                        "data/day=2020-06-30/shop=a/x",
                        "data/day=2020-07-01/shop=b/x"))
                .isEqualTo(trainingSet("plain", format, "", "data/a", "data/b"));
    }

    private String trainingSet(String folder, TableFormat format, String partitions, String first, String second) {
        Fixture fixture = new Fixture(root.resolve(folder));
        boolean isPartitioned = !partitions.isEmpty();
        String ending = format.endings().getFirst();
        write(format, fixture.path(first + ending), rows(1_593_547_200_000_000L, 1.25, "a", 18_443, isPartitioned));
        write(format, fixture.path(second + ending), rows(1_593_554_400_000_000L, 2.5, "b", 18_444, isPartitioned));
        fixture.define(DEFINITIONS.formatted(format.text(), partitions, "fail"));
        fixture.text("asked.csv", "customer_id,event_timestamp\n7,2020-07-01 00:00:01Z\n8,2020-07-01 00:00:00Z\n");
        fixture.build("model", "asked.csv", "out.csv", BuildSettings.of(2).with(TableFormat.CSV));
        try {
            return Files.readString(fixture.path("out.csv"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static ColumnBatch rows(long paidAt, double amount, String shop, int day, boolean isPartitioned) {
        Batches own = Batches.with("customer_id", ScalarType.INT64, 7)
                .and("paid_at", ScalarType.TIMESTAMP, paidAt)
                .and("amount", ScalarType.FLOAT64, amount);
        return (isPartitioned ? own : own.and("shop", ScalarType.STRING, shop).and("day", ScalarType.DATE, day))
                .build();
    }

    private static void write(TableFormat format, Path path, ColumnBatch rows) {
        try {
            Files.createDirectories(path.getParent());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        try (RowsOutput output = RowsOutput.create(format, path, rows.schema(), Map.of());
                RowsOutput.Part part = output.encode(rows)) {
            part.append();
            output.commit();
        }
    }

    @Test
    void aRowOfCsvThatViolatesIsNamedByItsLine() {
        Fixture fixture = new Fixture(root)
                .define(DEFINITIONS.formatted("csv", "", "fail"))
                .text(
                        "data/a.csv",
                        "customer_id,paid_at,amount,shop,day\n1,2020-01-01,1,\"a\nb\",\n\n1,2020-01-02,x,,\n")
                .text("asked.csv", "customer_id,event_timestamp\n1,2020-07-01\n");
        assertThatThrownBy(() -> fixture.build("model", "asked.csv", "out.parquet"))
                .isInstanceOfSatisfying(
                        AsofException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONTRACT_VIOLATION))
                .hasMessageContaining("line 5 of " + fixture.path("data/a.csv"))
                .hasMessageContaining("column 'amount': 'x' is not float64");
    }

    @ParameterizedTest
    @CsvSource({"quarantine", "drop"})
    void rowsOfCsvThatViolateAreNoEvents(String onViolation) {
        Fixture fixture = new Fixture(root)
                .define(DEFINITIONS.formatted("csv", "", onViolation))
                .text("data/a.csv", "customer_id,paid_at,amount,shop,day\n1,2020-07-01,1,a,\n1,2020-07-01,x,b,\n")
                .text("asked.csv", "customer_id,event_timestamp\n1,2020-07-01\n");
        DatasetManifest manifest = fixture.build("model", "asked.csv", "out.parquet");
        assertThat(fixture.column("out.parquet", "spend__total")).containsExactly(1.0);
        assertThat(manifest.inputs().getFirst().violatingRows()).isEqualTo(1);
    }
}
