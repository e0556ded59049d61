package dev.asof.cli.console;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Standard input that stops waiting when its thread is interrupted, as {@link System#in} doesn't. */
public final class PipeInput extends InputStream {
    private final FileInputStream standardInput = new FileInputStream(FileDescriptor.in);
    private final FileChannel channel = standardInput.getChannel();

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        return length == 0 ? 0 : channel.read(ByteBuffer.wrap(target, from, length));
    }

    @Override
    public int available() throws IOException {
        return standardInput.available();
    }

    @Override
    public void close() throws IOException {
        standardInput.close();
    }
}
