package dev.asof.offline.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asof.offline.Batches;
import dev.asof.offline.table.TableColumn;
import dev.asof.registry.compute.schema.Clock;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.LongColumn;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.compute.schema.TimestampRange;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.Util;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParquetFileTest {
    private static final MessageType ALL_TYPES = MessageTypeParser.parseMessageType("""
            message rows {
              optional boolean truth;
              optional int32 plain32;
              optional int32 small (INTEGER(8,true));
              optional int32 unsigned16 (INTEGER(16,false));
              optional int32 unsigned32 (INTEGER(32,false));
              optional int64 plain64;
              optional int64 annotated64 (INTEGER(64,true));
              optional float single;
              optional double wide;
              optional binary text (STRING);
              optional binary kind (ENUM);
              optional int32 day (DATE);
              optional int64 millis (TIMESTAMP(MILLIS,true));
              optional int64 micros (TIMESTAMP(MICROS,false));
              optional int64 nanos (TIMESTAMP(NANOS,true));
              optional int96 old;
            }
            """);

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MIN_VALUE})
    void aFooterOfLessThanNoRowsIsDamaged(long rows) throws IOException {
        Path file = folder.resolve("rows.parquet");
        ForeignFile.write(file, ALL_TYPES, ForeignFile.Style.PLAIN, 3, (row, number) -> row.append("plain32", number));
        restate(file, footer -> footer.getRow_groups().getFirst().setNum_rows(rows));

        assertThatThrownBy(() -> ParquetFile.open(file))
                .isInstanceOfSatisfying(
                        AsofException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_INPUT_FILE))
                .hasMessageContaining(file + ": it is damaged")
                .hasMessageContaining("a row group of " + rows + " rows");
    }

    @Test
    void aFooterOfMoreRowsThanCanBeCountedIsDamaged() throws IOException {
        Path file = folder.resolve("rows.parquet");
        ForeignFile.write(file, ALL_TYPES, ForeignFile.Style.PLAIN, 3, (row, number) -> row.append("plain32", number));
        restate(file, footer -> {
            footer.addToRow_groups(footer.getRow_groups().getFirst().deepCopy());
            footer.getRow_groups().forEach(group -> group.setNum_rows(Long.MAX_VALUE));
        });

        assertThatThrownBy(() -> ParquetFile.open(file)).isInstanceOf(AsofException.class);
    }

    /** Writes a file's footer anew. */
    private static void restate(Path file, Consumer<FileMetaData> change) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int trailer = bytes.length - 8;
        int start =
                trailer - ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(trailer);
        FileMetaData footer = Util.readFileMetaData(new ByteArrayInputStream(bytes, start, trailer - start));
        change.accept(footer);
        ByteArrayOutputStream restated = new ByteArrayOutputStream();
        restated.write(bytes, 0, start);
        Util.writeFileMetaData(footer, restated);
        byte[] length = ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(restated.size() - start)
                .array();
        restated.writeBytes(length);
        restated.write(bytes, trailer + Integer.BYTES, Integer.BYTES);
        Files.write(file, restated.toByteArray());
    }

    @Test
    void everyTypeIsReadWithItsNulls() {
        Path file = folder.resolve("all.parquet");
        ForeignFile.write(file, ALL_TYPES, ForeignFile.Style.PLAIN, 3, (row, number) -> {
            if (number == 0) {
                fillEvery(row);
            } else if (number == 2) {
                row.append("text", "");
            }
        });

        ColumnBatch rows = onlyBatch(
                file, ALL_TYPES.getFields().stream().map(f -> f.getName()).toList());

        assertThat(ParquetFile.open(file).schema())
                .isEqualTo(new Schema(List.of(
                        new Field("truth", ScalarType.BOOL),
                        new Field("plain32", ScalarType.INT32),
                        new Field("small", ScalarType.INT32),
                        new Field("unsigned16", ScalarType.INT32),
                        new Field("unsigned32", ScalarType.INT64),
                        new Field("plain64", ScalarType.INT64),
                        new Field("annotated64", ScalarType.INT64),
                        new Field("single", ScalarType.FLOAT32),
                        new Field("wide", ScalarType.FLOAT64),
                        new Field("text", ScalarType.STRING),
                        new Field("kind", ScalarType.STRING),
                        new Field("day", ScalarType.DATE),
                        new Field("millis", ScalarType.TIMESTAMP),
                        new Field("micros", ScalarType.TIMESTAMP, Clock.LOCAL),
                        new Field("nanos", ScalarType.TIMESTAMP),
                        new Field("old", ScalarType.TIMESTAMP))));
        List<Object> first = new ArrayList<>();
        for (int column = 0; column < rows.columns().size(); column++) {
            List<Object> values = Batches.values(rows.column(column));
            first.add(values.get(0));
            assertThat(values.get(1)).isNull();
        }
        assertThat(first)
                .containsExactly(
                        1L,
                        -7L,
                        -8L,
                        65_535L,
                        4_294_967_295L,
                        -9L,
                        10L,
                        0.1f + 0.0,
                        -0.0,
                        "über",
                        "RED",
                        -1L,
                        -1_000L,
                        1L,
                        -1L,
                        -86_400_000_000L + 1);
        assertThat(rows.column("text").isNull(2)).isFalse();
    }

    private static void fillEvery(Group row) {
        row.append("truth", true)
                .append("plain32", -7)
                .append("small", -8)
                .append("unsigned16", 65_535)
                .append("unsigned32", -1)
                .append("plain64", -9L)
                .append("annotated64", 10L)
                .append("single", 0.1f)
                .append("wide", -0.0)
                .append("text", "über")
                .append("kind", "RED")
                .append("day", -1)
                .append("millis", -1L)
                .append("micros", 1L)
                .append("nanos", -1L)
                .append("old", int96(2_440_587, 1_999));
    }

    private static Binary int96(int julianDay, long nanosOfDay) {
        ByteBuffer bytes = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(nanosOfDay).putInt(julianDay);
        return Binary.fromConstantByteArray(bytes.array());
    }

    @ParameterizedTest
    @EnumSource(
            value = CompressionCodecName.class,
            names = {"UNCOMPRESSED", "SNAPPY", "GZIP", "ZSTD", "LZ4", "LZ4_RAW"})
    void everyCompressionAndPageVersionIsRead(CompressionCodecName codec) {
        for (WriterVersion version : WriterVersion.values()) {
            Path file = folder.resolve(codec + "-" + version + ".parquet");
            writeNumbers(file, ForeignFile.Style.PLAIN.with(codec).with(version), 5_000);

            ColumnBatch rows = onlyBatch(file, List.of("id", "word"));

            assertThat(rows.rowCount()).isEqualTo(5_000);
            assertThat(Batches.values(rows.column("word")).get(205)).isEqualTo("w5");
            assertThat(Batches.values(rows.column("id"))).isEqualTo(expectedIds(5_000));
        }
    }

    @Test
    void rowGroupsAndBatchesKeepTheOrder() {
        Path file = folder.resolve("groups.parquet");
        int count = 150_000;
        ColumnBatch all = Batches.with(
                        "id", ScalarType.INT64, expectedIds(count).toArray())
                .build();
        try (ParquetOutput output = ParquetOutput.create(file, all.schema())) {
            output.append(all.gather(IntStream.range(0, 70_000).toArray()));
            output.append(all.gather(IntStream.range(70_000, count).toArray()));
            output.commit(Map.of());
        }
        ParquetFile parquet = ParquetFile.open(file);

        List<Object> ids = new ArrayList<>();
        for (int rowGroup = 0; rowGroup < parquet.partCount(); rowGroup++) {
            assertThat(parquet.firstRow(rowGroup)).isEqualTo(ids.size());
            try (ParquetRows rows = parquet.rows(rowGroup, List.of("id"))) {
                for (var batch = rows.next(); batch.isPresent(); batch = rows.next()) {
                    assertThat(batch.get().rowCount()).isBetween(1, ParquetRows.BATCH_ROWS);
                    ids.addAll(Batches.values(batch.get().column(0)));
                }
            }
        }

        assertThat(parquet.partCount()).isEqualTo(2);
        assertThat(ids).isEqualTo(expectedIds(count));
    }

    @Test
    void columnsThatTheFileLacksAreLeftOut() {
        Path file = folder.resolve("numbers.parquet");
        writeNumbers(file, ForeignFile.Style.PLAIN, 10);

        ColumnBatch rows = onlyBatch(file, List.of("nowhere", "id"));
        ColumnBatch none = onlyBatch(file, List.of("nowhere"));

        assertThat(rows.schema().names()).containsExactly("id");
        assertThat(none.rowCount()).isEqualTo(10);
    }

    @Test
    void aFileWithoutRowsHasNoBatch() {
        Path file = folder.resolve("empty.parquet");
        writeNumbers(file, ForeignFile.Style.PLAIN, 0);

        ParquetFile parquet = ParquetFile.open(file);

        assertThat(parquet.rowCount()).isZero();
        assertThat(parquet.partCount()).isZero();
    }

    @Test
    void aTypeThatIsNotReadIsNamedWhenItIsAskedFor() {
        MessageType type = MessageTypeParser.parseMessageType("""
                message rows {
                  optional binary raw (BSON);
                  optional int64 big (INTEGER(64,false));
                  repeated group many { optional int32 x; optional int32 y; }
                  optional group point { optional double x; optional int32 since (TIME(MILLIS,true)); }
                  optional int32 id;
                }
                """);
        Path file = folder.resolve("odd.parquet");
        ForeignFile.write(file, type, ForeignFile.Style.PLAIN, 2, (row, number) -> row.append("id", number));
        ParquetFile parquet = ParquetFile.open(file);

        assertThat(parquet.schema().names()).containsExactly("point.x", "id");
        assertThat(parquet.columns())
                .filteredOn(column -> column.type().isEmpty())
                .extracting(TableColumn::name)
                .containsExactly("raw", "big", "many", "point.since");
        assertRefused(
                () -> parquet.rows(0, List.of("big")),
                "Cannot read column 'big' of " + file
                        + ": it is of Parquet type INT64 (INTEGER(64,false)), which has no"
                        + " type here. Convert it, or leave it out of the source's columns.");
        assertThat(onlyBatch(file, List.of("id")).rowCount()).isEqualTo(2);
    }

    @Test
    void aTimeThatDoesNotFitIsAnEndOfTheRangeAndItsNeighboursStay() {
        MessageType type = MessageTypeParser.parseMessageType(
                "message rows { optional int64 at (TIMESTAMP(MILLIS,true)); optional int96 old; }");
        long[] millis = {Long.MAX_VALUE, 5, Long.MIN_VALUE};
        int[] days = {Integer.MAX_VALUE, 2_440_588, Integer.MIN_VALUE};
        Path file = folder.resolve("far.parquet");
        ForeignFile.write(
                file,
                type,
                ForeignFile.Style.PLAIN,
                3,
                (row, number) -> row.append("at", millis[number]).append("old", int96(days[number], 7_000)));

        ColumnBatch batch = onlyBatch(file, List.of("at", "old"));
        assertThat(((LongColumn) batch.column("at")).values())
                .containsExactly(TimestampRange.AFTER, 5_000, TimestampRange.BEFORE);
        assertThat(((LongColumn) batch.column("old")).values())
                .containsExactly(TimestampRange.AFTER, 7, TimestampRange.BEFORE);
    }

    @Test
    void filesThatAreNotParquetAreRefused() throws IOException {
        Path missing = folder.resolve("missing.parquet");
        assertThatThrownBy(() -> ParquetFile.open(missing))
                .isInstanceOfSatisfying(
                        AsofException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNKNOWN_NAME))
                .hasMessage("Cannot read " + missing + ": there is no such file. Check the path.");

        Path empty = Files.write(folder.resolve("empty"), new byte[0]);
        assertRefused(
                () -> ParquetFile.open(empty),
                "Cannot read " + empty + ": it has 0 bytes, too few for a Parquet file. Give a complete Parquet file.");

        Path text = Files.writeString(folder.resolve("text"), "id,amount\n1,2\n3,4\n");
        assertRefused(
                () -> ParquetFile.open(text),
                "Cannot read " + text
                        + ": it is not a Parquet file: it doesn't begin with 'PAR1'. Give a complete Parquet file.");

        Path encrypted = Files.writeString(folder.resolve("secret"), "PARE............PARE");
        assertRefused(
                () -> ParquetFile.open(encrypted),
                "Cannot read " + encrypted + ": it is encrypted. Decrypt it first; Asof takes no keys.");
        assertRefused(
                () -> ParquetFile.open(folder),
                "Cannot read " + folder + ": it is not a file. Give a complete Parquet file.");
    }

    @Test
    void aCutOffFileIsRefused() throws IOException {
        Path file = folder.resolve("numbers.parquet");
        writeNumbers(file, ForeignFile.Style.PLAIN, 100);
        byte[] bytes = Files.readAllBytes(file);

        Path cut = Files.write(folder.resolve("cut"), Arrays.copyOf(bytes, bytes.length / 2));

        assertRefused(
                () -> ParquetFile.open(cut),
                "Cannot read " + cut + ": it is cut off: it doesn't end with 'PAR1'. Give a complete Parquet file.");
    }

    @Test
    void aDamagedPageIsRefusedWithItsColumn() throws IOException {
        Path file = folder.resolve("numbers.parquet");
        try (ParquetOutput output = ParquetOutput.create(file, numbers().schema())) {
            output.append(numbers());
            output.commit(Map.of());
        }
        byte[] bytes = Files.readAllBytes(file);
        long chunk = ParquetFile.open(file)
                .footer()
                .getBlocks()
                .get(0)
                .getColumns()
                .get(0)
                .getStartingPos();
        bytes[(int) chunk + 60] ^= 0x10;
        Files.write(file, bytes);

        assertThatThrownBy(() -> onlyBatch(file, List.of("id")))
                .isInstanceOfSatisfying(
                        AsofException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_INPUT_FILE))
                .hasMessageContaining("column 'id' of " + file + " (row group 0, page at byte " + chunk + ")")
                .hasMessageContaining("damaged");
    }

    @Test
    void aFileThatVanishesIsSaidToHave() throws IOException {
        Path file = folder.resolve("numbers.parquet");
        try (ParquetOutput output = ParquetOutput.create(file, numbers().schema())) {
            output.append(numbers());
            output.commit(Map.of());
        }
        ParquetFile opened = ParquetFile.open(file);
        Files.delete(file);

        assertThatThrownBy(() -> opened.rows(0, List.of("id")))
                .isInstanceOfSatisfying(
                        AsofException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.IO_FAILED))
                .hasMessageContaining(file + ": the file has vanished since its footer was read");
    }

    @Test
    void whatIsWrittenIsReadBack() {
        ColumnBatch rows = Batches.with("truth", ScalarType.BOOL, true, null, false)
                .and("small", ScalarType.INT32, Integer.MIN_VALUE, 0, null)
                .and("big", ScalarType.INT64, null, Long.MAX_VALUE, Long.MIN_VALUE)
                .and("single", ScalarType.FLOAT32, 0.1f, Float.NaN, null)
                .and("wide", ScalarType.FLOAT64, -0.0, Double.NEGATIVE_INFINITY, Double.NaN)
                .and("text", ScalarType.STRING, "", null, "naïve")
                .and("day", ScalarType.DATE, -1, 0, null)
                .and("at", ScalarType.TIMESTAMP, -1, null, 1)
                .build();
        Path file = folder.resolve("deep/out.parquet");
        try (ParquetOutput output = ParquetOutput.create(file, rows.schema())) {
            output.append(rows);
            output.commit(Map.of("asof", "1"));
        }

        ColumnBatch read = onlyBatch(file, rows.schema().names());

        assertThat(read.schema()).isEqualTo(rows.schema());
        for (int column = 0; column < rows.columns().size(); column++) {
            assertThat(Batches.values(read.column(column))).isEqualTo(Batches.values(rows.column(column)));
        }
    }

    @Test
    void anUnfinishedFileIsNotThere() throws IOException {
        Path file = folder.resolve("out.parquet");
        try (ParquetOutput output = ParquetOutput.create(file, numbers().schema())) {
            output.append(numbers());
        }

        try (var files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    private static ColumnBatch numbers() {
        Object[] ids = new Object[1000];
        Arrays.setAll(ids, row -> (long) row * 31);
        return Batches.with("id", ScalarType.INT64, ids).build();
    }

    private static void writeNumbers(Path file, ForeignFile.Style style, int count) {
        MessageType type = MessageTypeParser.parseMessageType(
                "message rows { optional int64 id; required binary word (STRING); }");
        ForeignFile.write(file, type, style, count, (row, number) -> {
            if (number % 7 != 0) {
                row.append("id", (long) number * 31);
            }
            row.append("word", "w" + number % 100);
        });
    }

    private static List<Object> expectedIds(int count) {
        List<Object> ids = new ArrayList<>();
        for (int row = 0; row < count; row++) {
            ids.add(row % 7 == 0 ? null : (Object) ((long) row * 31));
        }
        return ids;
    }

    private static ColumnBatch onlyBatch(Path file, List<String> columns) {
        try (ParquetRows rows = ParquetFile.open(file).rows(0, columns)) {
            ColumnBatch batch = rows.next().orElseThrow();
            assertThat(rows.next()).isEmpty();
            return batch;
        }
    }

    private static void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String message) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        AsofException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_INPUT_FILE))
                .hasMessage(message);
    }
}
