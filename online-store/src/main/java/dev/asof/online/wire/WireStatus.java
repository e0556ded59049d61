package dev.asof.online.wire;

import dev.asof.online.StoreStatus;
import dev.asof.registry.compute.schema.Micros;
import dev.asof.v1.FeatureServiceStatus;
import dev.asof.v1.FeatureViewStatus;
import dev.asof.v1.GetStatusResponse;
import dev.asof.v1.Readiness;
import dev.asof.v1.SourceStatus;
import java.util.OptionalLong;

/** What a server is, and what its store holds, on the wire. */
public final class WireStatus {
    private WireStatus() {}

    public static GetStatusResponse of(ServerStatus status) {
        ServerInfo server = status.server();
        StoreStatus store = status.store();
        GetStatusResponse.Builder response = GetStatusResponse.newBuilder()
                .setServer(dev.asof.v1.ServerStatus.newBuilder()
                        .setVersion(server.version())
                        .setPid(server.pid())
                        .setStartedAtMicros(Micros.of(server.startedAt()))
                        .setStoreFormat(store.format()));
        store.sources().forEach(source -> response.addSources(of(source)));
        store.views().forEach(view -> response.addFeatureViews(of(view)));
        store.services().forEach(service -> response.addFeatureServices(of(service)));
        return response.build();
    }

    /** @throws MalformedMessage if it says what this side doesn't know */
    public static ServerStatus read(GetStatusResponse wire) {
        dev.asof.v1.ServerStatus server = wire.getServer();
        return new ServerStatus(
                new ServerInfo(server.getVersion(), server.getPid(), Micros.instant(server.getStartedAtMicros())),
                new StoreStatus(
                        server.getStoreFormat(),
                        wire.getSourcesList().stream().map(WireStatus::read).toList(),
                        wire.getFeatureViewsList().stream()
                                .map(WireStatus::read)
                                .toList(),
                        wire.getFeatureServicesList().stream()
                                .map(WireStatus::read)
                                .toList()));
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

    private static StoreStatus.SourceStatus read(SourceStatus wire) {
        return new StoreStatus.SourceStatus(
                wire.getSource(),
                wire.getFilesLoaded(),
                wire.hasLoadedUntilMicros() ? OptionalLong.of(wire.getLoadedUntilMicros()) : OptionalLong.empty(),
                wire.getRowsLoaded(),
                wire.getEventsLoaded(),
                wire.getEventsIngested(),
                wire.getQuarantined(),
                wire.getDropped(),
                wire.getRefused(),
                wire.getArchived(),
                wire.getArchivePending(),
                wire.hasLastEventTimeMicros() ? OptionalLong.of(wire.getLastEventTimeMicros()) : OptionalLong.empty(),
                wire.hasLastAcceptedAtMicros()
                        ? OptionalLong.of(wire.getLastAcceptedAtMicros())
                        : OptionalLong.empty());
    }

    static FeatureViewStatus of(StoreStatus.ViewStatus view) {
        return FeatureViewStatus.newBuilder()
                .setFeatureView(WireTypes.viewRef(view.view()))
                .setFingerprint(view.fingerprint())
                .setReadiness(of(view.readiness()))
                .build();
    }

    static StoreStatus.ViewStatus read(FeatureViewStatus wire) {
        return new StoreStatus.ViewStatus(
                WireTypes.read(wire.getFeatureView()), wire.getFingerprint(), read(wire.getReadiness()));
    }

    private static FeatureServiceStatus of(StoreStatus.ServiceStatus service) {
        return FeatureServiceStatus.newBuilder()
                .setFeatureService(WireTypes.serviceRef(service.service()))
                .setFingerprint(service.fingerprint())
                .setReadiness(of(service.readiness()))
                .build();
    }

    private static StoreStatus.ServiceStatus read(FeatureServiceStatus wire) {
        return new StoreStatus.ServiceStatus(
                WireTypes.read(wire.getFeatureService()), wire.getFingerprint(), read(wire.getReadiness()));
    }

    private static Readiness of(StoreStatus.Readiness readiness) {
        return switch (readiness) {
            case NOT_COMPUTABLE -> Readiness.READINESS_NOT_COMPUTABLE;
            case NOT_LOADED -> Readiness.READINESS_NOT_LOADED;
            case LOADING -> Readiness.READINESS_LOADING;
            case READY -> Readiness.READINESS_READY;
        };
    }

    private static StoreStatus.Readiness read(Readiness wire) {
        return switch (wire) {
            case READINESS_NOT_COMPUTABLE -> StoreStatus.Readiness.NOT_COMPUTABLE;
            case READINESS_NOT_LOADED -> StoreStatus.Readiness.NOT_LOADED;
            case READINESS_LOADING -> StoreStatus.Readiness.LOADING;
            case READINESS_READY -> StoreStatus.Readiness.READY;
            case READINESS_UNSPECIFIED, UNRECOGNIZED -> throw MalformedMessage.unknown(wire);
        };
    }
}
