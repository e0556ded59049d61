package dev.asof.registry.definition;

import dev.asof.registry.catalog.DefinitionKind;
import dev.asof.registry.catalog.Feature;
import dev.asof.registry.catalog.FeatureRef;
import dev.asof.registry.catalog.FeatureService;
import dev.asof.registry.catalog.FeatureView;
import dev.asof.registry.catalog.Names;
import dev.asof.registry.catalog.RegistrySnapshot;
import dev.asof.registry.catalog.VersionedName;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.diagnostic.Located;
import dev.asof.registry.diagnostic.Problems;
import dev.asof.registry.diagnostic.Quoted;
import dev.asof.registry.error.NearestName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Resolves one version of a service against the views of the files and, for versions that left the files, those of the
 * registry. A view without a version means the version that an earlier apply recorded for this version of the service,
 * and the newest one otherwise.
 */
final class ServiceResolver {
    private final Map<VersionedName, FeatureView> views;
    private final RegistrySnapshot registry;
    private final Declarations declarations;
    private final Problems problems;

    ServiceResolver(
            Map<VersionedName, FeatureView> views,
            RegistrySnapshot registry,
            Declarations declarations,
            Problems problems) {
        this.views = views;
        this.registry = registry;
        this.declarations = declarations;
        this.problems = problems;
    }

    /** The service, empty if it or what it reads has problems. */
    Optional<FeatureService> resolve(DeclaredService service) {
        int before = problems.count();
        Map<String, FeatureRef> byOutput = new LinkedHashMap<>();
        boolean complete = true;
        for (Located<FeaturePattern> pattern : service.features()) {
            Optional<VersionedName> view = pinned(service, pattern);
            complete &= view.isPresent() && find(view.get()).isPresent();
            view.ifPresent(id -> refs(id, pattern).forEach(ref -> put(byOutput, ref, pattern)));
        }
        checkKeys(
                service,
                byOutput.values().stream().map(FeatureRef::view).distinct().toList());
        if (!complete || problems.count() > before) {
            return Optional.empty();
        }
        List<String> declared = service.features().stream()
                .map(pattern -> pattern.value().toString())
                .toList();
        return Optional.of(new FeatureService(
                service.id().value(), List.copyOf(byOutput.values()), declared, service.attributes()));
    }

    /** The version of the view that is meant, empty if there is none. */
    private Optional<VersionedName> pinned(DeclaredService service, Located<FeaturePattern> pattern) {
        String name = pattern.value().view();
        OptionalInt recorded = recorded(service, name);
        OptionalInt newest = recorded.isPresent() ? recorded : newest(name);
        if (newest.isEmpty() && pattern.value().version().isEmpty()) {
            reportUnknown(pattern, name);
            return Optional.empty();
        }
        VersionedName id = pattern.value().pinnedTo(newest.orElse(1));
        if (find(id).isEmpty() && !declarations.views().containsKey(id.toString())) {
            reportUnknown(pattern, id.toString());
            return Optional.empty();
        }
        return Optional.of(id);
    }

    /** The resolved view, empty if it has problems or doesn't exist. */
    private Optional<FeatureView> find(VersionedName id) {
        return declarations.views().containsKey(id.toString()) ? Optional.ofNullable(views.get(id)) : registry.view(id);
    }

    /** The names of a view's features, also of those with problems. */
    private List<String> featureNames(VersionedName id) {
        DeclaredView declared = declarations.views().get(id.toString());
        if (declared == null) {
            return find(id).map(FeatureView::features).orElse(List.of()).stream()
                    .map(Feature::name)
                    .toList();
        }
        return Stream.concat(
                        declared.features().stream()
                                .map(feature -> feature.name().value()),
                        declared.unreadFeatures().stream())
                .toList();
    }

    /** The version of a view that this version of the service was resolved to before. */
    private OptionalInt recorded(DeclaredService service, String view) {
        return registry.service(service.id().value()).stream()
                .flatMap(registered -> registered.views().stream())
                .filter(id -> id.name().equals(view))
                .mapToInt(VersionedName::version)
                .findFirst();
    }

    private OptionalInt newest(String name) {
        OptionalInt registered = registry.newestView(name);
        OptionalInt declared = declarations.views().values().stream()
                .map(view -> view.id().value())
                .filter(id -> id.name().equals(name))
                .mapToInt(VersionedName::version)
                .max();
        return declared.isPresent() ? OptionalInt.of(Math.max(declared.getAsInt(), registered.orElse(0))) : registered;
    }

    private void reportUnknown(Located<FeaturePattern> pattern, String name) {
        if (declarations.isUnread(DefinitionKind.FEATURE_VIEW, pattern.value().view())) {
            return;
        }
        problems.report(
                pattern.place(),
                () -> "feature view " + Quoted.of(name) + " is neither defined nor registered."
                        + NearestName.hint(known(pattern.value().version()), name));
    }

    /** The names of all views, with their versions where a version was asked for. */
    private Set<String> known(OptionalInt version) {
        Set<String> known = new TreeSet<>();
        Stream.concat(
                        declarations.views().values().stream()
                                .map(view -> view.id().value()),
                        registry.views().stream().map(FeatureView::id))
                .forEach(id -> known.add(version.isPresent() ? id.toString() : id.name()));
        return known;
    }

    private List<FeatureRef> refs(VersionedName view, Located<FeaturePattern> pattern) {
        List<String> names = featureNames(view);
        Optional<String> feature = pattern.value().feature();
        if (feature.isPresent() && !names.contains(feature.get())) {
            problems.report(
                    pattern.place(),
                    () -> "feature view '" + view + "' has no feature " + Quoted.of(feature.get()) + "."
                            + NearestName.hint(names, feature.get()));
            return List.of();
        }
        return feature.map(List::of).orElse(names).stream()
                .filter(Names::isName)
                .map(name -> new FeatureRef(view, name))
                .toList();
    }

    private void put(Map<String, FeatureRef> byOutput, FeatureRef ref, Located<FeaturePattern> pattern) {
        FeatureRef first = byOutput.putIfAbsent(ref.outputName(), ref);
        if (first != null) {
            problems.report(
                    pattern.place(),
                    first.equals(ref)
                            ? "feature " + ref + " stands twice in the service"
                            : "features " + first + " and " + ref + " would both be called '" + ref.outputName()
                                    + "' in the service");
        }
    }

    /** Keys of one name are one column of the asking rows, and so have one type. */
    private void checkKeys(DeclaredService service, List<VersionedName> ids) {
        Map<String, DataType> types = new LinkedHashMap<>();
        List<String> reported = new ArrayList<>();
        for (VersionedName id : ids) {
            for (Field key : find(id).map(view -> view.entityKeys().fields()).orElse(List.of())) {
                DataType first = types.putIfAbsent(key.name(), key.type());
                if (first != null && !first.equals(key.type()) && !reported.contains(key.name())) {
                    reported.add(key.name());
                    problems.report(
                            service.id().place(),
                            "key '" + key.name() + "' is " + first.displayName() + " in one view of the service and "
                                    + key.type().displayName() + " in " + id + ", but is asked for in one column");
                }
            }
        }
    }
}
