package dev.asof.online.archive;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/**
 * What the archive holds of a source.
 *
 * @param source the source's name
 * @param throughMicros every event accepted until then is in the archive's files; empty if none was ever accepted
 * @param eventsWritten events that were written now
 * @param filesWritten files that were written now
 */
public record ArchivedEvents(String source, OptionalLong throughMicros, long eventsWritten, List<Path> filesWritten) {

    public ArchivedEvents {
        filesWritten = List.copyOf(filesWritten);
    }
}
