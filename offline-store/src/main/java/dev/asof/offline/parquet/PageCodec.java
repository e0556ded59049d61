package dev.asof.offline.parquet;

import com.github.luben.zstd.Zstd;
import io.airlift.compress.lz4.Lz4Decompressor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.xerial.snappy.Snappy;

/** How the pages of a column are compressed, for reading. */
enum PageCodec {
    NONE {
        @Override
        byte[] decompress(byte[] page, int size) {
            return page;
        }
    },
    SNAPPY {
        @Override
        byte[] decompress(byte[] page, int size) throws IOException {
            byte[] target = new byte[size];
            if (Snappy.uncompressedLength(page) != size) {
                throw new IOException("a snappy page is not of its stated size");
            }
            Snappy.uncompress(page, 0, page.length, target, 0);
            return target;
        }
    },
    GZIP {
        @Override
        byte[] decompress(byte[] page, int size) throws IOException {
            try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(page), 1 << 16)) {
                return requireSize(in.readNBytes(size), size);
            }
        }
    },
    ZSTD {
        @Override
        byte[] decompress(byte[] page, int size) throws IOException {
            byte[] target = new byte[size];
            return requireSize(target, (int) Zstd.decompressByteArray(target, 0, size, page, 0, page.length));
        }
    },
    LZ4_RAW {
        @Override
        byte[] decompress(byte[] page, int size) throws IOException {
            byte[] target = new byte[size];
            return requireSize(target, new Lz4Decompressor().decompress(page, 0, page.length, target, 0, size));
        }
    },
    /** Hadoop's framing: (size, compressed size, block)*, both big-endian; some writers leave the framing out. */
    LZ4 {
        @Override
        byte[] decompress(byte[] page, int size) throws IOException {
            byte[] target = new byte[size];
            ByteBuffer in = ByteBuffer.wrap(page);
            int at = 0;
            while (in.remaining() > 2 * Integer.BYTES && at < size) {
                int blockSize = in.getInt();
                int compressedSize = in.getInt();
                if (blockSize < 0 || blockSize > size - at || compressedSize < 0 || compressedSize > in.remaining()) {
                    return LZ4_RAW.decompress(page, size);
                }
                at += new Lz4Decompressor().decompress(page, in.position(), compressedSize, target, at, blockSize);
                in.position(in.position() + compressedSize);
            }
            return requireSize(target, at);
        }
    };

    /**
     * The content of a page.
     *
     * @param size its size, as the page states it
     */
    abstract byte[] decompress(byte[] page, int size) throws IOException;

    /** @throws UnsupportedOperationException if pages of this compression cannot be read */
    static PageCodec of(CompressionCodecName codec) {
        return switch (codec) {
            case UNCOMPRESSED -> NONE;
            case SNAPPY -> SNAPPY;
            case GZIP -> GZIP;
            case ZSTD -> ZSTD;
            case LZ4_RAW -> LZ4_RAW;
            case LZ4 -> LZ4;
            case LZO, BROTLI -> throw new UnsupportedOperationException("compression " + codec + " is not supported");
        };
    }

    private static byte[] requireSize(byte[] target, int size) throws IOException {
        if (target.length != size) {
            throw new IOException("a page holds " + Math.min(size, target.length) + " bytes where "
                    + Math.max(size, target.length) + " should be");
        }
        return target;
    }
}
