package dev.asof.offline.parquet;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;

/** A local file, as the library reads it. */
record LocalInput(Path path) implements InputFile {

    @Override
    public long getLength() throws IOException {
        return Files.size(path);
    }

    @Override
    public SeekableInputStream newStream() throws IOException {
        return new ChannelStream(FileChannel.open(path, StandardOpenOption.READ));
    }

    @Override
    public String toString() {
        return path.toString();
    }

    /** Reads a channel at a position of its own. */
    private static final class ChannelStream extends SeekableInputStream {
        /** The channel reads through a buffer of its own, which then stays in the processor's cache. */
        private static final int MOST_BYTES_A_READ = 1 << 17;

        private final FileChannel channel;
        private final ByteBuffer single = ByteBuffer.allocate(1);
        private long position;

        ChannelStream(FileChannel channel) {
            this.channel = channel;
        }

        @Override
        public long getPos() {
            return position;
        }

        @Override
        public void seek(long newPosition) {
            position = newPosition;
        }

        @Override
        public int read() throws IOException {
            single.clear();
            return read(single) < 0 ? -1 : single.get(0) & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            return read(ByteBuffer.wrap(target, offset, length));
        }

        @Override
        public int read(ByteBuffer target) throws IOException {
            int limit = target.limit();
            target.limit(Math.min(limit, target.position() + MOST_BYTES_A_READ));
            int count = channel.read(target, position);
            target.limit(limit);
            position += Math.max(count, 0);
            return count;
        }

        @Override
        public void readFully(byte[] target) throws IOException {
            readFully(ByteBuffer.wrap(target));
        }

        @Override
        public void readFully(byte[] target, int offset, int length) throws IOException {
            readFully(ByteBuffer.wrap(target, offset, length));
        }

        @Override
        public void readFully(ByteBuffer target) throws IOException {
            while (target.hasRemaining()) {
                if (read(target) < 0) {
                    throw new EOFException("the file ends at byte " + channel.size() + ", " + target.remaining()
                            + " bytes are missing");
                }
            }
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
