package dev.asof.offline.arrow;

import java.io.IOException;
import java.nio.channels.FileChannel;
import org.apache.arrow.flatbuf.Buffer;
import org.apache.arrow.flatbuf.FieldNode;
import org.apache.arrow.flatbuf.RecordBatch;
import org.apache.arrow.vector.ipc.SeekableReadChannel;
import org.apache.arrow.vector.ipc.message.ArrowBlock;
import org.apache.arrow.vector.ipc.message.MessageMetadataResult;
import org.apache.arrow.vector.ipc.message.MessageSerializer;

/**
 * Reads what the head of a record batch states of its body, before anything else does: the library takes memory for a body
 * first, and does not give it back where the head turns out to be damaged.
 */
final class BatchHead {
    private BatchHead() {}

    /**
     * The number of rows.
     *
     * @throws IOException if the head is damaged, or speaks of what does not lie in the body
     */
    static long rowCount(FileChannel channel, ArrowBlock block) throws IOException {
        String place = "the record batch at byte " + block.getOffset();
        SeekableReadChannel in = new SeekableReadChannel(channel);
        in.setPosition(block.getOffset());
        MessageMetadataResult head = MessageSerializer.readMessage(in);
        if (head == null || !(head.getMessage().header(new RecordBatch()) instanceof RecordBatch stated)) {
            throw new IOException(place + " has no head");
        }
        if (channel.position() - block.getOffset() != block.getMetadataLength()) {
            throw new IOException(place + " has a head of " + (channel.position() - block.getOffset())
                    + " bytes, and the footer states " + block.getMetadataLength());
        }
        requireCount(stated.length(), place, "rows");
        for (int i = 0; i < stated.nodesLength(); i++) {
            FieldNode node = stated.nodes(i);
            requireCount(node.length(), place, "values");
            requireCount(node.nullCount(), place, "nulls");
        }
        for (int i = 0; i < stated.buffersLength(); i++) {
            requireWithin(stated.buffers(i), block.getBodyLength(), place);
        }
        return stated.length();
    }

    private static void requireCount(long count, String place, String what) throws IOException {
        if (count < 0 || count > Integer.MAX_VALUE) {
            throw new IOException(place + " states " + count + " " + what);
        }
    }

    private static void requireWithin(Buffer buffer, long size, String place) throws IOException {
        if (buffer.offset() < 0 || buffer.length() < 0 || buffer.offset() > size - buffer.length()) {
            throw new IOException(place + " states " + buffer.length() + " bytes from byte " + buffer.offset()
                    + " of its body on, which has " + size);
        }
    }
}
