package dev.asof.offline.parquet;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** The compressions, without Hadoop's. Thread-safe: nothing is kept from page to page. */
final class Codecs implements CompressionCodecFactory {

    @Override
    public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
        return new PageDecompressor(PageCodec.of(codec));
    }

    @Override
    public BytesInputCompressor getCompressor(CompressionCodecName codec) {
        if (codec != CompressionCodecName.ZSTD) {
            throw new IllegalArgumentException("Files are written with zstd, not " + codec);
        }
        return new ZstdCompressor();
    }

    @Override
    public void release() {}

    private record PageDecompressor(PageCodec codec) implements BytesInputDecompressor {
        @Override
        public BytesInput decompress(BytesInput page, int size) throws IOException {
            return BytesInput.from(inflate(page.toByteArray(), size));
        }

        @Override
        public void decompress(ByteBuffer page, int compressedSize, ByteBuffer target, int size) throws IOException {
            byte[] compressed = new byte[compressedSize];
            page.get(compressed);
            target.put(inflate(compressed, size));
        }

        private byte[] inflate(byte[] page, int size) throws IOException {
            try {
                return size == 0 ? new byte[0] : codec.decompress(page, size);
            } catch (RuntimeException e) {
                throw new IOException(
                        "a " + codec.name().toLowerCase(java.util.Locale.ROOT) + " page cannot be decompressed: "
                                + e.getMessage(),
                        e);
            }
        }

        @Override
        public void release() {}
    }

    private static final class ZstdCompressor implements BytesInputCompressor {
        @Override
        public BytesInput compress(BytesInput page) throws IOException {
            return BytesInput.from(com.github.luben.zstd.Zstd.compress(page.toByteArray()));
        }

        @Override
        public CompressionCodecName getCodecName() {
            return CompressionCodecName.ZSTD;
        }

        @Override
        public void release() {}
    }
}
