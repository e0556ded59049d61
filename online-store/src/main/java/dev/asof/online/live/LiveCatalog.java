package dev.asof.online.live;

import dev.asof.online.state.StateStore;
import dev.asof.online.state.StateWrite;
import dev.asof.online.state.ViewMeaning;
import dev.asof.online.state.database.Durability;
import dev.asof.registry.catalog.EventSource;
import dev.asof.registry.catalog.FeatureCompiler;
import dev.asof.registry.catalog.FeatureView;
import dev.asof.registry.catalog.RegistrySnapshot;
import dev.asof.registry.catalog.VersionedName;
import dev.asof.registry.compute.program.FeatureProgram;
import dev.asof.registry.compute.zone.NamedZone;
import dev.asof.registry.erasure.Tombstones;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** All applied definitions at one moment, compiled and known to the state. Immutable. */
public final class LiveCatalog {
    private final RegistrySnapshot registry;
    private final Map<VersionedName, LiveView> views;
    private final Map<String, LiveSource> sources;

    private LiveCatalog(
            RegistrySnapshot registry, Map<VersionedName, LiveView> views, Map<String, LiveSource> sources) {
        this.registry = registry;
        this.views = views;
        this.sources = sources;
    }

    /** Compiles what is registered, and makes it known to the state; of versions that this build cannot compute the events are kept. */
    public static LiveCatalog of(RegistrySnapshot registry, StateStore state) {
        LiveCatalog catalog = state.write(
                Durability.SYNCED, write -> of(registry, write, state.erased().tombstones()));
        state.interpret(catalog.views().stream()
                .filter(LiveView::isFoldable)
                .collect(Collectors.toMap(view -> view.stored().id(), LiveView::meaning, ViewMeaning::with)));
        return catalog;
    }

    private static LiveCatalog of(RegistrySnapshot registry, StateWrite write, Tombstones tombstones) {
        Map<VersionedName, LiveView> views = new TreeMap<>();
        for (FeatureView view : registry.views()) {
            views.put(view.id(), live(view, write));
        }
        Map<String, LiveSource> sources = new TreeMap<>();
        for (EventSource source : registry.registered().sources().values()) {
            List<LiveView> readers = views.values().stream()
                    .filter(view -> view.definition().reads(source.name()))
                    .toList();
            sources.put(source.name(), LiveSource.of(write.source(source.name()), source, readers, tombstones));
        }
        return new LiveCatalog(registry, views, sources);
    }

    private static LiveView live(FeatureView view, StateWrite write) {
        boolean isComputable = FeatureCompiler.isComputable(view);
        FeatureProgram program = isComputable ? FeatureCompiler.compile(view) : FeatureCompiler.compileForEvents(view);
        List<Integer> sources = view.sources().stream().map(write::source).toList();
        int entity = write.entity(view.entity(), view.entityKeys());
        return new LiveView(
                view,
                program,
                isComputable,
                write.view(sources, entity, view.fingerprint().hex(), program.keptColumns()));
    }

    public RegistrySnapshot registry() {
        return registry;
    }

    /** All versions of views, by name and version. */
    public Collection<LiveView> views() {
        return views.values();
    }

    /** The zones of the sources that tell of entities of a kind, also those by contracts of earlier versions; empty for one without. */
    public Set<Optional<NamedZone>> zonesOf(String entity) {
        Set<Optional<NamedZone>> zones = new HashSet<>();
        for (LiveSource source : sources.values()) {
            for (LiveView view : source.views()) {
                if (view.definition().entity().equals(entity)) {
                    zones.add(source.definition().roles().zone());
                    zones.add(view.definition().contract(source.name()).roles().zone());
                }
            }
        }
        return zones;
    }

    /** All sources, by name. */
    public Collection<LiveSource> sources() {
        return sources.values();
    }

    /** @throws dev.asof.registry.error.AsofException UNKNOWN_NAME or NOT_APPLIED */
    public LiveView requireView(VersionedName id) {
        return Objects.requireNonNull(views.get(registry.requireView(id).id()));
    }

    /** @throws dev.asof.registry.error.AsofException UNKNOWN_NAME or NOT_APPLIED */
    public LiveSource requireSource(String name) {
        return Objects.requireNonNull(sources.get(registry.requireSource(name).name()));
    }

    /**
     * The sources of these names, or all of them where there are none.
     *
     * @throws dev.asof.registry.error.AsofException UNKNOWN_NAME or NOT_APPLIED
     */
    public List<LiveSource> requireSources(List<String> names) {
        return names.isEmpty()
                ? List.copyOf(sources.values())
                : names.stream().distinct().map(this::requireSource).toList();
    }
}
