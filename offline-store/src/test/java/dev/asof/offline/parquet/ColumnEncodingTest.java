package dev.asof.offline.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.offline.Batches;
import dev.asof.offline.parquet.decode.ColumnDecoder;
import dev.asof.offline.parquet.decode.ColumnFormat;
import dev.asof.offline.parquet.decode.ReadPages;
import dev.asof.offline.table.ScanBuffers;
import dev.asof.registry.compute.schema.BytesColumn;
import dev.asof.registry.compute.schema.Column;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every encoding, of every type, in pages of both versions and every compression, with every pattern of nulls. */
class ColumnEncodingTest {
    private static final int ROWS = 800;
    private static final long SEED = Long.getLong("asof.seed", 20_261);

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(
            value = CompressionCodecName.class,
            names = {"UNCOMPRESSED", "SNAPPY", "GZIP", "ZSTD", "LZ4", "LZ4_RAW"})
    void bothDecodersReadWhatWasWritten(CompressionCodecName codec) throws IOException {
        Random random = new Random(SEED);
        for (WriterVersion version : WriterVersion.values()) {
            for (ValueDice.Nulls nulls : ValueDice.Nulls.values()) {
                EncodedFile.Pages pages = new EncodedFile.Pages(
                        version,
                        codec,
                        1 + random.nextInt(700),
                        random.nextBoolean() ? 1_000 : 1 << 20,
                        EncodedFile.Checksums.WRITTEN);
                check(contents(random, nulls), pages, nulls.name());
            }
        }
    }

    @Test
    void pagesOfOneRowAreRead() throws IOException {
        Random random = new Random(SEED);
        check(
                contents(random, ValueDice.Nulls.FEW).stream()
                        .map(content -> new EncodedFile.Content(
                                content.column(), content.values().subList(0, 50)))
                        .toList(),
                new EncodedFile.Pages(
                        WriterVersion.PARQUET_2_0, CompressionCodecName.ZSTD, 1, 1_000, EncodedFile.Checksums.LEFT_OUT),
                "pages of one row");
    }

    @Test
    void textKeepsTheCodesOfItsDictionary() throws IOException {
        Path file = folder.resolve("coded.parquet");
        EncodedColumn text = new EncodedColumn(EncodedColumn.FileType.TEXT, EncodedColumn.Encoding.DICTIONARY);
        List<@Nullable Object> values =
                new ValueDice(new Random(SEED)).column(text.type(), ValueDice.Nulls.FEW, ValueDice.Spread.SOME, ROWS);
        EncodedFile.write(
                file,
                List.of(new EncodedFile.Content(text, values)),
                new EncodedFile.Pages(
                        WriterVersion.PARQUET_1_0,
                        CompressionCodecName.SNAPPY,
                        200,
                        1 << 20,
                        EncodedFile.Checksums.WRITTEN));

        try (ParquetRows rows = ParquetFile.open(file).rows(0, List.of(text.name()))) {
            BytesColumn column = (BytesColumn) rows.next().orElseThrow().column(0);
            BytesColumn.Dictionary dictionary = column.dictionary().orElseThrow();
            assertThat(dictionary.values().size()).isEqualTo((int)
                    values.stream().filter(v -> v != null).distinct().count());
            for (int row = 0; row < ROWS; row++) {
                assertThat(dictionary.codes()[row] == BytesColumn.NO_CODE).isEqualTo(values.get(row) == null);
            }
        }
    }

    private static List<EncodedFile.Content> contents(Random random, ValueDice.Nulls nulls) {
        ValueDice dice = new ValueDice(random);
        ValueDice.Spread[] spreads = ValueDice.Spread.values();
        return EncodedColumn.all().stream()
                .map(column -> new EncodedFile.Content(
                        column, dice.column(column.type(), nulls, spreads[random.nextInt(spreads.length)], ROWS)))
                .toList();
    }

    private void check(List<EncodedFile.Content> contents, EncodedFile.Pages pages, String what) throws IOException {
        Path path = folder.resolve("encoded.parquet");
        EncodedFile.write(path, contents, pages);
        ParquetFile file = ParquetFile.open(path);
        for (EncodedFile.Content content : contents) {
            EncodedColumn column = content.column();
            List<@Nullable Object> expected = content.values().stream()
                    .map(value -> ValueDice.expected(column.type(), value))
                    .toList();
            String place = column.name() + " " + pages + " " + what + ", seed " + SEED;
            assertThat(file.chunk(0, column.name()).getEncodings().toString())
                    .as(place)
                    .contains(column.encoding().inFile());
            assertThat(read(file, content, ColumnDecoder::bulk))
                    .as("bulk: " + place)
                    .isEqualTo(expected);
            assertThat(read(file, content, ColumnDecoder::library))
                    .as("library: " + place)
                    .isEqualTo(expected);
        }
    }

    /** The values, read a random number of rows at a time. */
    private static List<@Nullable Object> read(
            ParquetFile file, EncodedFile.Content content, Function<ColumnDecoder.Source, ColumnDecoder> choice)
            throws IOException {
        String name = content.column().name();
        MessageType schema = file.footer().getFileMetaData().getSchema();
        MessageType requested = new MessageType("rows", schema.getType(name));
        try (ParquetFileReader reader = file.openReader(new Codecs.PageArrays.Own(), new ScanBuffers())) {
            reader.setRequestedSchema(requested);
            PageReadStore pages = reader.readRowGroup(0);
            int rowCount = content.values().size();
            ReadPages read = new ReadPages(
                    pages,
                    requested,
                    rowCount,
                    path -> Optional.empty(),
                    file.footer().getFileMetaData().getCreatedBy());
            ColumnDecoder decoder = choice.apply(new ColumnDecoder.Source(
                    read, requested.getColumnDescription(new String[] {name}), (ColumnFormat.Readable)
                            ColumnFormat.of(schema.getType(name))));
            return inSlices(decoder, content.values().size(), new Random(SEED));
        }
    }

    private static List<@Nullable Object> inSlices(ColumnDecoder decoder, int rows, Random random) {
        List<@Nullable Object> values = new ArrayList<>();
        while (values.size() < rows) {
            Column column = decoder.next(Math.min(rows - values.size(), 1 + random.nextInt(400)));
            values.addAll(Batches.values(column));
        }
        return values;
    }
}
