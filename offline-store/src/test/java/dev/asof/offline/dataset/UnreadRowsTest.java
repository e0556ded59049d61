package dev.asof.offline.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asof.offline.Batches;
import dev.asof.offline.Fixture;
import dev.asof.offline.observation.ObservationOptions;
import dev.asof.offline.parquet.ForeignFile;
import dev.asof.registry.catalog.FeatureService;
import dev.asof.registry.catalog.RegistrySnapshot;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import dev.asof.registry.repository.TableFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.crypto.ColumnEncryptionProperties;
import org.apache.parquet.crypto.FileEncryptionProperties;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.ColumnPath;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with a file is found where no question sees the rows that show it, too. */
class UnreadRowsTest {
    private static final MessageType PAYMENTS = MessageTypeParser.parseMessageType("""
            message payments {
              required int64 paid_at (TIMESTAMP(MICROS,true));
              required int64 card;
              required binary shop (STRING);
              required int32 amount (DECIMAL(5,2));
            }
            """);

    private static final String DEFINITIONS = """
            entity: payer
            keys: {%s}
            ---
            source: payments
            format: parquet
            path: data/
            event_time: paid_at
            columns:
              paid_at: {type: timestamp}
              card: {type: int64}
              shop: {type: string}
              amount: {type: "decimal(5,2)"}
            on_violation: %s
            ---
            feature_view: spend
            version: 1
            entity: payer
            source: payments
            features:
              times: {aggregate: count(*), window: 10us}
              last: {aggregate: last(amount), window: 10us}
            ---
            feature_service: service
            version: 1
            features: [spend@1:*]
            """;

    @TempDir
    private Path root;

    private Fixture fixture;

    @BeforeEach
    void begin() throws IOException {
        fixture = new Fixture(root);
        Files.createDirectories(fixture.path("data"));
    }

    @Test
    void aDecimalOfTooManyDigitsIsCounted() {
        writePayments(UnaryOperator.identity(), 1_234_567);
        DatasetManifest.Input input =
                build("card: int64", "drop", ScalarType.INT64, 1L).inputs().getFirst();
        assertThat(input.violatingRows()).isEqualTo(1);
        assertThat(input.skippedRows()).isEqualTo(800);
    }

    @Test
    void aDecimalOfTooManyDigitsFailsTheBuildIfTheSourceSaysSo() {
        writePayments(UnaryOperator.identity(), 1_234_567);
        assertThatThrownBy(() -> build("card: int64", "fail", ScalarType.INT64, 1L))
                .isInstanceOfSatisfying(
                        AsofException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONTRACT_VIOLATION))
                .hasMessageContaining("12345.67 is not decimal(5,2)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"paid_at", "card", "shop", "amount"})
    void anEncryptedColumnIsRefused(String column) {
        writePayments(encrypting(column), 0);
        assertThatThrownBy(() -> build("card: int64", "drop", ScalarType.INT64, 1L))
                .isInstanceOf(AsofException.class)
                .hasMessage("Cannot read " + fixture.path("data/payments.parquet")
                        + ": it is encrypted. Decrypt it first; Asof takes no keys.");
    }

    /** By what a dictionary has, a row group has none of the shop's rows; its checksum says that it had others when it was written. */
    @Test
    void aDamagedDictionaryProvesNothing() throws IOException {
        writePayments(UnaryOperator.identity(), 0);
        Path file = fixture.path("data/payments.parquet");
        byte[] bytes = Files.readAllBytes(file);
        int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("shop-7");
        bytes[at + 5] = 'x';
        Files.write(file, bytes);
        assertThatThrownBy(() -> build("shop: string", "drop", ScalarType.STRING, "shop-7"))
                .isInstanceOf(AsofException.class)
                .hasMessageContaining("column 'shop' of " + file + " (row group 0, dictionary page at byte")
                .hasMessageContaining("CRC checksum verification failed");
    }

    /** A thousand payments, one a microsecond, in pages of a hundred; one is of {@code odd}, in a page that no question sees. */
    private void writePayments(UnaryOperator<ExampleParquetWriter.Builder> options, int odd) {
        ForeignFile.write(
                fixture.path("data/payments.parquet"),
                PAYMENTS,
                style(),
                options,
                1_000,
                (row, number) -> row.append("paid_at", (long) number)
                        .append("card", 1L)
                        .append("shop", "shop-" + number % 10)
                        .append("amount", number == 50 ? odd : number));
    }

    private static ForeignFile.Style style() {
        return new ForeignFile.Style(CompressionCodecName.UNCOMPRESSED, WriterVersion.PARQUET_2_0, 1 << 27, 100);
    }

    private static UnaryOperator<ExampleParquetWriter.Builder> encrypting(String column) {
        byte[] key = "a key of 16 byte".getBytes(StandardCharsets.US_ASCII);
        ColumnPath path = ColumnPath.get(column);
        FileEncryptionProperties properties = FileEncryptionProperties.builder(key)
                .withPlaintextFooter()
                .withEncryptedColumns(Map.of(
                        path,
                        ColumnEncryptionProperties.builder(path).withKey(key).build()))
                .build();
        return options -> options.withEncryption(properties);
    }

    private DatasetManifest build(String key, String onViolation, ScalarType type, Object asked) {
        fixture.define(DEFINITIONS.formatted(key, onViolation));
        fixture.parquet(
                "asked.parquet",
                Batches.with(key.replaceAll(":.*", ""), type, asked)
                        .and("event_timestamp", ScalarType.TIMESTAMP, 999L));
        return fixture.build(
                "service", "asked.parquet", "out", BuildSettings.of(2).with(TableFormat.CSV));
    }

    private static final String TWO_VIEWS = """
            entity: payer
            keys: {card: int64}
            ---
            source: payments
            format: parquet
            path: data/
            event_time: paid_at
            columns:
              paid_at: {type: timestamp}
              card: {type: int64}
            on_violation: drop
            ---
            feature_view: one
            version: 1
            entity: payer
            source: payments
            features:
              total: {aggregate: sum(amount), window: 10us}
            ---
            feature_view: two
            version: 1
            entity: payer
            source: payments
            features:
              any: {aggregate: bool_or(flag), window: 10us}
            ---
            feature_service: service
            version: 1
            features: [one@1:*, two@1:*]
            """;

    @Test
    void aFileIsRefusedOfWhichAColumnCannotTakeTheTypeOfAView() {
        writeFlags("early", "boolean flag", 0, UnaryOperator.identity());
        RegistrySnapshot registry = fixture.define(TWO_VIEWS).registry();
        writeFlags("late", "double flag", 5_000, UnaryOperator.identity());
        assertThatThrownBy(() -> buildTwo(registry))
                .isInstanceOf(AsofException.class)
                .hasMessageContaining("late.parquet")
                .hasMessageContaining("Cannot read column 'flag': it is float64, its contract says bool");
    }

    @Test
    void aFileIsRefusedOfWhichAColumnIsOfATypeThatIsNotRead() {
        writeFlags("early", "boolean flag", 0, UnaryOperator.identity());
        RegistrySnapshot registry = fixture.define(TWO_VIEWS).registry();
        writeFlags("late", "int32 flag (TIME(MILLIS,true))", 5_000, UnaryOperator.identity());
        assertThatThrownBy(() -> buildTwo(registry))
                .isInstanceOf(AsofException.class)
                .hasMessageContaining("Cannot read column 'flag' of " + fixture.path("data/late.parquet"));
    }

    @Test
    void aFileIsRefusedOfWhichAColumnIsEncryptedThatDecidesNothing() {
        writeFlags("early", "boolean flag", 0, UnaryOperator.identity());
        RegistrySnapshot registry = fixture.define(TWO_VIEWS).registry();
        writeFlags("late", "boolean flag", 5_000, encrypting("flag"));
        assertThatThrownBy(() -> buildTwo(registry))
                .isInstanceOf(AsofException.class)
                .hasMessage("Cannot read " + fixture.path("data/late.parquet")
                        + ": it is encrypted. Decrypt it first; Asof takes no keys.");
    }

    /** A hundred payments, one a microsecond from {@code first} on, of which nothing is flagged. */
    private void writeFlags(String name, String flag, long first, UnaryOperator<ExampleParquetWriter.Builder> options) {
        MessageType type = MessageTypeParser.parseMessageType("message payments { required int64 paid_at"
                + " (TIMESTAMP(MICROS,true)); required int64 card; required int64 amount; optional " + flag + "; }");
        ForeignFile.write(
                fixture.path("data/" + name + ".parquet"),
                type,
                style(),
                options,
                100,
                (row, number) ->
                        row.append("paid_at", first + number).append("card", 1L).append("amount", (long) number));
    }

    private DatasetManifest buildTwo(RegistrySnapshot registry) {
        fixture.parquet(
                "asked.parquet",
                Batches.with("card", ScalarType.INT64, 1L).and("event_timestamp", ScalarType.TIMESTAMP, 99L));
        FeatureService service = registry.requireService("service");
        TrainingSetBuilder builder = new TrainingSetBuilder(
                fixture.repository(), registry, BuildSettings.of(2).with(TableFormat.CSV));
        return builder.build(
                service,
                builder.readObservations(
                        service, fixture.path("asked.parquet"), ObservationOptions.of(TableFormat.PARQUET)),
                fixture.path("out"));
    }
}
