package dev.asof.online.load;

import dev.asof.online.state.catalog.FileCounts;
import java.util.List;
import java.util.OptionalLong;

/**
 * What a load did.
 *
 * @param untilMicros what the request said
 * @param sources what was done with each source's files
 */
public record LoadReport(OptionalLong untilMicros, List<SourceLoad> sources) {

    public LoadReport {
        sources = List.copyOf(sources);
    }

    /**
     * What was done with one source.
     *
     * @param files by path
     * @param backfilled archived events that were read for views that had never been loaded
     */
    public record SourceLoad(String source, List<FileLoad> files, long backfilled) {
        public SourceLoad {
            files = List.copyOf(files);
        }
    }

    /**
     * What was done with one file.
     *
     * @param counts the file as it is loaded now, be it by this load or by earlier ones
     */
    public record FileLoad(SourceFile file, Outcome outcome, FileCounts counts) {}

    /** Whether there was anything to do in a file. */
    public enum Outcome {
        /** Events of the file were loaded. */
        LOADED,
        /** All that was asked for had been loaded before. */
        UNCHANGED
    }
}
