package dev.asof.offline.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.offline.table.PartStatistics;
import dev.asof.offline.table.RowSpan;
import dev.asof.offline.table.ScanBuffers;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.ColumnBuilder;
import dev.asof.registry.compute.schema.DoubleColumn;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Value;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is stated of pages is true of their rows, and rows that are read by themselves are those that are read with all others. */
class StatedPagesTest {
    private static final long SEED = Long.getLong("asof.seed", 4_711);
    private static final int FILES = Integer.getInteger("asof.pages.files", 40);
    private static final int ROWS = 600;

    private static final MessageType TYPE = MessageTypeParser.parseMessageType("""
            message rows {
              optional int64 at (TIMESTAMP(MICROS,true));
              optional int64 millis (TIMESTAMP(MILLIS,false));
              required int64 id;
              optional int32 day (DATE);
              optional int32 small (INTEGER(32,false));
              optional double price;
              optional float rate;
              optional boolean is;
              optional binary text (STRING);
              optional binary raw;
              optional fixed_len_byte_array(3) fixed;
              optional binary wide (DECIMAL(30,2));
              optional int96 old;
              optional group tags (LIST) {
                repeated group list {
                  optional int32 element;
                }
              }
              optional group shares (MAP) {
                repeated group key_value {
                  required binary key (STRING);
                  optional double value;
                }
              }
            }
            """);

    @TempDir
    Path folder;

    private int known;
    private int lacking;

    @Test
    void rowsOfSpansAreThoseOfAllRows() throws IOException {
        for (int number = 0; number < FILES; number++) {
            Random random = new Random(new SplittableRandom(SEED + number).nextLong());
            Path path = folder.resolve(number + ".parquet");
            write(path, random);
            ParquetFile file = ParquetFile.open(path);
            List<String> columns = file.schema().names();
            for (int part = 0; part < file.partCount(); part++) {
                check(
                        file,
                        part,
                        some(columns, file.statistics(part), random),
                        random,
                        "seed " + (SEED + number) + ", row group " + part);
            }
        }
    }

    @Test
    void whatIsStatedIsTrue() {
        for (int number = 0; number < FILES; number++) {
            Random random = new Random(new SplittableRandom(SEED + number).nextLong());
            Path path = folder.resolve(number + ".parquet");
            write(path, random);
            ParquetFile file = ParquetFile.open(path);
            for (int part = 0; part < file.partCount(); part++) {
                for (String column : file.schema().names()) {
                    checkStated(file, part, column, random, "seed " + (SEED + number) + ", " + column);
                }
            }
        }
        assertThat(known).as("spans whose ends were stated").isGreaterThan(FILES * 20);
        assertThat(lacking).as("values that were found to be absent").isGreaterThan(FILES * 20);
    }

    private static void check(ParquetFile file, int part, List<String> columns, Random random, String what) {
        assertThat(columns).as(what).isNotEmpty();
        ColumnBatch whole = read(file, part, columns, RowSpan.all(file.rowCount(part)));
        for (int i = 0; i < 8; i++) {
            List<RowSpan> spans = spans(file.rowCount(part), random);
            int[] rows = spans.stream()
                    .flatMapToInt(span -> IntStream.range((int) span.from(), (int) span.to()))
                    .toArray();
            ColumnBatch found = read(file, part, columns, spans);
            for (int column = 0; column < columns.size(); column++) {
                assertThat(values(found.column(column)))
                        .as("%s, %s, rows %s", what, columns.get(column), spans)
                        .isEqualTo(values(whole.column(column).gather(rows)));
            }
        }
    }

    private void checkStated(ParquetFile file, int part, String column, Random random, String what) {
        PartStatistics stated = file.statistics(part);
        Column all = read(file, part, List.of(column), RowSpan.all(file.rowCount(part)))
                .column(0);
        for (int i = 0; i < 8; i++) {
            RowSpan span = spans(file.rowCount(part), random).getFirst();
            Optional<Column> ends = stated.ends(column, span);
            known += ends.isPresent() && span.rowCount() < file.rowCount(part) ? 1 : 0;
            long nulls = 0;
            for (int row = (int) span.from(); row < span.to(); row++) {
                nulls += all.isNull(row) ? 1 : 0;
                if (!all.isNull(row)) {
                    checkValue(stated, column, all, row, ends, what);
                }
            }
            assertThat(stated.nulls(column, span).orElse(Long.MAX_VALUE))
                    .as(what)
                    .isGreaterThanOrEqualTo(nulls);
        }
        for (int i = 0; i < 50 && all.size() > 0; i++) {
            Value value = value(all, random);
            if (value != null && stated.lacks(column, value)) {
                lacking++;
                assertThat(values(all)).as(what).doesNotContain(value);
            }
        }
    }

    private static void checkValue(
            PartStatistics stated, String column, Column all, int row, Optional<Column> ends, String what) {
        boolean isNaN = all instanceof DoubleColumn doubles && Double.isNaN(doubles.values()[row]);
        if (ends.isPresent() && !isNaN) {
            assertThat(compare(all, row, ends.get(), 0)).as(what).isGreaterThanOrEqualTo(0);
            assertThat(compare(all, row, ends.get(), 1)).as(what).isLessThanOrEqualTo(0);
        }
        stated.values(column)
                .ifPresent(values -> assertThat(values(values)).as(what).contains(Value.of(all, row)));
        assertThat(stated.lacks(column, Value.of(all, row))).as(what).isFalse();
    }

    private static int compare(Column column, int row, Column ends, int end) {
        return column instanceof DoubleColumn doubles && doubles.values()[row] == ((DoubleColumn) ends).values()[end]
                ? 0
                : column.compare(row, ends, end);
    }

    /** One that is there, or one near to it. */
    private static @Nullable Value value(Column all, Random random) {
        int row = random.nextInt(all.size());
        if (all.isNull(row)) {
            return null;
        }
        return switch (Value.of(all, row)) {
            case Value.LongValue number
            when number.type() != ScalarType.BOOL ->
                Value.ofLong(number.type(), number.value() + random.nextInt(3) - 1);
            case Value.LongValue bool -> bool;
            case Value.DoubleValue number -> Value.ofDouble(number.type(), number.value() + random.nextInt(3) - 1);
            case Value.BytesValue bytes -> {
                byte[] other = bytes.value().clone();
                if (other.length > 0) {
                    other[other.length - 1] ^= (byte) random.nextInt(2);
                }
                yield new Value.BytesValue(bytes.type(), other);
            }
        };
    }

    /** All have spans. */
    private static List<String> some(List<String> columns, PartStatistics stated, Random random) {
        assertThat(stated.haveSpans(columns)).isTrue();
        List<String> some = new ArrayList<>(columns);
        Collections.shuffle(some, random);
        return some.subList(0, 1 + random.nextInt(some.size()));
    }

    private static List<@Nullable Value> values(Column column) {
        List<@Nullable Value> values = new ArrayList<>();
        for (int row = 0; row < column.size(); row++) {
            values.add(column.isNull(row) ? null : Value.of(column, row));
        }
        return values;
    }

    private static List<RowSpan> spans(long rowCount, Random random) {
        List<RowSpan> spans = new ArrayList<>();
        long from = random.nextInt(3) == 0 ? 0 : random.nextLong(rowCount);
        while (from < rowCount) {
            long to = Math.min(rowCount, from + 1 + random.nextInt(random.nextBoolean() ? 5 : 200));
            spans.add(new RowSpan(from, to));
            from = to + random.nextInt(random.nextBoolean() ? 3 : 100);
        }
        return RowSpan.joined(spans);
    }

    private static ColumnBatch read(ParquetFile file, int part, List<String> columns, List<RowSpan> spans) {
        List<ColumnBatch> batches = new ArrayList<>();
        try (ParquetRows rows = file.rows(part, columns, spans, new ScanBuffers())) {
            for (Optional<ColumnBatch> batch = rows.next(); batch.isPresent(); batch = rows.next()) {
                batches.add(batch.get());
            }
        }
        List<Column> joined = new ArrayList<>();
        int size = batches.stream().mapToInt(ColumnBatch::rowCount).sum();
        for (int column = 0; column < columns.size(); column++) {
            ColumnBuilder builder =
                    new ColumnBuilder(batches.getFirst().column(column).type());
            for (ColumnBatch batch : batches) {
                for (int row = 0; row < batch.rowCount(); row++) {
                    if (batch.column(column).isNull(row)) {
                        builder.appendNull();
                    } else {
                        Value.of(batch.column(column), row).appendTo(builder);
                    }
                }
            }
            joined.add(builder.build());
        }
        return new ColumnBatch(batches.getFirst().schema(), joined, size);
    }

    private static void write(Path path, Random random) {
        ForeignFile.Style style = new ForeignFile.Style(
                random.nextBoolean() ? CompressionCodecName.UNCOMPRESSED : CompressionCodecName.ZSTD,
                random.nextBoolean() ? WriterVersion.PARQUET_1_0 : WriterVersion.PARQUET_2_0,
                random.nextBoolean() ? 1 << 27 : 1 << 13,
                5 + random.nextInt(random.nextBoolean() ? 20 : 300));
        boolean haveDictionary = random.nextBoolean();
        boolean haveBlooms = random.nextBoolean();
        boolean rises = random.nextBoolean();
        int most = 2 + random.nextInt(1_000);
        int nulls = random.nextBoolean() ? 0 : 2 + random.nextInt(10);
        ForeignFile.write(
                path,
                TYPE,
                style,
                options -> options.withDictionaryEncoding(haveDictionary)
                        .withPageSize(200 + random.nextInt(2_000))
                        .withMinRowCountForPageSizeCheck(1)
                        .withBloomFilterEnabled("text", haveBlooms)
                        .withBloomFilterEnabled("id", haveBlooms)
                        .withBloomFilterEnabled("day", haveBlooms)
                        .withBloomFilterEnabled("price", haveBlooms),
                ROWS,
                (row, number) -> fill(row, rises ? number / 3 : random.nextInt(most), random, nulls));
    }

    private static void fill(Group row, int drawn, Random random, int nulls) {
        row.append("id", (long) drawn);
        for (String name : List.of(
                "at", "millis", "day", "small", "price", "rate", "is", "text", "raw", "fixed", "wide", "old", "tags",
                "shares")) {
            if (nulls == 0 || random.nextInt(nulls) > 0) {
                append(row, name, drawn, random);
            }
        }
    }

    private static void append(Group row, String name, int drawn, Random random) {
        switch (name) {
            case "at", "millis" -> row.append(name, drawn * 1_000L - 100_000);
            case "day" -> row.append(name, drawn - 100);
            case "small" -> row.append(name, -drawn);
            case "price" ->
                row.append(
                        name,
                        switch (random.nextInt(40)) {
                            case 0 -> random.nextInt(10) == 0 ? Double.NaN : 1.0;
                            case 1 -> -0.0;
                            case 2 -> 0.0;
                            default -> drawn / 4.0;
                        });
            case "rate" -> row.append(name, drawn / 8.0f - 3);
            case "is" -> row.append(name, drawn % 2 == 0);
            case "text" -> row.append(name, "é".repeat(drawn % 50) + "text " + drawn);
            case "raw" ->
                row.append(name, Binary.fromConstantByteArray(new byte[] {(byte) drawn, (byte) (drawn >> 4)}));
            case "fixed" -> row.append(name, Binary.fromConstantByteArray(new byte[] {1, (byte) drawn, 2}));
            case "wide" ->
                row.append(
                        name,
                        Binary.fromConstantByteArray(
                                BigInteger.valueOf(drawn - 50).toByteArray()));
            case "old" ->
                row.append(name, Binary.fromConstantByteArray(new byte[] {
                    (byte) drawn, 0, 0, 0, 0, 0, 0, 0, (byte) 0x8C, 0x3D, 0x25, 0
                }));
            case "shares" -> {
                Group shares = row.addGroup(name);
                for (int i = 0; i < drawn % 3; i++) {
                    Group share = shares.addGroup("key_value").append("key", "a long name of a key " + i);
                    if (random.nextInt(4) > 0) {
                        share.append("value", drawn + i / 2.0);
                    }
                }
            }
            default -> {
                Group tags = row.addGroup(name);
                for (int i = 0; i < drawn % 4; i++) {
                    tags.addGroup("list").append("element", drawn + i);
                }
            }
        }
    }
}
