package dev.asof.offline.observation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asof.offline.Batches;
import dev.asof.offline.Fixture;
import dev.asof.registry.compute.program.Questions;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import dev.asof.registry.repository.TableFormat;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObservationsTest {
    private static final EntityKeys CUSTOMER =
            new EntityKeys("customer", new Schema(List.of(new Field("customer_id", ScalarType.INT64))));
    private static final EntityKeys SHOP = new EntityKeys(
            "shop",
            new Schema(List.of(new Field("country", ScalarType.STRING), new Field("number", ScalarType.INT32))));
    private static final ObservationNeeds NEEDS = new ObservationNeeds(List.of(CUSTOMER), Set.of("spend__total"));

    @TempDir
    Path root;

    @Test
    void parquetRowsKeepTheirColumnsAndTypes() {
        fixture()
                .parquet(
                        "o.parquet",
                        Batches.with("label", ScalarType.BOOL, true, null, false)
                                .and("customer_id", ScalarType.INT32, 7, 8, 7)
                                .and("event_timestamp", ScalarType.TIMESTAMP, 10, 20, 30));

        Observations rows = read("o.parquet", NEEDS);

        assertThat(rows.schema().names()).containsExactly("label", "customer_id", "event_timestamp");
        assertThat(rows.schema().field(1).type()).isEqualTo(ScalarType.INT32);
        assertThat(rows.asOf()).containsExactly(10, 20, 30);
        assertThat(rows.knownAt()).containsExactly(10, 20, 30);
        assertThat(rows.acceptedBy()).containsOnly(Questions.NO_BOUND);
        assertThat(rows.entity(CUSTOMER).entity()).containsExactly(0, 1, 0);
        assertThat(rows.entity(CUSTOMER).index().size()).isEqualTo(2);
    }

    @Test
    void theTimesOfAQuestionDefaultWhereTheyAreNull() {
        fixture()
                .parquet(
                        "o.parquet",
                        Batches.with("customer_id", ScalarType.INT64, 1, 1)
                                .and("event_timestamp", ScalarType.TIMESTAMP, 10, 20)
                                .and("known_at", ScalarType.TIMESTAMP, 15, null)
                                .and("accepted_by", ScalarType.TIMESTAMP, null, 40));

        Observations rows = read("o.parquet", NEEDS);

        assertThat(rows.knownAt()).containsExactly(15, 20);
        assertThat(rows.acceptedBy()).containsExactly(Questions.NO_BOUND, 40);
    }

    @Test
    void csvRowsAreReadWithTheTypesOfTheKeys() {
        fixture().text("o.csv", """
                        customer_id,event_timestamp,label,note
                        7,2026-01-01T00:00:00Z,1,"a, ""b""
                        c"
                        8,1970-01-01 00:00:00.000001,,""
                        """);

        Observations rows = read("o.csv", NEEDS);

        assertThat(rows.schema())
                .isEqualTo(new Schema(List.of(
                        new Field("customer_id", ScalarType.INT64),
                        new Field("event_timestamp", ScalarType.TIMESTAMP),
                        new Field("label", ScalarType.STRING),
                        new Field("note", ScalarType.STRING))));
        assertThat(rows.asOf()).containsExactly(1_767_225_600_000_000L, 1);
        assertThat(Batches.values(rows.batches().getFirst().column("customer_id")))
                .containsExactly(7L, 8L);
        assertThat(Batches.values(rows.batches().getFirst().column("label"))).containsExactly("1", null);
        assertThat(Batches.values(rows.batches().getFirst().column("note"))).containsExactly("a, \"b\"\nc", "");
    }

    @Test
    void columnsMayHaveOtherNames() {
        fixture()
                .parquet(
                        "o.parquet",
                        Batches.with("who", ScalarType.INT64, 1)
                                .and("land", ScalarType.STRING, "de")
                                .and("number", ScalarType.INT32, 4)
                                .and("at", ScalarType.DATE, 1));
        ObservationOptions options =
                new ObservationOptions(TableFormat.PARQUET, "at", Map.of("customer_id", "who", "shop.country", "land"));

        Observations rows = Observations.read(
                root.resolve("o.parquet"), options, new ObservationNeeds(List.of(CUSTOMER, SHOP), Set.of()));

        assertThat(rows.asOf()).containsExactly(86_400_000_000L);
        assertThat(rows.entity(SHOP).entity()).containsExactly(0);
    }

    @Test
    void noRowsAreFine() {
        fixture().text("o.csv", "customer_id,event_timestamp\n");

        assertThat(read("o.csv", NEEDS).rowCount()).isZero();
        assertThat(read("o.csv", NEEDS).schema().field(0).type()).isEqualTo(ScalarType.INT64);
    }

    @Test
    void everythingThatIsWrongWithColumnsIsSaidAtOnce() {
        fixture()
                .parquet(
                        "o.parquet",
                        Batches.with("customer_id", ScalarType.STRING, "7")
                                .and("event_time", ScalarType.TIMESTAMP, 1)
                                .and("known_at", ScalarType.INT64, 1)
                                .and("spend__total", ScalarType.FLOAT64, 1.0));
        ObservationOptions options =
                new ObservationOptions(TableFormat.PARQUET, "event_timestamp", Map.of("custmer_id", "customer_id"));

        assertRefused(() -> Observations.read(root.resolve("o.parquet"), options, NEEDS), """
                Cannot read observations %s:
                  column 'event_timestamp' is missing: the time asked about (timestamp). Did you mean 'event_time'? If it has another name, say --time-column COLUMN.
                  column 'known_at' is int64, but a time of the question is timestamp
                  column 'customer_id' is string, but the key 'customer_id' of entity 'customer' is int64
                  a column is named for 'custmer_id', which is no key of the service's entities. Did you mean 'customer_id'?
                  column 'spend__total' has the name of a column that the training set adds; rename it\
                """);
    }

    @Test
    void everyRowThatIsWrongIsNamed() {
        fixture()
                .parquet(
                        "o.parquet",
                        Batches.with("customer_id", ScalarType.INT64, null, 2, 3)
                                .and("event_timestamp", ScalarType.TIMESTAMP, 1, null, Long.MAX_VALUE));

        assertRefused(() -> read("o.parquet", NEEDS), """
                Cannot read observations %s:
                  row 1: column 'event_timestamp': the value is null, which the column does not allow
                  row 2: column 'event_timestamp': the time is out of range for timestamp
                  row 0: column 'customer_id': the value is null, which the column does not allow\
                """);
    }

    @Test
    void everyCellThatIsWrongIsNamedWithItsLine() {
        fixture().text("o.csv", """
                        customer_id,event_timestamp
                        seven,2026-01-01
                        8,yesterday

                        9,2026-01-01,more
                        ,2026-01-01
                        """);

        assertRefused(() -> read("o.csv", NEEDS), """
                Cannot read observations %s:
                  line 5: it has 3 cells, and the first line names 2 columns
                  line 3: column 'event_timestamp': 'yesterday' is not timestamp; write it as 2026-02-10T13:45:00Z
                  line 2: column 'customer_id': 'seven' is not int64
                  line 6: column 'customer_id': the value is null, which the column does not allow\
                """);
    }

    @Test
    void aLongListOfProblemsIsCut() {
        StringBuilder csv = new StringBuilder("customer_id,event_timestamp\n");
        for (int row = 0; row < 100; row++) {
            csv.append("x,2026-01-01\n");
        }
        fixture().text("o.csv", csv.toString());

        assertThatThrownBy(() -> read("o.csv", NEEDS)).hasMessageEndingWith("\n  and 80 more problems");
    }

    @Test
    void aCsvFileThatIsNoneIsRefused() throws Exception {
        fixture().text("empty.csv", "").text("twice.csv", "a,a\n1,2\n").text("quote.csv", "customer_id\n\"7\n");
        Files.write(root.resolve("latin.csv"), "customer_id\nü\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> read("empty.csv", NEEDS)).hasMessageContaining("it is empty");
        assertThatThrownBy(() -> read("twice.csv", NEEDS)).hasMessageContaining("line 1: column 'a' stands twice");
        assertThatThrownBy(() -> read("quote.csv", NEEDS)).hasMessageContaining("line 2: a quote is never closed");
        assertThatThrownBy(() -> read("latin.csv", NEEDS)).hasMessageContaining("not valid UTF-8");
        assertThatThrownBy(() -> read("missing.csv", NEEDS)).hasMessageContaining("no such file");
    }

    private Fixture fixture() {
        return new Fixture(root);
    }

    private Observations read(String name, ObservationNeeds needs) {
        Path file = root.resolve(name);
        return Observations.read(file, ObservationOptions.of(TableFormat.ofName(file)), needs);
    }

    private void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String message) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        AsofException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_OBSERVATIONS))
                .satisfies(e -> assertThat(e.getMessage().replaceFirst("observations \\S+:", "observations %s:"))
                        .isEqualTo(message));
    }
}
