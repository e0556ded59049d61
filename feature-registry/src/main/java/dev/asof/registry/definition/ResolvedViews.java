package dev.asof.registry.definition;

import dev.asof.registry.catalog.DefinitionKind;
import dev.asof.registry.catalog.DerivedFeature;
import dev.asof.registry.catalog.EarlierVersion;
import dev.asof.registry.catalog.Feature;
import dev.asof.registry.catalog.FeatureView;
import dev.asof.registry.catalog.OnDemandView;
import dev.asof.registry.catalog.RegistrySnapshot;
import dev.asof.registry.catalog.VersionedName;
import dev.asof.registry.diagnostic.Quoted;
import dev.asof.registry.error.NearestName;
import dev.asof.registry.plan.KnownViews;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The feature views and on-demand views that definitions may name: those of the files as far as they are resolved, and,
 * for versions that left the files, those of the registry.
 */
final class ResolvedViews implements KnownViews {
    private final Map<VersionedName, FeatureView> views;
    private final Map<VersionedName, OnDemandView> onDemandViews = new LinkedHashMap<>();
    private final RegistrySnapshot registry;
    private final Declarations declarations;

    ResolvedViews(Map<VersionedName, FeatureView> views, RegistrySnapshot registry, Declarations declarations) {
        this.views = views;
        this.registry = registry;
        this.declarations = declarations;
    }

    void add(OnDemandView view) {
        onDemandViews.put(view.id(), view);
    }

    /** Those of the files that were added. */
    Map<VersionedName, OnDemandView> onDemandViews() {
        return onDemandViews;
    }

    @Override
    public Optional<FeatureView> view(VersionedName id) {
        return declarations.views().containsKey(id.toString()) ? Optional.ofNullable(views.get(id)) : registry.view(id);
    }

    @Override
    public Optional<OnDemandView> onDemandView(VersionedName id) {
        return declarations.onDemandViews().containsKey(id.toString())
                ? Optional.ofNullable(onDemandViews.get(id))
                : registry.onDemandView(id);
    }

    /** Whether it is resolved, and has no problems. */
    boolean isSound(VersionedName id) {
        return view(id).isPresent() || onDemandView(id).isPresent();
    }

    private boolean exists(VersionedName id) {
        return isSound(id)
                || declarations.views().containsKey(id.toString())
                || declarations.onDemandViews().containsKey(id.toString());
    }

    /**
     * The version of a view that is meant, empty if there is none.
     *
     * @param preferred the version that a name without one means; empty for the newest
     */
    Optional<VersionedName> pin(FeaturePattern pattern, OptionalInt preferred) {
        OptionalInt version = preferred.isPresent() ? preferred : newest(pattern.view());
        return version.isEmpty() && pattern.version().isEmpty()
                ? Optional.empty()
                : Optional.of(pattern.pinnedTo(version.orElse(1))).filter(this::exists);
    }

    /** Why a view cannot be pinned; empty if its own file says enough. */
    Optional<String> absence(FeaturePattern pattern) {
        boolean unread = declarations.isUnread(DefinitionKind.FEATURE_VIEW, pattern.view())
                || declarations.isUnread(DefinitionKind.ON_DEMAND, pattern.view());
        if (unread) {
            return Optional.empty();
        }
        String name = pattern.version().isEmpty()
                ? pattern.view()
                : pattern.pinnedTo(1).toString();
        Set<String> known = known(pattern.version());
        return Optional.of("feature view " + Quoted.of(name) + " is neither defined nor registered."
                + NearestName.hint(known, name) + EarlierVersion.hint(known, name));
    }

    /** Its kind and name, for messages. */
    String describe(VersionedName id) {
        boolean onDemand = declarations.onDemandViews().containsKey(id.toString())
                || registry.onDemandView(id).isPresent();
        return (onDemand ? DefinitionKind.ON_DEMAND : DefinitionKind.FEATURE_VIEW).displayName() + " '" + id + "'";
    }

    /** The names of a view's features, also of those with problems. */
    List<String> featureNames(VersionedName id) {
        DeclaredView declared = declarations.views().get(id.toString());
        if (declared != null) {
            return Stream.concat(
                            declared.features().stream()
                                    .map(feature -> feature.name().value()),
                            declared.unreadFeatures().stream())
                    .toList();
        }
        DeclaredOnDemand onDemand = declarations.onDemandViews().get(id.toString());
        if (onDemand != null) {
            return onDemand.featureNames();
        }
        return Stream.concat(
                        view(id).stream()
                                .flatMap(view -> view.features().stream())
                                .map(Feature::name),
                        onDemandView(id).stream()
                                .flatMap(view -> view.features().stream())
                                .map(DerivedFeature::name))
                .toList();
    }

    private OptionalInt newest(String name) {
        return ids().filter(id -> id.name().equals(name))
                .mapToInt(VersionedName::version)
                .max();
    }

    /** The names of all views, with their versions where a version was asked for. */
    private Set<String> known(OptionalInt version) {
        Set<String> known = new TreeSet<>();
        ids().forEach(id -> known.add(version.isPresent() ? id.toString() : id.name()));
        return known;
    }

    private Stream<VersionedName> ids() {
        return Stream.of(
                        declarations.views().values().stream()
                                .map(view -> view.id().value()),
                        declarations.onDemandViews().values().stream()
                                .map(view -> view.id().value()),
                        registry.views().stream().map(FeatureView::id),
                        registry.onDemandViews().stream().map(OnDemandView::id))
                .flatMap(ids -> ids);
    }
}
