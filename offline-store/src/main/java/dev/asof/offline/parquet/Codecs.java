package dev.asof.offline.parquet;

import com.github.luben.zstd.ZstdCompressCtx;
import dev.asof.offline.table.ScanBuffers;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** The compressions, without Hadoop's. One for each reader, which releases it; not thread-safe. */
final class Codecs implements CompressionCodecFactory {
    private final PageArrays arrays;
    private final List<PageDecompressor> decompressors = new ArrayList<>();

    Codecs(PageArrays arrays) {
        this.arrays = arrays;
    }

    /** Where the content of pages goes. */
    sealed interface PageArrays {

        /** To arrays of their own. */
        record Own() implements PageArrays {}

        /** To one array for each column chunk: a page is done with when the next one is asked for. */
        record Reused(ScanBuffers buffers) implements PageArrays {}
    }

    @Override
    public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
        PageDecompressor decompressor = new PageDecompressor(PageCodec.of(codec), arrays);
        decompressors.add(decompressor);
        return decompressor;
    }

    @Override
    public BytesInputCompressor getCompressor(CompressionCodecName codec) {
        if (codec != CompressionCodecName.ZSTD) {
            throw new IllegalArgumentException("Files are written with zstd, not " + codec);
        }
        ZstdLibrary.load();
        return new ZstdCompressor();
    }

    @Override
    public void release() {
        decompressors.forEach(PageDecompressor::release);
        decompressors.clear();
    }

    private static final class PageDecompressor implements BytesInputDecompressor {
        private final PageCodec codec;
        private final PageArrays arrays;
        private byte[] reused = new byte[0];

        PageDecompressor(PageCodec codec, PageArrays arrays) {
            this.codec = codec;
            this.arrays = arrays;
        }

        @Override
        public BytesInput decompress(BytesInput page, int size) throws IOException {
            if (codec instanceof PageCodec.None) {
                return page;
            }
            ByteBuffer in = page.toByteBuffer(HeapByteBufferAllocator.getInstance(), copied -> {});
            return BytesInput.from(
                    inflate(in.array(), in.arrayOffset() + in.position(), in.remaining(), size), 0, size);
        }

        @Override
        public void decompress(ByteBuffer page, int compressedSize, ByteBuffer target, int size) throws IOException {
            byte[] compressed = new byte[compressedSize];
            page.get(compressed);
            target.put(inflate(compressed, 0, compressedSize, size), 0, size);
        }

        private byte[] inflate(byte[] page, int from, int length, int size) throws IOException {
            if (size <= 0) {
                return new byte[0];
            }
            try {
                codec.requirePlausible(page, from, length, size);
                byte[] target = buffer(size);
                codec.decompress(page, from, length, target, size);
                return target;
            } catch (RuntimeException e) {
                throw new IOException("a page cannot be decompressed: " + e.getMessage(), e);
            }
        }

        private byte[] buffer(int size) {
            return switch (arrays) {
                case PageArrays.Own own -> new byte[size];
                case PageArrays.Reused shared -> {
                    if (reused.length < size) {
                        giveBack(shared.buffers());
                        reused = shared.buffers().take(size);
                    }
                    yield reused;
                }
            };
        }

        @Override
        public void release() {
            codec.close();
            if (arrays instanceof PageArrays.Reused shared) {
                giveBack(shared.buffers());
            }
        }

        private void giveBack(ScanBuffers buffers) {
            if (reused.length > 0) {
                buffers.give(reused);
                reused = new byte[0];
            }
        }
    }

    /** What a page is compressed to does not depend on those before it. */
    private static final class ZstdCompressor implements BytesInputCompressor {
        private final ZstdCompressCtx context = new ZstdCompressCtx();

        @Override
        public BytesInput compress(BytesInput page) throws IOException {
            return BytesInput.from(context.compress(page.toByteArray()));
        }

        @Override
        public CompressionCodecName getCodecName() {
            return CompressionCodecName.ZSTD;
        }

        @Override
        public void release() {
            context.close();
        }
    }
}
