package dev.asof.offline.parquet;

import com.github.luben.zstd.Zstd;
import io.airlift.compress.lz4.Lz4Compressor;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.MessageType;
import org.xerial.snappy.Snappy;

/** Writes files row by row with the library's own writer, as other tools do. */
public final class ForeignFile {
    private ForeignFile() {}

    /** How a file is written. */
    public record Style(
            CompressionCodecName codec, ParquetProperties.WriterVersion version, long rowGroupBytes, int pageRows) {
        public static final Style PLAIN = new Style(
                CompressionCodecName.UNCOMPRESSED, ParquetProperties.WriterVersion.PARQUET_1_0, 1 << 27, 20_000);

        Style with(CompressionCodecName otherCodec) {
            return new Style(otherCodec, version, rowGroupBytes, pageRows);
        }

        Style with(ParquetProperties.WriterVersion otherVersion) {
            return new Style(codec, otherVersion, rowGroupBytes, pageRows);
        }
    }

    /** Fills one row. */
    public interface RowFiller {
        void fill(Group row, int number);
    }

    public static void write(Path file, MessageType type, Style style, int rows, RowFiller filler) {
        write(file, type, style, UnaryOperator.identity(), rows, filler);
    }

    /** Writes a file in a style, with more options of the writer. */
    public static void write(
            Path file,
            MessageType type,
            Style style,
            UnaryOperator<ExampleParquetWriter.Builder> options,
            int rows,
            RowFiller filler) {
        write(file, type, style, options, writer -> {
            for (int row = 0; row < rows; row++) {
                Group group = new SimpleGroup(type);
                filler.fill(group, row);
                writer.accept(group);
            }
        });
    }

    private static void write(
            Path file,
            MessageType type,
            Style style,
            UnaryOperator<ExampleParquetWriter.Builder> options,
            Consumer<Consumer<Group>> rows) {
        try (ParquetWriter<Group> writer = options.apply(ExampleParquetWriter.builder(new LocalOutput(file)))
                .withConf(new PlainParquetConfiguration())
                .withType(type)
                .withCodecFactory(new Compressions())
                .withCompressionCodec(style.codec())
                .withWriterVersion(style.version())
                .withRowGroupSize(style.rowGroupBytes())
                .withPageRowCountLimit(style.pageRows())
                .build()) {
            rows.accept(group -> {
                try {
                    writer.write(group);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static final class Compressions implements CompressionCodecFactory {
        private static final int FRAME_BYTES = 1 << 16;

        @Override
        public BytesInputCompressor getCompressor(CompressionCodecName codec) {
            return new BytesInputCompressor() {
                @Override
                public BytesInput compress(BytesInput page) throws IOException {
                    return BytesInput.from(Compressions.compress(codec, page.toByteArray()));
                }

                @Override
                public CompressionCodecName getCodecName() {
                    return codec;
                }

                @Override
                public void release() {}
            };
        }

        private static byte[] compress(CompressionCodecName codec, byte[] page) throws IOException {
            return switch (codec) {
                case UNCOMPRESSED -> page;
                case SNAPPY -> Snappy.compress(page);
                case ZSTD -> Zstd.compress(page);
                case GZIP -> gzip(page);
                case LZ4_RAW -> lz4(page);
                case LZ4 -> framed(page);
                default -> throw new IllegalArgumentException(codec.name());
            };
        }

        private static byte[] gzip(byte[] page) throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (OutputStream out = new GZIPOutputStream(bytes)) {
                out.write(page);
            }
            return bytes.toByteArray();
        }

        private static byte[] lz4(byte[] page) {
            Lz4Compressor compressor = new Lz4Compressor();
            byte[] target = new byte[compressor.maxCompressedLength(page.length)];
            int size = compressor.compress(page, 0, page.length, target, 0, target.length);
            return Arrays.copyOf(target, size);
        }

        /** As Hadoop frames blocks. */
        private static byte[] framed(byte[] page) throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (DataOutputStream out = new DataOutputStream(bytes)) {
                for (int from = 0; from < page.length; from += FRAME_BYTES) {
                    byte[] content = Arrays.copyOfRange(page, from, Math.min(page.length, from + FRAME_BYTES));
                    byte[] block = lz4(content);
                    out.writeInt(content.length);
                    out.writeInt(block.length);
                    out.write(block);
                }
            }
            return bytes.toByteArray();
        }

        @Override
        public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void release() {}
    }
}
