package dev.asof.cli.ingest;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/** Reads lines as bytes. A line ends with LF or CR LF; the last need not end. */
final class Lines implements AutoCloseable {
    private static final int LONGEST = 4 << 20;

    private final InputStream in;
    private final String name;
    private long number;

    Lines(InputStream in, String name) {
        this.in = new BufferedInputStream(in, 1 << 16);
        this.name = name;
    }

    /** The number of the line that was read last, from 1. */
    long number() {
        return number;
    }

    /** The next line without its end, empty after the last. */
    Optional<byte[]> next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(256);
        int c = in.read();
        if (c < 0) {
            return Optional.empty();
        }
        number++;
        for (; c >= 0 && c != '\n'; c = in.read()) {
            line.write(c);
            if (line.size() > LONGEST) {
                throw SourceColumns.malformed(name + ", line " + number, "it is longer than 4 MiB");
            }
        }
        byte[] bytes = line.toByteArray();
        boolean carriageReturn = bytes.length > 0 && bytes[bytes.length - 1] == '\r';
        return Optional.of(carriageReturn ? Arrays.copyOf(bytes, bytes.length - 1) : bytes);
    }

    /** Whether more can be read without waiting for whoever writes it. */
    boolean isReady() throws IOException {
        return in.available() > 0;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
