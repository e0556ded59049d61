package dev.asof.online.state.bulk;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** What is to be appended to records, in pieces in the order of their keys, in a file that is read once. One thread's. */
final class SortedRun implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 20;

    private final DataInputStream in;
    private byte[] key = {};
    private int events;
    private byte[] frames = {};

    private SortedRun(Path file) throws IOException {
        this.in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES));
    }

    static void write(EntityRun run, Path file) throws IOException {
        try (DataOutputStream out =
                new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), BUFFER_BYTES))) {
            run.forEach((key, events, frames) -> write(key, events, frames, out));
        } catch (UncheckedIOException e) {
            throw Objects.requireNonNull(e.getCause());
        }
    }

    private static void write(byte[] key, int events, byte[] frames, DataOutputStream out) {
        try {
            out.writeInt(key.length);
            out.write(key);
            out.writeInt(events);
            out.writeInt(frames.length);
            out.write(frames);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static SortedRun read(Path file) throws IOException {
        return new SortedRun(file);
    }

    /** Goes to the next piece; returns whether there is one. */
    boolean next() throws IOException {
        int first = in.read();
        if (first < 0) {
            return false;
        }
        int length = first << 24 | in.readUnsignedByte() << 16 | in.readUnsignedShort();
        key = in.readNBytes(length);
        events = in.readInt();
        frames = in.readNBytes(in.readInt());
        return true;
    }

    byte[] key() {
        return key;
    }

    int events() {
        return events;
    }

    byte[] frames() {
        return frames;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
