package dev.asof.registry.definition;

import dev.asof.registry.catalog.FeatureRef;
import dev.asof.registry.catalog.FeatureService;
import dev.asof.registry.catalog.Names;
import dev.asof.registry.catalog.RegistrySnapshot;
import dev.asof.registry.catalog.VersionedName;
import dev.asof.registry.diagnostic.Located;
import dev.asof.registry.diagnostic.Problems;
import dev.asof.registry.diagnostic.Quoted;
import dev.asof.registry.error.NearestName;
import dev.asof.registry.plan.FeaturePlan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Resolves one version of a service against the views of the files and, for versions that left the files, those of the
 * registry. A view without a version means the version that an earlier apply recorded for this version of the service,
 * and the newest one otherwise.
 */
final class ServiceResolver {
    private final ResolvedViews views;
    private final RegistrySnapshot registry;
    private final Problems problems;

    ServiceResolver(ResolvedViews views, RegistrySnapshot registry, Problems problems) {
        this.views = views;
        this.registry = registry;
        this.problems = problems;
    }

    /** The service, empty if it or what it reads has problems. */
    Optional<FeatureService> resolve(DeclaredService service) {
        int before = problems.count();
        Map<String, FeatureRef> byOutput = new LinkedHashMap<>();
        boolean complete = true;
        for (Located<FeaturePattern> pattern : service.features()) {
            Optional<VersionedName> view = pinned(service, pattern);
            complete &= view.isPresent() && views.isSound(view.get());
            view.ifPresent(id -> refs(id, pattern).forEach(ref -> put(byOutput, ref, pattern)));
        }
        checkColumns(service, byOutput);
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
        Optional<VersionedName> found =
                views.pin(pattern.value(), recorded(service, pattern.value().view()));
        if (found.isEmpty()) {
            views.absence(pattern.value()).ifPresent(reason -> problems.report(pattern.place(), reason));
        }
        return found;
    }

    /** The version of a view that this version of the service was resolved to before. */
    private OptionalInt recorded(DeclaredService service, String view) {
        return registry.service(service.id().value()).stream()
                .flatMap(registered -> registered.views().stream())
                .filter(id -> id.name().equals(view))
                .mapToInt(VersionedName::version)
                .findFirst();
    }

    private List<FeatureRef> refs(VersionedName view, Located<FeaturePattern> pattern) {
        List<String> names = views.featureNames(view);
        Optional<String> feature = pattern.value().feature();
        if (feature.isPresent() && !names.contains(feature.get())) {
            problems.report(
                    pattern.place(),
                    () -> views.describe(view) + " has no feature " + Quoted.of(feature.get()) + "."
                            + NearestName.hint(names, feature.get()));
            return List.of();
        }
        return feature.map(List::of).orElse(names).stream()
                .filter(Names::isName)
                .map(name -> new FeatureRef(pattern.value().role(), view, name))
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

    /** Columns of one name are one column of the asking rows, and so have one type. */
    private void checkColumns(DeclaredService service, Map<String, FeatureRef> byOutput) {
        List<FeatureRef> sound = byOutput.values().stream()
                .filter(ref -> views.isSound(ref.view()))
                .toList();
        FeaturePlan plan = FeaturePlan.unchecked(views, sound);
        plan.conflicts().forEach(conflict -> problems.report(service.id().place(), conflict));
        plan.keyColumns().stream()
                .filter(key -> byOutput.containsKey(key.name()))
                .forEach(key -> problems.report(
                        service.id().place(),
                        "'" + key.name() + "' is a key column of the service and one of its features"));
    }
}
