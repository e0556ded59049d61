package dev.asof.cli.ingest;

import dev.asof.offline.arrow.ArrowFile;
import dev.asof.offline.parquet.ParquetFile;
import dev.asof.registry.repository.ContentHash;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/** A file of events. */
public record EventFile(Path path, EventFormat format, SourceColumns columns) {

    /** What a look through the whole file tells. */
    public record Content(String sha256, long events) {}

    /**
     * Reads all of it without sending anything, so that a file with a malformed line is refused before any of it is sent.
     *
     * @throws dev.asof.registry.error.AsofException with the line that is malformed
     */
    public Content inspect() throws IOException, InterruptedException {
        MessageDigest digest = ContentHash.sha256();
        long events;
        try (InputStream raw = Files.newInputStream(path);
                DigestInputStream in = new DigestInputStream(raw, digest);
                EventReader reader = reader(in)) {
            events = count(reader);
            in.transferTo(OutputStream.nullOutputStream());
        }
        return new Content(HexFormat.of().formatHex(digest.digest()), events);
    }

    /** Reads the events from the first on. */
    public EventReader open() throws IOException {
        return reader(format.isText() ? Files.newInputStream(path) : InputStream.nullInputStream());
    }

    /** Reads events from a pipe, as NDJSON. */
    public static EventReader ofPipe(InputStream in, SourceColumns columns) {
        return new NdJsonReader(in, "standard input", columns);
    }

    /** @param in the text of the file, if it is text */
    private EventReader reader(InputStream in) throws IOException {
        return switch (format) {
            case PARQUET -> new TableReader(ParquetFile.open(path), columns);
            case ARROW -> new TableReader(ArrowFile.open(path), columns);
            case CSV -> new CsvReader(in, path.toString(), columns);
            case NDJSON -> new NdJsonReader(in, path.toString(), columns);
        };
    }

    private static long count(EventReader reader) throws IOException, InterruptedException {
        long events = 0;
        for (var batch = reader.next(); batch.isPresent(); batch = reader.next()) {
            events += batch.get().size();
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedException();
            }
        }
        return events;
    }
}
