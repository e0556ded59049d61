package dev.asof.cli.client;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a server is, and what its store holds. */
public record StoreStatus(
        Server server, List<SourceStatus> sources, List<ViewStatus> featureViews, List<ServiceStatus> featureServices) {

    /** A server. */
    public record Server(String version, long pid, Instant startedAt, int storeFormat) {}

    /** What the store holds of a source. */
    public record SourceStatus(
            String source,
            long filesLoaded,
            Optional<Instant> loadedUntil,
            long rowsLoaded,
            long eventsLoaded,
            long eventsIngested,
            long quarantined,
            long dropped,
            long refused,
            long archived,
            long archivePending,
            Optional<Instant> lastEventTime,
            Optional<Instant> lastAcceptedAt) {}

    /** A version of a feature service, {@code name@version}, and its readiness as {@link ViewStatus#readiness}. */
    public record ServiceStatus(String featureService, String fingerprint, String readiness) {}

    public StoreStatus {
        sources = List.copyOf(sources);
        featureViews = List.copyOf(featureViews);
        featureServices = List.copyOf(featureServices);
    }
}
