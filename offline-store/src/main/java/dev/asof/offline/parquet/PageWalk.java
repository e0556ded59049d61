package dev.asof.offline.parquet;

import dev.asof.offline.parquet.encoding.DamagedPageException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.zip.CRC32;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import shaded.parquet.org.apache.thrift.TConfiguration;
import shaded.parquet.org.apache.thrift.TException;
import shaded.parquet.org.apache.thrift.protocol.TCompactProtocol;
import shaded.parquet.org.apache.thrift.transport.TIOStreamTransport;

/**
 * Goes through the pages of a column chunk by their headers, to say which of them cannot be read, and where in the file it lies. To be closed; not
 * thread-safe.
 */
final class PageWalk implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int MOST_HEADER_BYTES = 1 << 24;

    /** By how much an old writer stated chunks too short: it forgot the header of the dictionary, of 13 to 19 bytes. */
    private static final int MOST_LACKING_BYTES = 100;

    private final FileChannel channel;
    private final long end;
    private long next;
    private int dataPages;

    private PageWalk(FileChannel channel, long start, long end) {
        this.channel = channel;
        this.next = start;
        this.end = end;
    }

    /**
     * A page.
     *
     * @param offset the byte of the file at which its header begins
     * @param number of the data page in the chunk, from 0, or {@link PageTrail#DICTIONARY}
     * @param isSound whether its header can be read and its checksum, if it has one, is right
     */
    record Page(long offset, int number, boolean isSound) {}

    /** The first page of a chunk of which that is so; empty where there is none, or the file can't be read. */
    static Optional<Page> first(Path file, ColumnChunkMetaData chunk, Predicate<Page> condition) {
        long start = chunk.getStartingPos();
        try (PageWalk walk =
                new PageWalk(FileChannel.open(file, StandardOpenOption.READ), start, start + chunk.getTotalSize())) {
            while (walk.next < walk.end) {
                Page page = walk.step();
                if (condition.test(page)) {
                    return Optional.of(page);
                }
                if (!page.isSound()) {
                    break;
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * Refuses a chunk of which a page states more bytes than are left.
     *
     * @throws IOException if the headers can't be read
     */
    static void requireWithin(Path file, ColumnChunkMetaData chunk) throws IOException {
        long start = chunk.getStartingPos();
        long end = start + chunk.getTotalSize();
        try (PageWalk walk =
                new PageWalk(FileChannel.open(file, StandardOpenOption.READ), start, end + MOST_LACKING_BYTES)) {
            for (long values = 0; walk.next < end && values < chunk.getValueCount(); ) {
                PageHeader header = walk.header();
                if (!walk.has(header)) {
                    throw new DamagedPageException("a page states "
                            + Integer.toUnsignedString(header.getCompressed_page_size())
                            + " bytes or levels of more, where its column has " + Math.max(0, end - walk.next)
                            + " left");
                }
                walk.next += header.getCompressed_page_size();
                values += valueCount(header);
            }
        }
    }

    private static int valueCount(PageHeader header) {
        DataPageHeader first = header.getData_page_header();
        DataPageHeaderV2 second = header.getData_page_header_v2();
        if (first != null) {
            return first.getNum_values();
        }
        return second == null ? 0 : second.getNum_values();
    }

    private PageHeader header() throws IOException {
        return StatedStructures.read(() -> {
            PageHeader header = new PageHeader();
            try {
                header.read(new TCompactProtocol(new TIOStreamTransport(bounds(), new ChunkStream())));
            } catch (TException e) {
                throw new DamagedPageException("the header of a page can't be read: " + e.getMessage());
            }
            return header;
        });
    }

    /** A value in a header may state any length: memory is taken for no more than the chunk has left. */
    private TConfiguration bounds() {
        return TConfiguration.custom()
                .setMaxMessageSize(Math.clamp(end - next, 1, MOST_HEADER_BYTES))
                .build();
    }

    /** Whether the content of a page, from {@link #next} on, lies within the chunk, and the levels that begin it within the content. */
    private boolean has(PageHeader header) {
        int size = header.getCompressed_page_size();
        DataPageHeaderV2 second = header.getData_page_header_v2();
        return size >= 0 && size <= end - next && (second == null || haveLevels(second, size));
    }

    private static boolean haveLevels(DataPageHeaderV2 header, int size) {
        int repetition = header.getRepetition_levels_byte_length();
        int definition = header.getDefinition_levels_byte_length();
        return repetition >= 0 && definition >= 0 && repetition <= size && definition <= size - repetition;
    }

    private Page step() throws IOException {
        long offset = next;
        try {
            PageHeader header = header();
            int number = header.getType() == PageType.DICTIONARY_PAGE ? PageTrail.DICTIONARY : dataPages++;
            return new Page(offset, number, isSound(header));
        } catch (IOException | RuntimeException e) {
            return new Page(offset, dataPages, false);
        }
    }

    /** Passes over the page's content, from {@link #next} on. */
    private boolean isSound(PageHeader header) throws IOException {
        if (!has(header)) {
            return false;
        }
        int size = header.getCompressed_page_size();
        if (!header.isSetCrc()) {
            next += size;
            return true;
        }
        CRC32 checksum = new CRC32();
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
        for (long left = size; left > 0; left -= buffer.limit()) {
            buffer.clear().limit((int) Math.min(left, BUFFER_BYTES));
            fill(buffer);
            checksum.update(buffer.flip());
        }
        return (int) checksum.getValue() == header.getCrc();
    }

    private void fill(ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            int count = channel.read(buffer, next);
            if (count < 0) {
                throw new EOFException();
            }
            next += count;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** The bytes of the chunk from {@link #next} on, which goes along. */
    private final class ChunkStream extends InputStream {
        private final ByteBuffer ahead = ByteBuffer.allocate(1 << 10).limit(0);

        @Override
        public int read() throws IOException {
            if (next >= end) {
                return -1;
            }
            if (!ahead.hasRemaining()) {
                ahead.clear();
                int count = channel.read(ahead, next);
                ahead.flip();
                if (count <= 0) {
                    return -1;
                }
            }
            next++;
            return ahead.get() & 0xFF;
        }
    }
}
