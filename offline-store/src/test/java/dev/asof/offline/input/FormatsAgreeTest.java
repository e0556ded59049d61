package dev.asof.offline.input;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.offline.output.RowsOutput;
import dev.asof.offline.table.ConsecutiveRows;
import dev.asof.offline.table.TableFile;
import dev.asof.registry.compute.event.ColumnContract;
import dev.asof.registry.compute.event.ContractCheck;
import dev.asof.registry.compute.event.SourceContract;
import dev.asof.registry.compute.event.SourceRoles;
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
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.ListType;
import dev.asof.registry.compute.schema.LongColumn;
import dev.asof.registry.compute.schema.MapType;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.compute.schema.Value;
import dev.asof.registry.compute.zone.NamedZone;
import dev.asof.registry.repository.TableFormat;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same rows are the same events, however a file holds them. */
class FormatsAgreeTest {
    private static final long SEED = Long.getLong("asof.seed", System.nanoTime());
    private static final List<String> NESTED_TYPES = List.of(
            "decimal(9,2)",
            "decimal(38,10)",
            "list<float32>",
            "list<timestamp>",
            "list<list<string>>",
            "map<string, int64>",
            "map<string, list<decimal(20,1)>>",
            "map<string, bytes>");

    private final SplittableRandom random = new SplittableRandom(SEED);

    @TempDir
    Path folder;

    @Test
    void rowsAreTheSameBitForBitInAllFormats() {
        for (int run = 0; run < 20; run++) {
            ColumnBatch rows = rows(random.nextInt(1, 60));
            ContractCheck check = new ContractCheck(contract(rows.schema()));
            List<List<Value>> parquet = read(rows, TableFormat.PARQUET, check, run);
            assertThat(parquet).as("seed %d", SEED).hasSize(rows.schema().size());
            assertThat(read(rows, TableFormat.ARROW, check, run))
                    .as("seed %d", SEED)
                    .isEqualTo(parquet);
            assertThat(read(rows, TableFormat.CSV, check, run))
                    .as("seed %d", SEED)
                    .isEqualTo(parquet);
        }
    }

    private List<List<Value>> read(ColumnBatch rows, TableFormat format, ContractCheck check, int run) {
        Path path = folder.resolve(run + "." + format.text());
        try (RowsOutput output = RowsOutput.create(format, path, rows.schema(), Map.of());
                RowsOutput.Part part = output.encode(rows)) {
            part.append();
            output.commit();
        }
        TableFile file = TableFiles.open(path, format);
        assertThat(file.rowCount()).isEqualTo(rows.rowCount());
        List<List<Value>> values = new ArrayList<>();
        rows.schema().fields().forEach(field -> values.add(new ArrayList<>()));
        try (ConsecutiveRows all =
                new ConsecutiveRows(List.of(file), rows.schema().names())) {
            for (Optional<ColumnBatch> batch = all.next(); batch.isPresent(); batch = all.next()) {
                var checked = check.check(batch.get());
                assertThat(checked.violations()).as("seed %d, %s", SEED, format).isEmpty();
                for (int column = 0; column < values.size(); column++) {
                    add(checked.rows().column(column), values.get(column));
                }
            }
        }
        return values;
    }

    private static void add(Column column, List<Value> values) {
        for (int row = 0; row < column.size(); row++) {
            values.add(column.isNull(row) ? null : Value.of(column, row));
        }
    }

    private static SourceContract contract(Schema schema) {
        SourceRoles roles = new SourceRoles(
                "at",
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                OptionalLong.empty(),
                NamedZone.find("Europe/Berlin"));
        return new SourceContract(
                "rows",
                schema.fields().stream()
                        .map(field -> ColumnContract.ofType(new Field(field.name(), field.type())))
                        .toList(),
                roles);
    }

    private ColumnBatch rows(int count) {
        List<Field> fields = new ArrayList<>();
        List<Column> columns = new ArrayList<>();
        fields.add(new Field("at", ScalarType.TIMESTAMP));
        columns.add(new LongColumn(
                ScalarType.TIMESTAMP,
                random.longs(count, 0, 2_000_000_000_000_000L).toArray()));
        List<DataType> types = new ArrayList<>(List.of(ScalarType.values()));
        NESTED_TYPES.forEach(name -> types.add(DataType.named(name).orElseThrow()));
        for (DataType type : types) {
            fields.add(new Field("c" + fields.size(), type));
            columns.add(column(type, count));
        }
        return new ColumnBatch(new Schema(fields), columns, count);
    }

    private Column column(DataType type, int count) {
        ColumnBuilder column = new ColumnBuilder(type);
        for (int row = 0; row < count; row++) {
            if (random.nextInt(5) == 0) {
                column.appendNull();
            } else {
                append(type, column);
            }
        }
        return column.build();
    }

    private void append(DataType type, ColumnBuilder column) {
        switch (type) {
            case ScalarType scalar -> append(scalar, column);
            case DecimalType decimal ->
                Decimals.append(
                        new BigInteger(4 * decimal.precision() * 3 / 4, new java.util.Random(random.nextLong()))
                                .mod(BigInteger.TEN.pow(decimal.precision())),
                        column);
            case ListType list -> {
                Column elements = column(list.element(), random.nextInt(4));
                column.appendBytes(new ListCodec(list).encode(elements, 0, elements.size()));
            }
            case MapType map -> {
                Column values = column(map.value(), random.nextInt(4));
                ColumnBuilder keys = new ColumnBuilder(ScalarType.STRING);
                for (int key = values.size(); key > 0; key--) {
                    keys.appendText("k" + key + (random.nextBoolean() ? "\"" : ","));
                }
                column.appendBytes(new MapCodec(map).encode((BytesColumn) keys.build(), values, 0, values.size()));
            }
        }
    }

    private void append(ScalarType type, ColumnBuilder column) {
        switch (type) {
            case BOOL -> column.appendLong(random.nextInt(2));
            case INT32 -> column.appendLong(random.nextInt());
            case INT64 -> column.appendLong(random.nextLong());
            case FLOAT32 -> column.appendDouble(Float.intBitsToFloat(number(random.nextInt())));
            case FLOAT64 -> column.appendDouble(random.nextInt(9) == 0 ? Double.NaN : random.nextDouble() - 0.5);
            case STRING -> column.appendText("a,\"\r\n\u00e9 ".substring(random.nextInt(8)));
            case BYTES -> column.appendBytes(new byte[] {(byte) random.nextInt(), 0, (byte) 0xFF});
            case DATE -> column.appendLong(random.nextInt(-700_000, 2_000_000));
            case TIMESTAMP -> column.appendLong(random.nextLong(-60_000_000_000_000_000L, 250_000_000_000_000_000L));
        }
    }

    /** The bits of a number that is one. */
    private static int number(int bits) {
        return Float.isNaN(Float.intBitsToFloat(bits)) ? 0 : bits;
    }

    @Test
    void localTimesAreTheSameInstantsInParquetAndArrow() {
        Column times = new LongColumn(ScalarType.TIMESTAMP, new long[] {1_585_449_000_000_000L, 0});
        ColumnBatch rows = new ColumnBatch(
                new Schema(List.of(new Field("at", ScalarType.TIMESTAMP, Clock.LOCAL))), List.of(times), 2);
        ContractCheck check = new ContractCheck(contract(rows.schema()));
        List<List<Value>> instants = List.of(List.of(
                Value.ofLong(ScalarType.TIMESTAMP, 1_585_445_400_000_000L),
                Value.ofLong(ScalarType.TIMESTAMP, -3_600_000_000L)));
        assertThat(read(rows, TableFormat.PARQUET, check, 100)).isEqualTo(instants);
        assertThat(read(rows, TableFormat.ARROW, check, 101)).isEqualTo(instants);
    }
}
