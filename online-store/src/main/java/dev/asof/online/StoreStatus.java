package dev.asof.online;

import dev.asof.registry.catalog.VersionedName;
import java.util.List;
import java.util.OptionalLong;

/**
 * What an online store holds.
 *
 * @param format the version of its format
 * @param sources by name
 * @param views the applied versions of feature views, by name and version
 * @param services the applied versions of feature services, by name and version
 */
public record StoreStatus(
        int format, List<SourceStatus> sources, List<ViewStatus> views, List<ServiceStatus> services) {

    public StoreStatus {
        sources = List.copyOf(sources);
        views = List.copyOf(views);
        services = List.copyOf(services);
    }

    /**
     * What it holds of a source.
     *
     * @param filesLoaded files that were loaded
     * @param loadedUntilMicros the time until which all of them were loaded; empty if without an end, or none was
     * @param rowsLoaded rows of these files
     * @param eventsLoaded events that were loaded from these files
     * @param eventsIngested events that were ingested and accepted
     * @param quarantined rows in quarantine, from files and ingested
     * @param dropped rows dropped, from files and ingested
     * @param refused events refused at ingest
     * @param archived ingested events in the archive's files
     * @param archivePending ingested events that are not there yet
     * @param lastEventMicros the greatest event time in the store
     * @param lastAcceptedMicros the greatest acceptance of an ingested event
     */
    public record SourceStatus(
            String source,
            long filesLoaded,
            OptionalLong loadedUntilMicros,
            long rowsLoaded,
            long eventsLoaded,
            long eventsIngested,
            long quarantined,
            long dropped,
            long refused,
            long archived,
            long archivePending,
            OptionalLong lastEventMicros,
            OptionalLong lastAcceptedMicros) {}

    /** Whether something can be asked. */
    public enum Readiness {
        /** This build has other rules of a time zone than it was applied with: questions are refused. */
        NOT_COMPUTABLE,
        /** Nothing was loaded yet: questions are refused. */
        NOT_LOADED,
        /** It is being loaded for the first time: questions are refused. */
        LOADING,
        /** Questions are answered. */
        READY
    }

    /** A version of a feature view. */
    public record ViewStatus(VersionedName view, String fingerprint, Readiness readiness) {}

    /**
     * A version of a feature service.
     *
     * @param fingerprint that its answers carry; empty if it is not computable
     * @param readiness ready if all its views are
     */
    public record ServiceStatus(VersionedName service, String fingerprint, Readiness readiness) {}
}
