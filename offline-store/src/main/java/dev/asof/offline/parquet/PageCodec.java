package dev.asof.offline.parquet;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdInputStream;
import io.airlift.compress.lz4.Lz4Decompressor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.xerial.snappy.Snappy;

/** How the pages of a column are compressed, for reading. To be closed; not thread-safe. */
sealed interface PageCodec extends AutoCloseable {
    /** Contents of more bytes are counted before memory is taken for them, unless the page states twice how many they are. */
    int MOST_UNCOUNTED = 1 << 24;

    /**
     * Refuses a page, before memory is taken for its content, that cannot have the size it states.
     *
     * @param from where the page begins in {@code page}
     * @param length how many bytes it has
     */
    void requirePlausible(byte[] page, int from, int length, int size) throws IOException;

    /**
     * Writes the content of a page to the start of {@code target}.
     *
     * @param from where the page begins in {@code page}
     * @param length how many bytes it has
     * @param size how many bytes its content has, as the page states it
     */
    void decompress(byte[] page, int from, int length, byte[] target, int size) throws IOException;

    @Override
    default void close() {}

    /** @throws UnsupportedOperationException if pages of this compression cannot be read */
    static PageCodec of(CompressionCodecName codec) {
        return switch (codec) {
            case UNCOMPRESSED -> new None();
            case SNAPPY -> new OfSnappy();
            case GZIP -> new OfGzip();
            case ZSTD -> {
                ZstdLibrary.load();
                yield new OfZstd();
            }
            case LZ4_RAW -> new OfRawLz4();
            case LZ4 -> new OfHadoopLz4();
            case LZO, BROTLI -> throw new UnsupportedOperationException("compression " + codec + " is not supported");
        };
    }

    /** Pages as they are. */
    record None() implements PageCodec {
        @Override
        public void requirePlausible(byte[] page, int from, int length, int size) throws IOException {
            requireSize(length, size);
        }

        @Override
        public void decompress(byte[] page, int from, int length, byte[] target, int size) {
            System.arraycopy(page, from, target, 0, size);
        }
    }

    /** Snappy, which states the size itself. */
    record OfSnappy() implements PageCodec {
        @Override
        public void requirePlausible(byte[] page, int from, int length, int size) throws IOException {
            requireSize(Snappy.uncompressedLength(page, from, length), size);
        }

        @Override
        public void decompress(byte[] page, int from, int length, byte[] target, int size) throws IOException {
            requireSize(Snappy.uncompress(page, from, length, target, 0), size);
        }
    }

    /** Gzip, of one member or several. */
    record OfGzip() implements PageCodec {
        private static final int MOST_TIMES_SMALLER = 1_032;

        @Override
        public void requirePlausible(byte[] page, int from, int length, int size) throws IOException {
            requireRatio(length, size, MOST_TIMES_SMALLER);
            if (size > MOST_UNCOUNTED) {
                requireContent(content(page, from, length), size);
            }
        }

        @Override
        public void decompress(byte[] page, int from, int length, byte[] target, int size) throws IOException {
            try (InputStream in = content(page, from, length)) {
                requireSize(in.readNBytes(target, 0, size), size);
            }
        }

        private static InputStream content(byte[] page, int from, int length) throws IOException {
            return new GZIPInputStream(new ByteArrayInputStream(page, from, length), 1 << 16);
        }
    }

    /** Zstandard, whose frames mostly state their size. */
    final class OfZstd implements PageCodec {
        private static final int MOST_TIMES_SMALLER = 1 << 16;
        private final ZstdDecompressCtx context = new ZstdDecompressCtx();

        @Override
        public void requirePlausible(byte[] page, int from, int length, int size) throws IOException {
            requireRatio(length, size, MOST_TIMES_SMALLER);
            long stated = Zstd.getFrameContentSize(page, from, length);
            if (stated > size) {
                throw new IOException("a page of " + size + " bytes begins with a frame of " + stated);
            }
            if (size > MOST_UNCOUNTED && stated != size) {
                requireContent(new ZstdInputStream(new ByteArrayInputStream(page, from, length)), size);
            }
        }

        @Override
        public void decompress(byte[] page, int from, int length, byte[] target, int size) throws IOException {
            requireSize(context.decompressByteArray(target, 0, size, page, from, length), size);
        }

        @Override
        public void close() {
            context.close();
        }
    }

    /** LZ4 blocks. */
    record OfRawLz4() implements PageCodec {
        private static final int MOST_TIMES_SMALLER = 256;

        @Override
        public void requirePlausible(byte[] page, int from, int length, int size) throws IOException {
            requireRatio(length, size, MOST_TIMES_SMALLER);
            if (size > MOST_UNCOUNTED) {
                Lz4Block.requireContent(page, from, length, size);
            }
        }

        @Override
        public void decompress(byte[] page, int from, int length, byte[] target, int size) throws IOException {
            requireSize(new Lz4Decompressor().decompress(page, from, length, target, 0, size), size);
        }
    }

    /** Hadoop's framing: (size, compressed size, block)*, both big-endian; some writers leave the framing out. */
    record OfHadoopLz4() implements PageCodec {
        @Override
        public void requirePlausible(byte[] page, int from, int length, int size) throws IOException {
            requireRatio(length, size, OfRawLz4.MOST_TIMES_SMALLER);
            if (size > MOST_UNCOUNTED) {
                requireFrames(page, from, length, size);
            }
        }

        private static void requireFrames(byte[] page, int from, int length, int size) throws IOException {
            ByteBuffer in = ByteBuffer.wrap(page, from, length);
            int at = 0;
            while (in.remaining() > 2 * Integer.BYTES && at < size) {
                int blockSize = in.getInt();
                int compressedSize = in.getInt();
                if (!isFrame(blockSize, compressedSize, in, size - at)) {
                    Lz4Block.requireContent(page, from, length, size);
                    return;
                }
                at += blockSize;
                in.position(in.position() + compressedSize);
            }
            requireSize(at, size);
        }

        private static boolean isFrame(int blockSize, int compressedSize, ByteBuffer in, int left) {
            return blockSize >= 0 && blockSize <= left && compressedSize >= 0 && compressedSize <= in.remaining();
        }

        @Override
        public void decompress(byte[] page, int from, int length, byte[] target, int size) throws IOException {
            ByteBuffer in = ByteBuffer.wrap(page, from, length);
            int at = 0;
            while (in.remaining() > 2 * Integer.BYTES && at < size) {
                int blockSize = in.getInt();
                int compressedSize = in.getInt();
                if (!isFrame(blockSize, compressedSize, in, size - at)) {
                    new OfRawLz4().decompress(page, from, length, target, size);
                    return;
                }
                at += new Lz4Decompressor().decompress(page, in.position(), compressedSize, target, at, blockSize);
                in.position(in.position() + compressedSize);
            }
            requireSize(at, size);
        }
    }

    /** Refuses a content of fewer bytes than {@code size}, none of which is kept. */
    private static void requireContent(InputStream content, int size) throws IOException {
        try (content) {
            content.skipNBytes(size);
        } catch (IOException e) {
            throw new IOException("a page states a content of " + size + " bytes, and has less");
        }
    }

    private static void requireSize(int found, int size) throws IOException {
        if (found != size) {
            throw new IOException("a page holds " + found + " bytes where " + size + " should be");
        }
    }

    private static void requireRatio(int length, int size, int most) throws IOException {
        if (size > (long) (length + Long.BYTES) * most) {
            throw new IOException("a page of " + length + " bytes states a content of " + size);
        }
    }
}
