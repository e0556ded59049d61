package dev.asof.online.grpc;

import dev.asof.online.StoreStatus;
import dev.asof.v1.FeatureServiceStatus;
import dev.asof.v1.FeatureViewStatus;
import dev.asof.v1.GetStatusResponse;
import dev.asof.v1.Readiness;
import dev.asof.v1.ServerStatus;
import dev.asof.v1.SourceStatus;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The status on the wire. */
final class WireStatus {
    private WireStatus() {}

    static GetStatusResponse of(StoreStatus status, ServerInfo server) {
        GetStatusResponse.Builder response = GetStatusResponse.newBuilder()
                .setServer(ServerStatus.newBuilder()
                        .setVersion(server.version())
                        .setPid(status.owner().pid())
                        .setStartedAtMicros(ChronoUnit.MICROS.between(Instant.EPOCH, server.startedAt()))
                        .setStoreFormat(status.format()));
        status.sources().forEach(source -> response.addSources(of(source)));
        status.views().forEach(view -> response.addFeatureViews(of(view)));
        status.services().forEach(service -> response.addFeatureServices(of(service)));
        return response.build();
    }

    private static SourceStatus of(StoreStatus.SourceStatus source) {
        SourceStatus.Builder wire = SourceStatus.newBuilder()
                .setSource(source.source())
                .setFilesLoaded(source.filesLoaded())
                .setRowsLoaded(source.rowsLoaded())
                .setEventsLoaded(source.eventsLoaded())
                .setEventsIngested(source.eventsIngested())
                .setQuarantined(source.quarantined())
                .setDropped(source.dropped())
                .setRefused(source.refused())
                .setArchived(source.archived())
                .setArchivePending(source.archivePending());
        source.loadedUntilMicros().ifPresent(wire::setLoadedUntilMicros);
        source.lastEventMicros().ifPresent(wire::setLastEventTimeMicros);
        source.lastAcceptedMicros().ifPresent(wire::setLastAcceptedAtMicros);
        return wire.build();
    }

    static FeatureViewStatus of(StoreStatus.ViewStatus view) {
        return FeatureViewStatus.newBuilder()
                .setFeatureView(WireTypes.viewRef(view.view()))
                .setFingerprint(view.fingerprint())
                .setReadiness(of(view.readiness()))
                .build();
    }

    private static FeatureServiceStatus of(StoreStatus.ServiceStatus service) {
        return FeatureServiceStatus.newBuilder()
                .setFeatureService(WireTypes.serviceRef(service.service()))
                .setFingerprint(service.fingerprint())
                .setReadiness(of(service.readiness()))
                .build();
    }

    private static Readiness of(StoreStatus.Readiness readiness) {
        return switch (readiness) {
            case NOT_LOADED -> Readiness.READINESS_NOT_LOADED;
            case LOADING -> Readiness.READINESS_LOADING;
            case READY -> Readiness.READINESS_READY;
        };
    }
}
