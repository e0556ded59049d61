package dev.asof.online;

import dev.asof.online.live.LiveCatalog;
import dev.asof.online.live.LiveSource;
import dev.asof.online.live.LiveView;
import dev.asof.online.load.SourceLoader;
import dev.asof.online.lookup.FeatureLookup;
import dev.asof.online.lookup.ResolvedSelection;
import dev.asof.online.lookup.Selection;
import dev.asof.online.state.StateStore;
import dev.asof.online.state.catalog.LoadPass;
import dev.asof.online.state.catalog.SourceCounts;
import dev.asof.online.state.catalog.StoredFile;
import dev.asof.registry.catalog.FeatureService;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import java.util.List;
import java.util.OptionalLong;

/** Gathers the status of a store. */
final class StatusReport {
    private final StateStore state;
    private final SourceLoader loader;
    private final FeatureLookup lookup;

    StatusReport(StateStore state, SourceLoader loader, FeatureLookup lookup) {
        this.state = state;
        this.loader = loader;
        this.lookup = lookup;
    }

    StoreStatus of(LiveCatalog catalog) {
        return new StoreStatus(
                StateStore.formatVersion(),
                catalog.sources().stream().map(this::of).toList(),
                catalog.views().stream().map(this::of).toList(),
                catalog.registry().services().stream()
                        .map(service -> of(service, catalog))
                        .toList());
    }

    private StoreStatus.SourceStatus of(LiveSource source) {
        List<StoredFile> files =
                state.files(source.id()).stream().filter(StoredFile::isLoaded).toList();
        SourceCounts counts = state.counts(source.id());
        return new StoreStatus.SourceStatus(
                source.name(),
                files.size(),
                files.stream()
                        .mapToLong(StoredFile::untilMicros)
                        .filter(until -> until != LoadPass.TO_THE_END)
                        .min(),
                files.stream().mapToLong(file -> file.counts().rows()).sum(),
                files.stream().mapToLong(file -> file.counts().events()).sum(),
                counts.accepted(),
                counts.inQuarantine()
                        + files.stream()
                                .mapToLong(file -> file.counts().quarantined())
                                .sum(),
                counts.dropped()
                        + files.stream()
                                .mapToLong(file -> file.counts().dropped())
                                .sum(),
                counts.refused(),
                counts.archived(),
                counts.accepted() - counts.archived(),
                time(files.stream()
                        .mapToLong(file -> file.counts().lastEventMicros())
                        .reduce(counts.lastEventMicros(), Math::max)),
                time(counts.lastAcceptedMicros()));
    }

    private static OptionalLong time(long micros) {
        return micros == SourceCounts.NEVER ? OptionalLong.empty() : OptionalLong.of(micros);
    }

    StoreStatus.ViewStatus of(LiveView view) {
        return new StoreStatus.ViewStatus(view.id(), view.stored().fingerprint(), readiness(view));
    }

    private StoreStatus.Readiness readiness(LiveView view) {
        if (!view.isComputable()) {
            return StoreStatus.Readiness.NOT_COMPUTABLE;
        }
        if (state.isLoaded(view.stored())) {
            return StoreStatus.Readiness.READY;
        }
        return loader.isLoading(view) ? StoreStatus.Readiness.LOADING : StoreStatus.Readiness.NOT_LOADED;
    }

    private StoreStatus.ServiceStatus of(FeatureService service, LiveCatalog catalog) {
        try {
            return of(service, lookup.resolve(new Selection.OfService(service.name(), service.version())), catalog);
        } catch (AsofException e) {
            if (e.code() != ErrorCode.NOT_COMPUTABLE) {
                throw e;
            }
            return new StoreStatus.ServiceStatus(service.id(), "", StoreStatus.Readiness.NOT_COMPUTABLE);
        }
    }

    private StoreStatus.ServiceStatus of(FeatureService service, ResolvedSelection selection, LiveCatalog catalog) {
        StoreStatus.Readiness least = selection.plan().distinctViews().stream()
                .map(view -> catalog.requireView(view.id()))
                .map(this::readiness)
                .min(Enum::compareTo)
                .orElse(StoreStatus.Readiness.READY);
        return new StoreStatus.ServiceStatus(service.id(), selection.fingerprint(), least);
    }
}
