package dev.asof.registry.catalog;

import dev.asof.registry.diagnostic.Quoted;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import dev.asof.registry.error.NearestName;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;

/**
 * The registry at one moment: every version ever registered, the entities and sources as they are now, and the history
 * of applies. Immutable.
 *
 * @param registered all definitions, those that left the files among them
 * @param listed the names of the definitions that the files had at the last apply
 * @param history all applies, the first one first
 */
public record RegistrySnapshot(Definitions registered, Listing listed, List<ApplyRecord> history) {
    /** The registry before the first apply. */
    public static final RegistrySnapshot EMPTY = new RegistrySnapshot(Definitions.NONE, Listing.NONE, List.of());

    public RegistrySnapshot {
        history = List.copyOf(history);
    }

    /** The number of the last apply, 0 before the first. */
    public long applyNumber() {
        return history.size();
    }

    public Optional<Entity> entity(String name) {
        return Optional.ofNullable(registered.entities().get(name));
    }

    public Optional<EventSource> source(String name) {
        return Optional.ofNullable(registered.sources().get(name));
    }

    public Optional<FeatureView> view(VersionedName id) {
        return Optional.ofNullable(registered.views().get(id));
    }

    public Optional<OnDemandView> onDemandView(VersionedName id) {
        return Optional.ofNullable(registered.onDemandViews().get(id));
    }

    public Optional<FeatureService> service(VersionedName id) {
        return Optional.ofNullable(registered.services().get(id));
    }

    /** All versions of all feature views, by name and version. */
    public Collection<FeatureView> views() {
        return registered.views().values();
    }

    /** All versions of all on-demand views, by name and version. */
    public Collection<OnDemandView> onDemandViews() {
        return registered.onDemandViews().values();
    }

    /** All versions of all feature services, by name and version. */
    public Collection<FeatureService> services() {
        return registered.services().values();
    }

    /** The newest version of an on-demand view. */
    public OptionalInt newestOnDemandView(String name) {
        return newest(registered.onDemandViews().keySet(), name);
    }

    /** The newest version of a view. */
    public OptionalInt newestView(String name) {
        return newest(registered.views().keySet(), name);
    }

    /** The newest version of a service. */
    public OptionalInt newestService(String name) {
        return newest(registered.services().keySet(), name);
    }

    /** The versions of the service called {@code name}, the newest first; none where there is no such service. */
    public List<Integer> versionsOfService(String name) {
        return registered.services().keySet().stream()
                .filter(id -> id.name().equals(name))
                .map(VersionedName::version)
                .sorted(Comparator.reverseOrder())
                .toList();
    }

    /**
     * The source of this name.
     *
     * @throws AsofException {@code UNKNOWN_NAME} or {@code NOT_APPLIED}
     */
    public EventSource requireSource(String name) {
        return source(name)
                .orElseThrow(() -> unknown(
                        DefinitionKind.SOURCE, name, registered.sources().keySet()));
    }

    /**
     * The version of a view.
     *
     * @throws AsofException {@code UNKNOWN_NAME} or {@code NOT_APPLIED}
     */
    public FeatureView requireView(VersionedName id) {
        return view(id).orElseThrow(() -> unknown(
                DefinitionKind.FEATURE_VIEW, id.toString(), registered.views().keySet()));
    }

    /**
     * The view called {@code name@version}, or the newest version of {@code name}.
     *
     * @throws AsofException {@code UNKNOWN_NAME} or {@code NOT_APPLIED}
     */
    public FeatureView requireView(String text) {
        return pinned(text, newestView(text))
                .flatMap(this::view)
                .orElseThrow(() -> unknown(
                        DefinitionKind.FEATURE_VIEW, text, registered.views().keySet()));
    }

    /**
     * The version of a feature view or on-demand view called {@code name@version}, or the newest one of {@code name}.
     *
     * @throws AsofException {@code UNKNOWN_NAME} or {@code NOT_APPLIED}
     */
    public VersionedName requireViewId(String text) {
        return pinned(text, newestOnDemandView(text))
                .filter(id -> onDemandView(id).isPresent())
                .orElseGet(() -> requireView(text).id());
    }

    /**
     * The service called {@code name@version}, or the newest version of {@code name}.
     *
     * @throws AsofException {@code UNKNOWN_NAME} or {@code NOT_APPLIED}
     */
    public FeatureService requireService(String text) {
        return pinned(text, newestService(text))
                .flatMap(this::service)
                .orElseThrow(() -> unknown(
                        DefinitionKind.FEATURE_SERVICE,
                        text,
                        registered.services().keySet()));
    }

    private static Optional<VersionedName> pinned(String text, OptionalInt newest) {
        return newest.isPresent() ? Optional.of(new VersionedName(text, newest.getAsInt())) : VersionedName.parse(text);
    }

    private static OptionalInt newest(Collection<VersionedName> ids, String name) {
        return ids.stream()
                .filter(id -> id.name().equals(name))
                .mapToInt(VersionedName::version)
                .max();
    }

    /** @param known names, or names with versions, of which only the names are proposed for a plain name */
    private AsofException unknown(DefinitionKind kind, String name, Collection<?> known) {
        if (history.isEmpty()) {
            return new AsofException(
                    ErrorCode.NOT_APPLIED,
                    "Cannot find " + kind.displayName() + " " + Quoted.of(name)
                            + ": nothing is registered yet. Run 'asof apply' first.");
        }
        Collection<String> names = new TreeSet<>();
        for (Object each : known) {
            boolean plain = each instanceof VersionedName && name.indexOf('@') < 0;
            names.add(plain ? ((VersionedName) each).name() : each.toString());
        }
        return new AsofException(
                ErrorCode.UNKNOWN_NAME,
                "Cannot find " + kind.displayName() + " " + Quoted.of(name) + ": it is not registered."
                        + NearestName.hint(names, name) + EarlierVersion.hint(names, name));
    }

    /**
     * Names of definitions: entities and sources by name, views and services by {@code name@version}.
     *
     * @param names per kind the names
     */
    public record Listing(Map<DefinitionKind, java.util.SortedSet<String>> names) {
        /** Nothing. */
        public static final Listing NONE = new Listing(Map.of());

        static Listing of(Definitions definitions) {
            return new Listing(Map.of(
                    DefinitionKind.ENTITY, texts(definitions.entities().keySet()),
                    DefinitionKind.SOURCE, texts(definitions.sources().keySet()),
                    DefinitionKind.FEATURE_VIEW, texts(definitions.views().keySet()),
                    DefinitionKind.ON_DEMAND, texts(definitions.onDemandViews().keySet()),
                    DefinitionKind.FEATURE_SERVICE, texts(definitions.services().keySet())));
        }

        /** Whether the files had it. */
        public boolean contains(DefinitionKind kind, String name) {
            return of(kind).contains(name);
        }

        /** The names of one kind, in order. */
        public java.util.SortedSet<String> of(DefinitionKind kind) {
            return names.getOrDefault(kind, java.util.Collections.emptySortedSet());
        }

        private static java.util.SortedSet<String> texts(Collection<?> ids) {
            TreeSet<String> texts = new TreeSet<>();
            ids.forEach(id -> texts.add(id.toString()));
            return java.util.Collections.unmodifiableSortedSet(texts);
        }
    }
}
