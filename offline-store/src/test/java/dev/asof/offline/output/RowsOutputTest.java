package dev.asof.offline.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asof.offline.Batches;
import dev.asof.offline.arrow.ArrowFile;
import dev.asof.offline.arrow.ArrowRows;
import dev.asof.offline.csv.CsvRecords;
import dev.asof.offline.parquet.ParquetFile;
import dev.asof.offline.parquet.ParquetRows;
import dev.asof.registry.compute.nested.ListCodec;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.ColumnBuilder;
import dev.asof.registry.compute.schema.DoubleColumn;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.ListType;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.repository.TableFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RowsOutputTest {
    private static final Map<String, String> METADATA = Map.of("asof.dataset_id", "4711");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void whatIsWrittenIsReadAsTheSameValues(TableFormat format) throws IOException {
        Path file = write(format, "rows", allTypes(), allTypes());

        List<List<@Nullable Object>> expected = new ArrayList<>();
        for (int part = 0; part < 2; part++) {
            for (int row = 0; row < allTypes().rowCount(); row++) {
                expected.add(row(allTypes(), row));
            }
        }
        List<List<@Nullable Object>> read = switch (format) {
            case PARQUET -> parquet(file);
            case ARROW -> arrow(file);
            case CSV -> csv(file);
        };
        if (format == TableFormat.CSV) {
            assertThat((Object) read).isEqualTo(csvOfAllTypes());
        } else {
            assertThat(read).isEqualTo(expected);
        }
    }

    @Test
    void aListIsWrittenToCsvHoweverLongItsTextIs() throws IOException {
        ListType type = new ListType(ScalarType.FLOAT64);
        double[] values = new double[60_000];
        Arrays.fill(values, 1.0 / 3);
        ColumnBuilder lists = new ColumnBuilder(type);
        lists.appendBytes(new ListCodec(type).encode(new DoubleColumn(ScalarType.FLOAT64, values), 0, values.length));
        Path file = write(
                TableFormat.CSV,
                "long",
                new ColumnBatch(new Schema(List.of(new Field("x", type))), List.of(lists.build()), 1));

        assertThat(Files.readString(file))
                .isEqualTo("x\n\"["
                        + Stream.generate(() -> "0.3333333333333333")
                                .limit(values.length)
                                .collect(Collectors.joining(", "))
                        + "]\"\n");
    }

    @ParameterizedTest
    @EnumSource
    void equalRowsAreEqualBytes(TableFormat format) throws IOException {
        Path first = write(format, "first", allTypes(), allTypes());
        write(
                format,
                "between",
                Batches.with("text", ScalarType.STRING, "x".repeat(5000)).build());
        Path second = write(format, "second", allTypes(), allTypes());

        assertThat(Files.readAllBytes(second)).isEqualTo(Files.readAllBytes(first));
    }

    @ParameterizedTest
    @EnumSource
    void whatIsNotCommittedLeavesNothing(TableFormat format) throws IOException {
        Path target = folder.resolve("rows");
        try (RowsOutput output = RowsOutput.create(format, target, allTypes().schema(), METADATA);
                RowsOutput.Part part = output.encode(allTypes())) {
            part.append();
        }

        try (var files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void twoThatWriteTheSameFileEachWriteAllOfIt(TableFormat format) throws IOException {
        Path one = write(format, "one", allTypes());
        Path two = write(format, "two", allTypes(), allTypes());
        Path target = folder.resolve("rows");
        try (RowsOutput first = RowsOutput.create(format, target, allTypes().schema(), METADATA)) {
            append(first, allTypes());
            try (RowsOutput second =
                    RowsOutput.create(format, target, allTypes().schema(), METADATA)) {
                append(second, allTypes());
                first.commit();
                assertThat(target).hasSameBinaryContentAs(one);
                append(second, allTypes());
                assertThat(target).hasSameBinaryContentAs(one);
                second.commit();
            }
        }

        assertThat(target).hasSameBinaryContentAs(two);
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(3);
        }
    }

    @ParameterizedTest
    @EnumSource
    void noRowsAreAFileToo(TableFormat format) throws IOException {
        Path target = folder.resolve("rows");
        try (RowsOutput output = RowsOutput.create(format, target, allTypes().schema(), METADATA)) {
            output.commit();
        }

        List<List<@Nullable Object>> rows = switch (format) {
            case PARQUET -> parquet(target);
            case ARROW -> arrow(target);
            case CSV -> csv(target);
        };
        assertThat(rows).isEmpty();
    }

    @Test
    void anArrowFileThatIsDamagedIsRefusedWithItsName() throws IOException {
        Path file = write(TableFormat.ARROW, "rows", allTypes());
        byte[] bytes = Files.readAllBytes(file);
        Path cut = Files.write(folder.resolve("cut.arrow"), java.util.Arrays.copyOf(bytes, bytes.length - 3));
        Path other = Files.writeString(folder.resolve("other.arrow"), "a,b\n1,2\n and more than that");

        assertThatThrownBy(() -> ArrowFile.open(cut))
                .isInstanceOf(AsofException.class)
                .hasMessageContaining("cut.arrow: it is cut off");
        assertThatThrownBy(() -> ArrowFile.open(other))
                .isInstanceOf(AsofException.class)
                .hasMessageContaining("other.arrow: it is not an Arrow IPC file");
        assertThatThrownBy(() -> ArrowFile.open(folder.resolve("none.arrow")))
                .isInstanceOf(AsofException.class)
                .hasMessageContaining("there is no such file");
    }

    private Path write(TableFormat format, String name, ColumnBatch... parts) {
        Path target = folder.resolve(name);
        try (RowsOutput output = RowsOutput.create(format, target, parts[0].schema(), METADATA)) {
            for (ColumnBatch rows : parts) {
                append(output, rows);
            }
            output.commit();
        }
        return target;
    }

    private static void append(RowsOutput output, ColumnBatch rows) {
        try (RowsOutput.Part part = output.encode(rows)) {
            part.append();
        }
    }

    private static ColumnBatch allTypes() {
        return Batches.with("truth", ScalarType.BOOL, true, null, false)
                .and("small", ScalarType.INT32, Integer.MIN_VALUE, 7, null)
                .and("large", ScalarType.INT64, null, Long.MAX_VALUE, 1L << 53 | 1)
                .and("single", ScalarType.FLOAT32, 0.1f, null, Float.NaN)
                .and("number", ScalarType.FLOAT64, 0.1 + 0.2, -0.0, null)
                .and("text", ScalarType.STRING, "a,\"b\"\nc", null, "")
                .and("day", ScalarType.DATE, -1, 20_000, null)
                .and("time", ScalarType.TIMESTAMP, 1, -1, null)
                .build();
    }

    private static List<List<String>> csvOfAllTypes() {
        List<List<String>> once = List.of(
                java.util.Arrays.asList(
                        "true",
                        "-2147483648",
                        null,
                        "0.1",
                        "0.30000000000000004",
                        "a,\"b\"\nc",
                        "1969-12-31",
                        "1970-01-01T00:00:00.000001Z"),
                java.util.Arrays.asList(
                        null,
                        "7",
                        "9223372036854775807",
                        null,
                        "-0.0",
                        null,
                        "2024-10-04",
                        "1969-12-31T23:59:59.999999Z"),
                java.util.Arrays.asList("false", null, "9007199254740993", "NaN", null, "", null, null));
        List<List<String>> twice = new ArrayList<>(once);
        twice.addAll(once);
        return twice;
    }

    private static List<@Nullable Object> row(ColumnBatch rows, int row) {
        return rows.columns().stream()
                .map(column -> Batches.values(column).get(row))
                .collect(java.util.stream.Collectors.toCollection(ArrayList::new));
    }

    private static List<List<@Nullable Object>> parquet(Path path) {
        ParquetFile file = ParquetFile.open(path);
        assertThat(file.schema()).isEqualTo(allTypes().schema());
        List<List<@Nullable Object>> read = new ArrayList<>();
        for (int rowGroup = 0; rowGroup < file.partCount(); rowGroup++) {
            try (ParquetRows rows = file.rows(rowGroup, file.schema().names())) {
                for (Optional<ColumnBatch> batch = rows.next(); batch.isPresent(); batch = rows.next()) {
                    addRows(batch.get(), read);
                }
            }
        }
        return read;
    }

    private static List<List<@Nullable Object>> arrow(Path path) {
        ArrowFile file = ArrowFile.open(path);
        assertThat(file.schema()).isEqualTo(allTypes().schema());
        List<List<@Nullable Object>> read = new ArrayList<>();
        for (int number = 0; number < file.partCount(); number++) {
            try (ArrowRows rows = file.rows(number, file.schema().names())) {
                for (Optional<ColumnBatch> batch = rows.next(); batch.isPresent(); batch = rows.next()) {
                    addRows(batch.get(), read);
                }
            }
        }
        return read;
    }

    private static void addRows(ColumnBatch batch, List<List<@Nullable Object>> read) {
        for (int row = 0; row < batch.rowCount(); row++) {
            read.add(row(batch, row));
        }
    }

    private static List<List<@Nullable Object>> csv(Path path) throws IOException {
        List<List<@Nullable Object>> read = new ArrayList<>();
        try (CsvRecords records = new CsvRecords(Files.newInputStream(path), path.toString())) {
            assertThat(records.columns()).isEqualTo(allTypes().schema().names());
            for (var cells = records.next(); cells.isPresent(); cells = records.next()) {
                List<@Nullable Object> row = new ArrayList<>();
                for (byte[] cell : cells.get()) {
                    row.add(cell == null ? null : new String(cell, StandardCharsets.UTF_8));
                }
                read.add(row);
            }
        }
        return read;
    }
}
