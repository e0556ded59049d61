package dev.asof.online.state.bulk;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Frames in a file, which is gone once this is closed. One thread's. */
final class FramesFile implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 16;

    private final Path file;
    private final DataOutputStream out;
    private long pieces;

    private FramesFile(Path file) throws IOException {
        this.file = file;
        this.out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), BUFFER_BYTES));
    }

    static FramesFile create(Path file) throws IOException {
        return new FramesFile(file);
    }

    /** Adds the frames in these bytes, which stay together. */
    void add(byte[] bytes, int from, int to) throws IOException {
        out.writeInt(to - from);
        out.write(bytes, from, to - from);
        pieces++;
    }

    /** Visits all frames, so many bytes of them at a time and what was added together with the last; nothing is added any more. */
    void forEach(int bytesAtOnce, Consumer<byte[]> visitor) throws IOException {
        out.close();
        ByteArrayOutputStream gathered = new ByteArrayOutputStream();
        try (DataInputStream in =
                new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES))) {
            for (long piece = 0; piece < pieces; piece++) {
                gathered.writeBytes(in.readNBytes(in.readInt()));
                if (gathered.size() >= bytesAtOnce || piece == pieces - 1) {
                    visitor.accept(gathered.toByteArray());
                    gathered.reset();
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
        Files.deleteIfExists(file);
    }
}
