package dev.asof.online.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asof.online.LoadSummary;
import dev.asof.online.QuarantinePage;
import dev.asof.online.Rows;
import dev.asof.online.StoreStatus;
import dev.asof.online.StoreStatus.Readiness;
import dev.asof.online.ingest.IngestResult;
import dev.asof.online.ingest.Rejection;
import dev.asof.online.load.LoadProgress;
import dev.asof.online.load.LoadReport;
import dev.asof.online.load.LoadRequest;
import dev.asof.online.load.SourceFile;
import dev.asof.online.state.catalog.FileCounts;
import dev.asof.registry.catalog.VersionedName;
import dev.asof.registry.compute.event.OnViolation;
import dev.asof.registry.compute.event.TypeCheck;
import dev.asof.registry.compute.event.Violation;
import dev.asof.registry.compute.nested.Decimals;
import dev.asof.registry.compute.nested.ListCodec;
import dev.asof.registry.compute.nested.MapCodec;
import dev.asof.registry.compute.schema.BytesColumn;
import dev.asof.registry.compute.schema.Clock;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.ColumnBuilder;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.DecimalType;
import dev.asof.registry.compute.schema.DoubleColumn;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.ListType;
import dev.asof.registry.compute.schema.LongColumn;
import dev.asof.registry.compute.schema.MapType;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.compute.value.ValueStatus;
import dev.asof.registry.erasure.ErasureReceipt;
import dev.asof.registry.quarantine.QuarantineOrigin;
import dev.asof.registry.quarantine.QuarantinedRow;
import dev.asof.v1.GetStatusResponse;
import dev.asof.v1.SourceStatus;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What is written to the wire is read from it as it was. */
class WireRoundTripTest {
    private static final long SEED = Long.getLong("asof.seed", System.nanoTime());

    private final SplittableRandom random = new SplittableRandom(SEED);

    @Test
    void columnsComeBackBitForBit() {
        for (int run = 0; run < 200; run++) {
            int rows = random.nextInt(20);
            List<Field> fields = new ArrayList<>();
            List<Column> columns = new ArrayList<>();
            for (DataType type : types()) {
                fields.add(new Field("c" + fields.size(), type));
                columns.add(column(type, rows));
            }
            ColumnBatch sent = new ColumnBatch(new Schema(fields), columns, rows);

            ColumnBatch read = WireRows.read(WireColumns.of(sent));

            assertThat(read.schema()).as("seed %d", SEED).isEqualTo(sent.schema());
            for (int i = 0; i < columns.size(); i++) {
                assertThat(bits(read.column(i)))
                        .as("seed %d, %s", SEED, sent.schema().field(i))
                        .isEqualTo(bits(sent.column(i)));
            }
        }
    }

    @Test
    void localTimesGoAsTextWithoutAnOffset() {
        ColumnBatch sent = new ColumnBatch(
                new Schema(List.of(new Field("at", ScalarType.TIMESTAMP, Clock.LOCAL))),
                List.of(new LongColumn(ScalarType.TIMESTAMP, new long[] {1_000_000})),
                1);

        ColumnBatch read = WireRows.read(WireColumns.of(sent));

        assertThat(((BytesColumn) read.column("at")).text(0)).isEqualTo("1970-01-01T00:00:01");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        decimal(12,2)                   | -1.50
        decimal(21,1)                   | 52.0
        list<float32, 3>                | [1.5, null, 2]
        map<string, list<decimal(9,2)>> | {"a": [1.25], "b": []}
        """)
    void whatValuesLeaveOpenOfTheirTypeIsSaidBesideThem(String name, String value) {
        DataType type = DataType.named(name).orElseThrow();
        Column sent = new TypeCheck(new Schema(List.of(new Field("x", type))), Optional.empty())
                .check(Rows.of("x string").row(value).batch())
                .rows()
                .column(0);

        Column read = WireRows.read("x", WireColumns.of(sent), type);

        assertThat(read.type()).isEqualTo(type);
        assertThat(bits(read)).isEqualTo(bits(sent));
    }

    @Test
    void valuesThatTheirTypeDoesNotHaveAreRefused() {
        ColumnBuilder sent = new ColumnBuilder(new DecimalType(38, 1));
        Decimals.append(BigInteger.valueOf(1_000), sent);
        assertThatThrownBy(() -> WireRows.read("x", WireColumns.of(sent.build()), new DecimalType(3, 1)))
                .isInstanceOf(MalformedMessage.class)
                .hasMessageContaining("is no decimal(3,1)");
    }

    private static List<DataType> types() {
        List<DataType> types = new ArrayList<>(List.of(ScalarType.values()));
        for (String name : List.of(
                "decimal(38,0)",
                "decimal(38,10)",
                "list<float32>",
                "list<string>",
                "list<list<int64>>",
                "map<string, bytes>",
                "map<string, list<decimal(38,2)>>")) {
            types.add(DataType.named(name).orElseThrow());
        }
        return types;
    }

    private Column column(DataType type, int rows) {
        ColumnBuilder column = new ColumnBuilder(type);
        for (int row = 0; row < rows; row++) {
            if (random.nextInt(4) == 0) {
                column.appendNull();
                continue;
            }
            switch (type) {
                case ScalarType scalar -> append(scalar, column);
                case DecimalType decimal ->
                    Decimals.append(
                            BigInteger.valueOf(random.nextLong()).multiply(BigInteger.valueOf(random.nextInt())),
                            column);
                case ListType list -> {
                    Column elements = column(list.element(), random.nextInt(4));
                    column.appendBytes(new ListCodec(list).encode(elements, 0, elements.size()));
                }
                case MapType map -> {
                    Column values = column(map.value(), random.nextInt(4));
                    ColumnBuilder keys = new ColumnBuilder(ScalarType.STRING);
                    for (int key = values.size(); key > 0; key--) {
                        keys.appendText("k" + key);
                    }
                    column.appendBytes(new MapCodec(map).encode((BytesColumn) keys.build(), values, 0, values.size()));
                }
            }
        }
        return column.build();
    }

    private void append(ScalarType type, ColumnBuilder column) {
        switch (type) {
            case BOOL -> column.appendLong(random.nextInt(2));
            case INT32, DATE -> column.appendLong(random.nextInt());
            case INT64, TIMESTAMP -> column.appendLong(random.nextLong());
            case FLOAT32 -> column.appendDouble(Float.intBitsToFloat(random.nextInt()));
            case FLOAT64 -> column.appendDouble(Double.longBitsToDouble(random.nextLong()));
            case STRING -> column.appendText(Integer.toString(random.nextInt(2000), 36) + "é");
            case BYTES -> {
                byte[] text = new byte[random.nextInt(5)];
                random.nextBytes(text);
                column.appendBytes(text);
            }
        }
    }

    private static List<Object> bits(Column column) {
        return IntStream.range(0, column.size())
                .mapToObj(row -> column.isNull(row)
                        ? "null"
                        : switch (column) {
                            case LongColumn longs -> longs.values()[row];
                            case DoubleColumn doubles -> Double.doubleToRawLongBits(doubles.values()[row]);
                            case BytesColumn bytes -> List.of(boxed(bytes.bytes(row)));
                        })
                .toList();
    }

    private static Byte[] boxed(byte[] bytes) {
        return IntStream.range(0, bytes.length).mapToObj(i -> bytes[i]).toArray(Byte[]::new);
    }

    @Test
    void theStatusOfAServerComesBackAsItWas() {
        ServerStatus status = new ServerStatus(
                new ServerInfo("1.2.3", 4711, Instant.parse("2026-03-01T12:00:00.000001Z")),
                new StoreStatus(
                        3,
                        List.of(
                                new StoreStatus.SourceStatus(
                                        "payments",
                                        1,
                                        OptionalLong.of(2),
                                        3,
                                        4,
                                        5,
                                        6,
                                        7,
                                        8,
                                        9,
                                        10,
                                        OptionalLong.of(-11),
                                        OptionalLong.of(12)),
                                new StoreStatus.SourceStatus(
                                        "refunds",
                                        0,
                                        OptionalLong.empty(),
                                        0,
                                        0,
                                        0,
                                        0,
                                        0,
                                        0,
                                        0,
                                        0,
                                        OptionalLong.empty(),
                                        OptionalLong.empty())),
                        List.of(
                                view("spend", 1, Readiness.READY),
                                view("spend", 2, Readiness.LOADING),
                                view("spend", 3, Readiness.NOT_COMPUTABLE)),
                        List.of(new StoreStatus.ServiceStatus(
                                new VersionedName("churn", 3), "abc", Readiness.NOT_LOADED))));

        assertThat(WireStatus.read(WireStatus.of(status))).isEqualTo(status);
    }

    private static StoreStatus.ViewStatus view(String name, int version, Readiness readiness) {
        return new StoreStatus.ViewStatus(new VersionedName(name, version), "f" + version, readiness);
    }

    @Test
    void aLoadComesBackAsItWas() {
        LoadRequest asked = new LoadRequest(List.of("payments"), OptionalLong.of(-5), LoadRequest.Start.ANEW);
        LoadProgress known = new LoadProgress("payments", "a.parquet", 1, OptionalLong.of(2), 3, 4);
        LoadProgress unknown = new LoadProgress("payments", "a.parquet", 1, OptionalLong.empty(), 0, 4);
        LoadSummary summary = new LoadSummary(
                new LoadReport(
                        OptionalLong.of(-5),
                        List.of(new LoadReport.SourceLoad(
                                "payments",
                                List.of(
                                        file("a", LoadReport.Outcome.LOADED, new FileCounts(15, 4, 3, 2, 1, 99)),
                                        file("b", LoadReport.Outcome.UNCHANGED, FileCounts.NONE)),
                                17,
                                List.of(new LoadReport.PassedOver(
                                        new VersionedName("spend", 2), 3, "column 'amount': 'x' is not int64"))))),
                List.of(view("spend", 1, Readiness.READY)));

        assertThat(WireLoad.read(WireLoad.of(asked))).isEqualTo(asked);
        assertThat(WireLoad.read(WireLoad.of(LoadRequest.ALL))).isEqualTo(LoadRequest.ALL);
        assertThat(WireLoad.read(WireLoad.of(known))).isEqualTo(known);
        assertThat(WireLoad.read(WireLoad.of(unknown))).isEqualTo(unknown);
        assertThat(WireLoad.read(WireLoad.of(summary))).isEqualTo(summary);
        assertThat(WireLoad.of(summary).getSources(0).getFiles(0).getErased()).isEqualTo(5);
    }

    private static LoadReport.FileLoad file(String name, LoadReport.Outcome outcome, FileCounts counts) {
        SourceFile file = new SourceFile(name + ".parquet", "0a".repeat(32), OptionalLong.of(counts.rows()));
        return new LoadReport.FileLoad(file, outcome, counts);
    }

    @Test
    void aReceiptComesBackAsItWas() {
        ErasureReceipt receipt = ErasureReceipt.begun(List.of("ab", "cd"), 1)
                .with(new ErasureReceipt.State(2, 3, 4, 5))
                .withQuarantined(6)
                .with(new ErasureReceipt.ArchiveFile("payments", "a.parquet", 7, 8, 9, "0a"))
                .withLeftKinds(List.of("account_device (account_id, device_id)"));
        assertThat(WireErasure.read(WireErasure.of(receipt))).isEqualTo(receipt);
        assertThat(WireErasure.read(WireErasure.of(receipt.finished(10)))).isEqualTo(receipt.finished(10));
    }

    @Test
    void aQuarantinedRowComesBackAsItWasWithItsId() {
        List<QuarantinedRow.Cell> cells = List.of(
                QuarantinedRow.Cell.ofText("amount", Optional.of("-3")),
                QuarantinedRow.Cell.ofText("shop", Optional.empty()));
        List<QuarantinedRow.BrokenPromise> broken = new ArrayList<>();
        for (Violation.Reason reason : Violation.Reason.values()) {
            broken.add(new QuarantinedRow.BrokenPromise("amount", reason, "is wrong"));
        }
        QuarantinePage page = new QuarantinePage(
                List.of(
                        new QuarantinedRow(
                                "payments",
                                new QuarantineOrigin.FileRow("a.parquet", "0a".repeat(32), 7),
                                OptionalLong.empty(),
                                broken,
                                cells),
                        new QuarantinedRow(
                                "payments",
                                new QuarantineOrigin.IngestedEvent("till-7", 8),
                                OptionalLong.of(1_000_001),
                                broken,
                                cells)),
                "2");

        QuarantinePage read = WireQuarantine.read(WireQuarantine.of(page));

        assertThat(read).isEqualTo(page);
        assertThat(read.rows().getFirst().id()).isEqualTo(page.rows().getFirst().id());
    }

    @ParameterizedTest
    @EnumSource(OnViolation.class)
    void whatBecameOfABatchComesBackAsItWas(OnViolation onViolation) {
        IngestResult result = new IngestResult(
                1,
                2,
                List.of(new Rejection(
                        3, 4, onViolation, List.of(new Violation(3, "amount", Violation.Reason.MIN, "is wrong")))),
                OptionalLong.of(5));

        assertThat(WireIngest.read(WireIngest.of(result))).isEqualTo(result);
    }

    @ParameterizedTest
    @EnumSource(ValueStatus.class)
    void aValuesStatusComesBackAsItWas(ValueStatus status) {
        assertThat(WireTypes.read(WireTypes.of(status))).isEqualTo(status);
        assertThat(WireTypes.of(status).getNumber()).isEqualTo(status.code());
    }

    @ParameterizedTest
    @EnumSource(ScalarType.class)
    void aTypeComesBackAsItWas(ScalarType type) {
        assertThat(WireTypes.read(WireTypes.of(type))).isEqualTo(type);
    }

    @Test
    void whatANewerServerSaysIsToldAndNotGuessed() {
        GetStatusResponse newer = GetStatusResponse.newBuilder()
                .addSources(SourceStatus.newBuilder().setSource("payments"))
                .addFeatureViews(dev.asof.v1.FeatureViewStatus.newBuilder()
                        .setFeatureView(WireTypes.viewRef(new VersionedName("spend", 1)))
                        .setReadinessValue(99))
                .build();

        assertThatThrownBy(() -> WireStatus.read(newer))
                .isInstanceOf(MalformedMessage.class)
                .hasMessage("it holds a Readiness that is not known");
    }
}
