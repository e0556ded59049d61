package dev.asof.offline.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.offline.column.NewColumn;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.DecimalType;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.MessageType;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Plain numbers are written as the library writes them, byte by byte. */
class PlainChunkTest {
    private static final double[] SPECIAL = {0.0, -0.0, Double.NaN, Double.NEGATIVE_INFINITY, Double.MAX_VALUE};

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, 999, 1_000, 19_999, 20_000, 20_001, 71_000})
    void bytesAreTheLibrarys(int rowCount) throws IOException {
        SplittableRandom random = new SplittableRandom(rowCount);
        List<Column> columns = List.of(
                longs(ScalarType.INT64, rowCount, 0, random),
                longs(ScalarType.TIMESTAMP, rowCount, 3, random),
                longs(new DecimalType(18, 2), rowCount, 40_000, random),
                doubles(rowCount, 0, random),
                doubles(rowCount, 10, random),
                NewColumn.ofDoubles(ScalarType.FLOAT64, new double[rowCount], all(rowCount)),
                longs(ScalarType.INT32, rowCount, 5, random));
        isTheLibrarys(columns, rowCount);
    }

    private void isTheLibrarys(List<Column> columns, int rowCount) throws IOException {
        Schema schema = new Schema(IntStream.range(0, columns.size())
                .mapToObj(i -> new Field("c" + i, columns.get(i).type()))
                .toList());
        ColumnBatch rows = new ColumnBatch(schema, columns, rowCount);

        Path written = folder.resolve("written.parquet");
        try (EncodedRowGroup encoded = EncodedRowGroup.of(rows)) {
            write(written, schema, encoded::writeTo);
        }
        Path expected = folder.resolve("expected.parquet");
        try (ColumnChunkPageWriteStore pages = byTheLibrary(rows)) {
            write(expected, schema, writer -> {
                writer.startBlock(rowCount);
                pages.flushToFileWriter(writer);
                writer.endBlock();
            });
        }

        assertThat(Files.mismatch(written, expected)).isEqualTo(-1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void zerosAndTheEndsOfTypesAreTheLibrarys(int seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        int rowCount = 2_000 + random.nextInt(45_000);
        double[] zeros = {0.0, -0.0};
        double[] infinities = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN};
        List<Column> columns = List.of(
                special(rowCount, random, 0, 1, zeros),
                special(rowCount, random, -1, 0, zeros),
                special(rowCount, random, 0, 1, new double[] {0.0}),
                special(rowCount, random, -1, 0, new double[] {-0.0}),
                special(rowCount, random, -1, 1, infinities),
                special(rowCount, random, -1, 1, new double[] {Double.NaN}),
                ends(rowCount, random));
        isTheLibrarys(columns, rowCount);
    }

    private static Column special(int rowCount, SplittableRandom random, double from, double to, double[] special) {
        int every = 1 + random.nextInt(3000);
        double[] values = new double[rowCount];
        for (int i = 0; i < rowCount; i++) {
            values[i] =
                    random.nextInt(every) == 0 ? special[random.nextInt(special.length)] : random.nextDouble(from, to);
        }
        return NewColumn.ofDoubles(ScalarType.FLOAT64, values, nulls(rowCount, random.nextInt(4), random));
    }

    private static Column ends(int rowCount, SplittableRandom random) {
        long[] values = random.longs(rowCount)
                .map(value -> random.nextInt(rowCount) < 3 ? value < 0 ? Long.MIN_VALUE : Long.MAX_VALUE : value)
                .toArray();
        return NewColumn.ofLongs(ScalarType.INT64, values, nulls(rowCount, random.nextInt(4), random));
    }

    private interface RowGroup {
        void writeTo(ParquetFileWriter writer) throws IOException;
    }

    private static void write(Path file, Schema schema, RowGroup rowGroup) throws IOException {
        try (ParquetFileWriter writer = new ParquetFileWriter(
                new LocalOutput(file),
                ParquetLayout.messageType(schema),
                ParquetFileWriter.Mode.OVERWRITE,
                Long.MAX_VALUE,
                0)) {
            writer.start();
            rowGroup.writeTo(writer);
            writer.end(java.util.Map.of());
        }
    }

    private static ColumnChunkPageWriteStore byTheLibrary(ColumnBatch rows) {
        MessageType type = ParquetLayout.messageType(rows.schema());
        ParquetProperties properties = ParquetLayout.properties(rows);
        ColumnChunkPageWriteStore pages = ColumnChunkPageWriteStore.builder()
                .withCompressorProvider(
                        column -> new Codecs(new Codecs.PageArrays.Own()).getCompressor(CompressionCodecName.ZSTD))
                .withSchema(type)
                .withAllocator(HeapByteBufferAllocator.getInstance())
                .withColumnIndexTruncateLength(properties.getColumnIndexTruncateLength())
                .withPageWriteChecksumEnabled(properties.getPageWriteChecksumEnabled())
                .build();
        try (ColumnWriteStore store = properties.newColumnWriteStore(type, pages, pages)) {
            List<ColumnWriter> writers =
                    type.getColumns().stream().map(store::getColumnWriter).toList();
            for (int from = 0; from < rows.rowCount(); from += EncodedRowGroup.ROWS_AT_A_TIME) {
                int to = Math.min(rows.rowCount(), from + EncodedRowGroup.ROWS_AT_A_TIME);
                for (int column = 0; column < writers.size(); column++) {
                    ValueWriter.of(
                                    rows.column(column).type(),
                                    writers.subList(column, column + 1).iterator(),
                                    0)
                            .writeAll(rows.column(column), from, to);
                }
                IntStream.range(from, to).forEach(row -> store.endRecord());
            }
            store.flush();
        }
        return pages;
    }

    /** @param nullEvery how many rows there are for each that is null; 0 where none is */
    private static Column longs(DataType type, int rowCount, int nullEvery, SplittableRandom random) {
        long[] values = random.longs(rowCount, -1L << 30, 1L << 30).toArray();
        return NewColumn.ofLongs(type, values, nulls(rowCount, nullEvery, random));
    }

    private static Column doubles(int rowCount, int nullEvery, SplittableRandom random) {
        double[] values = random.doubles(rowCount, -1e9, 1e9)
                .map(value -> random.nextInt(20) == 0 ? SPECIAL[random.nextInt(SPECIAL.length)] : value)
                .toArray();
        return NewColumn.ofDoubles(ScalarType.FLOAT64, values, nulls(rowCount, nullEvery, random));
    }

    private static boolean @org.jspecify.annotations.Nullable [] nulls(
            int rowCount, int nullEvery, SplittableRandom random) {
        if (nullEvery == 0) {
            return null;
        }
        boolean[] nulls = new boolean[rowCount];
        for (int row = 0; row < rowCount; row++) {
            nulls[row] = random.nextInt(nullEvery) == 0;
        }
        return nulls;
    }

    private static boolean[] all(int rowCount) {
        boolean[] all = new boolean[rowCount];
        java.util.Arrays.fill(all, true);
        return all;
    }
}
