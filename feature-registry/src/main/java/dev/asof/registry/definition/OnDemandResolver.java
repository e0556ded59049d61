package dev.asof.registry.definition;

import dev.asof.registry.catalog.DerivedFeature;
import dev.asof.registry.catalog.Feature;
import dev.asof.registry.catalog.FeatureRef;
import dev.asof.registry.catalog.OnDemandView;
import dev.asof.registry.catalog.RegistrySnapshot;
import dev.asof.registry.catalog.VersionedName;
import dev.asof.registry.compute.expression.Compilation;
import dev.asof.registry.compute.expression.Expression;
import dev.asof.registry.compute.expression.ExpressionCompiler;
import dev.asof.registry.compute.expression.FeatureScope.Found;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.compute.schema.Value;
import dev.asof.registry.diagnostic.Problems;
import dev.asof.registry.diagnostic.Quoted;
import dev.asof.registry.error.NearestName;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Resolves the on-demand views of the files. A feature is resolved when another one reads it, so that they may stand in
 * any order; one that would be computed from itself is refused.
 */
final class OnDemandResolver {
    /** How many steps a feature may be away from the request and the feature views. */
    static final int MAX_STEPS = 64;

    private final ResolvedViews views;
    private final RegistrySnapshot registry;
    private final Declarations declarations;
    private final Problems problems;
    private final Map<FeatureRef, Optional<DerivedFeature>> resolved = new HashMap<>();

    /** How far on-demand features, of the files and of the registry, are away from what they are computed from. */
    private final Map<FeatureRef, Integer> steps = new HashMap<>();

    private final Map<VersionedName, Map<String, DeclaredOnDemand.DerivedFeature>> declaredFeatures = new HashMap<>();
    private final Deque<FeatureRef> path = new ArrayDeque<>();

    OnDemandResolver(ResolvedViews views, RegistrySnapshot registry, Declarations declarations, Problems problems) {
        this.views = views;
        this.registry = registry;
        this.declarations = declarations;
        this.problems = problems;
    }

    /** Resolves all of them; those without problems are added to the views. */
    void resolve() {
        for (DeclaredOnDemand view : declarations.onDemandViews().values()) {
            List<DerivedFeature> features = new ArrayList<>();
            view.features().forEach(feature -> resolve(view, feature).ifPresent(features::add));
            boolean complete = features.size() == view.featureNames().size()
                    && !features.isEmpty()
                    && view.unreadRequest().isEmpty();
            if (isFree(view) && complete) {
                views.add(new OnDemandView(view.id().value(), view.request(), features, view.attributes()));
            }
        }
    }

    /** Feature views and on-demand views are named in one place, and so have different names. */
    private boolean isFree(DeclaredOnDemand view) {
        String name = view.id().value().name();
        boolean taken = registry.newestView(name).isPresent()
                || declarations.views().values().stream()
                        .anyMatch(other -> other.id().value().name().equals(name));
        if (taken) {
            problems.report(view.id().place(), "'" + name + "' is a feature view already; choose another name");
        }
        return !taken;
    }

    private Optional<DerivedFeature> resolve(DeclaredOnDemand view, DeclaredOnDemand.DerivedFeature feature) {
        FeatureRef ref = new FeatureRef(view.id().value(), feature.name().value());
        Optional<DerivedFeature> known = resolved.get(ref);
        if (known != null) {
            return known;
        }
        path.addLast(ref);
        Optional<DerivedFeature> result = compile(view, feature);
        path.removeLast();
        resolved.put(ref, result);
        return result;
    }

    private Optional<DerivedFeature> compile(DeclaredOnDemand view, DeclaredOnDemand.DerivedFeature feature) {
        ExpressionText text = feature.expression();
        Map<String, DataType> reads = new TreeMap<>();
        Compilation<Expression> compilation = ExpressionCompiler.compile(
                text.text(), view.request(), reference -> find(view, feature, reference, reads));
        compilation.problems().stream()
                .filter(problem -> view.unreadRequest().stream()
                        .noneMatch(column -> problem.message().startsWith("unknown column '" + column + "'")))
                .forEach(problem -> problems.report(text.placeAt(problem.start()), problem.message()));
        return switch (compilation) {
            case Compilation.Failure<Expression> failure -> Optional.empty();
            case Compilation.Success<Expression>(Expression expression) -> derived(view, feature, expression, reads);
        };
    }

    private Optional<DerivedFeature> derived(
            DeclaredOnDemand view,
            DeclaredOnDemand.DerivedFeature feature,
            Expression expression,
            Map<String, DataType> reads) {
        for (String input : expression.inputs()) {
            view.request()
                    .find(input)
                    .ifPresent(index ->
                            reads.put(input, view.request().field(index).type()));
        }
        int before = problems.count();
        Optional<Value> defaultValue =
                feature.defaultText().flatMap(text -> Values.literal(text, expression.type(), problems));
        if (problems.count() > before) {
            return Optional.empty();
        }
        return bounded(
                view,
                feature,
                new DerivedFeature(
                        feature.name().value(),
                        expression.type(),
                        expression.canonical(),
                        new Schema(reads.entrySet().stream()
                                .map(entry -> new Field(entry.getKey(), entry.getValue()))
                                .toList()),
                        expression.zones(),
                        defaultValue,
                        feature.attributes()));
    }

    /** Where the steps were not counted on the way here, as what it reads stands before it or is registered. */
    private Optional<DerivedFeature> bounded(
            DeclaredOnDemand view, DeclaredOnDemand.DerivedFeature declared, DerivedFeature feature) {
        FeatureRef ref = new FeatureRef(view.id().value(), feature.name());
        int count = stepsOf(feature);
        if (count > MAX_STEPS) {
            problems.report(declared.expression().placeAt(0), tooFar(ref));
            return Optional.empty();
        }
        steps.put(ref, count);
        return Optional.of(feature);
    }

    /** How many steps it is away from the request and the feature views: at least one. */
    private int stepsOf(DerivedFeature feature) {
        return 1
                + feature.features().stream()
                        .mapToInt(read -> stepsOf(new FeatureRef(read.view(), read.feature())))
                        .max()
                        .orElse(0);
    }

    private int stepsOf(FeatureRef ref) {
        Integer known = steps.get(ref);
        if (known != null) {
            return known;
        }
        int count = registry.onDemandView(ref.view())
                .flatMap(view -> view.feature(ref.feature()))
                .map(this::stepsOf)
                .orElse(0);
        steps.put(ref, count);
        return count;
    }

    private static String tooFar(FeatureRef ref) {
        return "'" + ref + "' is more than " + MAX_STEPS
                + " steps away from the features and request columns that it is computed from";
    }

    private Found find(
            DeclaredOnDemand reader,
            DeclaredOnDemand.DerivedFeature feature,
            String reference,
            Map<String, DataType> reads) {
        Optional<FeaturePattern> pattern = FeaturePattern.parse(reference);
        if (pattern.isEmpty() || pattern.get().feature().isEmpty()) {
            return new Found.Refused(Quoted.of(reference)
                    + " names no feature: write view:feature, view@version:feature or role:view:feature");
        }
        Optional<VersionedName> id = views.pin(pattern.get(), preferred(reader, feature, pattern.get()));
        if (id.isEmpty()) {
            return views.absence(pattern.get()).<Found>map(Found.Refused::new).orElseGet(Found.Unsaid::new);
        }
        Found found = find(id.get(), pattern.get().feature().get());
        if (!(found instanceof Found.Feature(String column, DataType type))) {
            return found;
        }
        String role = pattern.get().role();
        String full = role.isEmpty() ? column : role + ":" + column;
        reads.put(full, type);
        return new Found.Feature(full, type);
    }

    private Found find(VersionedName id, String name) {
        FeatureRef ref = new FeatureRef(id, name);
        DeclaredOnDemand declared = declarations.onDemandViews().get(id.toString());
        DeclaredOnDemand.DerivedFeature feature =
                declared == null ? null : byName(declared).get(name);
        if (declared != null && feature != null) {
            return own(ref, declared, feature);
        }
        List<String> names = views.featureNames(id);
        if (!names.contains(name)) {
            return new Found.Refused(
                    views.describe(id) + " has no feature " + Quoted.of(name) + "." + NearestName.hint(names, name));
        }
        Optional<DataType> type = views.view(id)
                .flatMap(view -> view.feature(name))
                .map(Feature::type)
                .or(() -> views.onDemandView(id)
                        .flatMap(view -> view.feature(name))
                        .map(DerivedFeature::type));
        return type.<Found>map(known -> feature(ref, known)).orElseGet(Found.Unsaid::new);
    }

    private Map<String, DeclaredOnDemand.DerivedFeature> byName(DeclaredOnDemand view) {
        return declaredFeatures.computeIfAbsent(view.id().value(), id -> {
            Map<String, DeclaredOnDemand.DerivedFeature> features = new HashMap<>();
            view.features().forEach(feature -> features.put(feature.name().value(), feature));
            return features;
        });
    }

    /** A feature of the files' on-demand views. */
    private Found own(FeatureRef ref, DeclaredOnDemand view, DeclaredOnDemand.DerivedFeature feature) {
        if (path.contains(ref)) {
            String cycle = path.stream()
                    .dropWhile(step -> !step.equals(ref))
                    .map(step -> step + " -> ")
                    .collect(Collectors.joining());
            return new Found.Refused("'" + ref + "' would be computed from itself: " + cycle + ref);
        }
        if (path.size() >= MAX_STEPS) {
            return new Found.Refused(tooFar(path.getFirst()));
        }
        return resolve(view, feature)
                .<Found>map(known -> feature(ref, known.type()))
                .orElseGet(Found.Unsaid::new);
    }

    private static Found feature(FeatureRef ref, DataType type) {
        return new Found.Feature(ref.toString(), type);
    }

    /** A name without a version: the view's own version, what an earlier apply recorded, or else the newest. */
    private OptionalInt preferred(
            DeclaredOnDemand reader, DeclaredOnDemand.DerivedFeature feature, FeaturePattern pattern) {
        VersionedName own = reader.id().value();
        if (pattern.view().equals(own.name())) {
            return OptionalInt.of(own.version());
        }
        return registry
                .onDemandView(own)
                .flatMap(view -> view.feature(feature.name().value()))
                .stream()
                .flatMap(registered -> registered.features().stream())
                .filter(read -> read.view().name().equals(pattern.view())
                        && read.role().equals(pattern.role())
                        && Optional.of(read.feature()).equals(pattern.feature()))
                .mapToInt(read -> read.view().version())
                .max();
    }
}
