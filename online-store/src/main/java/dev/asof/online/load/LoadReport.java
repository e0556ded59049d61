package dev.asof.online.load;

import dev.asof.online.state.catalog.FileCounts;
import dev.asof.registry.catalog.VersionedName;
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
     * @param passedOver those of them that are none of one of these views, by view
     */
    public record SourceLoad(String source, List<FileLoad> files, long backfilled, List<PassedOver> passedOver) {
        public SourceLoad {
            files = List.copyOf(files);
            passedOver = List.copyOf(passedOver);
        }
    }

    /**
     * Archived events that a view's contract refuses, as its source promised something else when they were accepted. They stay in the archive.
     * Those without a key of the view's entity are not counted: they are events of others.
     *
     * @param reason what is wrong with the first of them, for people
     */
    public record PassedOver(VersionedName view, long events, String reason) {
        PassedOver and(PassedOver later) {
            return new PassedOver(view, events + later.events, reason);
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
