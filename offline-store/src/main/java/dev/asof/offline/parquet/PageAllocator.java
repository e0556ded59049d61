package dev.asof.offline.parquet;

import dev.asof.offline.table.ScanBuffers;
import java.nio.ByteBuffer;
import org.apache.parquet.bytes.ByteBufferAllocator;

/** The arrays of a scan, as the library asks for them. */
record PageAllocator(ScanBuffers buffers) implements ByteBufferAllocator {

    @Override
    public ByteBuffer allocate(int size) {
        return ByteBuffer.wrap(buffers.take(size), 0, size);
    }

    @Override
    public void release(ByteBuffer buffer) {
        buffers.give(buffer.array());
    }

    @Override
    public boolean isDirect() {
        return false;
    }
}
