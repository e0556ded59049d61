package dev.asof.registry.plan;

import dev.asof.registry.catalog.DerivedFeature;
import dev.asof.registry.catalog.Feature;
import dev.asof.registry.catalog.FeatureRef;
import dev.asof.registry.catalog.FeatureView;
import dev.asof.registry.catalog.OnDemandView;
import dev.asof.registry.catalog.VersionedName;
import dev.asof.registry.compute.derived.DerivedProgram;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import dev.asof.registry.error.NearestName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Makes a plan, once. Definitions that were resolved have no cycles and chains of bounded length, so that it may recurse.
 */
final class FeaturePlanner {
    private final KnownViews known;
    private final Map<Asked, AskedFeatures> views = new LinkedHashMap<>();
    private final Map<VersionedName, OnDemandView> onDemandViews = new LinkedHashMap<>();
    private final Map<VersionedName, Map<String, DerivedProgram>> programs = new HashMap<>();
    private final Map<FeatureRef, PlannedFeature> planned = new HashMap<>();
    private final List<Step> steps = new ArrayList<>();
    private final AskedColumns columns = new AskedColumns();

    /** Which version of a view is asked in which role. */
    private record Asked(String role, VersionedName view) {}

    /** What is asked of it so far, and its position in the plan. */
    private record AskedFeatures(int position, FeatureView view, List<Integer> features) {}

    FeaturePlanner(KnownViews known) {
        this.known = known;
    }

    FeaturePlan plan(List<FeatureRef> features) {
        List<PlannedFeature> asked = new ArrayList<>();
        features.forEach(feature -> asked.add(find(feature)));
        return new FeaturePlan(
                asked,
                views.entrySet().stream()
                        .map(entry -> new AskedView(
                                entry.getKey().role(),
                                entry.getValue().view(),
                                entry.getValue().features()))
                        .toList(),
                List.copyOf(onDemandViews.values()),
                columns,
                steps);
    }

    private PlannedFeature find(FeatureRef ref) {
        PlannedFeature before = planned.get(ref);
        if (before != null) {
            return before;
        }
        PlannedFeature found = known.view(ref.view())
                .map(view -> ofView(ref, view))
                .orElseGet(() -> derived(
                        ref,
                        known.onDemandView(ref.view())
                                .orElseThrow(() -> unknown("view '" + ref.view() + "'", "it is not registered."))));
        planned.put(ref, found);
        return found;
    }

    private PlannedFeature ofView(FeatureRef ref, FeatureView view) {
        AskedFeatures asked = views.computeIfAbsent(new Asked(ref.role(), view.id()), added -> {
            columns.addKeys(new AskedView(added.role(), view, List.of()));
            return new AskedFeatures(views.size(), view, new ArrayList<>());
        });
        int index = indexOf(ref, view.features().stream().map(Feature::name).toList());
        asked.features().add(index);
        return new PlannedFeature.OfView(
                ref,
                asked.position(),
                asked.features().size() - 1,
                view.features().get(index));
    }

    private PlannedFeature derived(FeatureRef ref, OnDemandView view) {
        List<String> names = view.features().stream().map(DerivedFeature::name).toList();
        DerivedFeature feature = view.features().get(indexOf(ref, names));
        onDemandViews.put(view.id(), view);
        List<Step.Input> inputs = feature.reads().names().stream()
                .map(name -> FeatureRef.parse(name)
                        .map(read -> input(read.within(ref.role())))
                        .orElseGet(() -> new Step.Input.Request(name)))
                .toList();
        feature.requestColumns()
                .forEach(column -> columns.addRequest(column, view.id().toString()));
        DerivedProgram program =
                programs.computeIfAbsent(view.id(), id -> known.programs(view)).get(feature.name());
        steps.add(new Step(Objects.requireNonNull(program), inputs));
        return new PlannedFeature.Derived(ref, steps.size() - 1, feature);
    }

    private Step.Input input(FeatureRef ref) {
        return switch (find(ref)) {
            case PlannedFeature.OfView of -> new Step.Input.OfView(of.view(), of.index());
            case PlannedFeature.Derived derived -> new Step.Input.OfStep(derived.step());
        };
    }

    private static int indexOf(FeatureRef ref, List<String> names) {
        int index = names.indexOf(ref.feature());
        if (index < 0) {
            throw unknown(
                    "feature '" + ref + "'", "the view has no such feature." + NearestName.hint(names, ref.feature()));
        }
        return index;
    }

    private static AsofException unknown(String what, String reason) {
        return new AsofException(ErrorCode.UNKNOWN_NAME, "Cannot find " + what + ": " + reason);
    }
}
