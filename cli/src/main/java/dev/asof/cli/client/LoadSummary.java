package dev.asof.cli.client;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a load did. */
public record LoadSummary(Optional<Instant> until, List<SourceLoad> sources, List<ViewStatus> featureViews) {

    /** What a load did with a source's files. */
    public record SourceLoad(String source, List<FileLoad> files) {
        public SourceLoad {
            files = List.copyOf(files);
        }
    }

    /**
     * What a load did with a file, and what of it is loaded now.
     *
     * @param outcome {@code loaded} or {@code unchanged}
     */
    public record FileLoad(
            String path,
            String sha256,
            String outcome,
            long rows,
            long events,
            long quarantined,
            long dropped,
            long leftForLater) {}

    public LoadSummary {
        sources = List.copyOf(sources);
        featureViews = List.copyOf(featureViews);
    }
}
