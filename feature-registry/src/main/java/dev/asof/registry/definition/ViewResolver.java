package dev.asof.registry.definition;

import dev.asof.registry.catalog.DefinitionKind;
import dev.asof.registry.catalog.Entity;
import dev.asof.registry.catalog.Feature;
import dev.asof.registry.catalog.FeatureView;
import dev.asof.registry.catalog.GroupBy;
import dev.asof.registry.catalog.SourceColumn;
import dev.asof.registry.compute.event.SourceContract;
import dev.asof.registry.compute.expression.Expression;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.compute.schema.Value;
import dev.asof.registry.compute.window.Closed;
import dev.asof.registry.compute.window.TimeRule;
import dev.asof.registry.compute.window.Window;
import dev.asof.registry.definition.DeclaredFeature.Computation;
import dev.asof.registry.diagnostic.Located;
import dev.asof.registry.diagnostic.Problems;
import dev.asof.registry.diagnostic.Quoted;
import dev.asof.registry.error.NearestName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Resolves one version of a view against its entity and its sources. */
final class ViewResolver {
    private final Map<String, Entity> entities;
    private final Map<String, ResolvedSource> sources;
    private final Declarations declarations;
    private final Problems problems;

    ViewResolver(
            Map<String, Entity> entities,
            Map<String, ResolvedSource> sources,
            Declarations declarations,
            Problems problems) {
        this.entities = entities;
        this.sources = sources;
        this.declarations = declarations;
        this.problems = problems;
    }

    /** The view, empty if it or what it stands on has problems. */
    Optional<FeatureView> resolve(DeclaredView view) {
        int before = problems.count();
        Optional<Entity> entity = find(DefinitionKind.ENTITY, view.entity(), entities);
        List<ViewSource> named = sources(view);
        if (named.size() < view.sources().size()) {
            return Optional.empty();
        }
        ResolvedSource first = named.getFirst().source();
        ViewExpressions expressions = new ViewExpressions(first, problems);
        Optional<String> where = view.where().flatMap(expressions::condition);
        List<Feature> features = features(view, expressions);
        if (entity.isEmpty()) {
            return Optional.empty();
        }
        Schema keys = sortedKeys(entity.get());
        keys.fields().forEach(key -> named.forEach(source -> checkKey(source, entity.get(), key)));
        new SourceAgreement(problems).check(named, keys, expressions.read());
        boolean isSound = named.stream().allMatch(source -> source.source().isSound());
        if (problems.count() > before || !isSound || features.size() < declaredFeatures(view)) {
            return Optional.empty();
        }
        List<String> keyColumns =
                keys.names().stream().map(first.source()::columnOfKey).toList();
        return Optional.of(new FeatureView(
                view.id().value(),
                entity.get().name(),
                keys,
                keyColumns,
                contracts(named, expressions, keyColumns),
                where,
                features,
                expressions.zones(),
                view.horizonMicros().map(OptionalLong::of).orElse(OptionalLong.empty()),
                view.attributes()));
    }

    /** The sources that are there. */
    private List<ViewSource> sources(DeclaredView view) {
        return view.sources().stream()
                .flatMap(name -> find(DefinitionKind.SOURCE, name, sources).stream()
                        .map(source -> new ViewSource(name.place(), source)))
                .toList();
    }

    /** The features without problems. */
    private List<Feature> features(DeclaredView view, ViewExpressions expressions) {
        return view.features().stream()
                .flatMap(feature -> new FeatureResolver(view, feature, expressions).resolve().stream())
                .toList();
    }

    private static int declaredFeatures(DeclaredView view) {
        return view.features().size() + view.unreadFeatures().size();
    }

    private static List<SourceContract> contracts(
            List<ViewSource> sources, ViewExpressions expressions, List<String> keyColumns) {
        List<String> read = new ArrayList<>(expressions.read().keySet());
        read.addAll(keyColumns);
        return sources.stream()
                .map(source -> source.source().source().contract(read))
                .toList();
    }

    private <T> Optional<T> find(DefinitionKind kind, Located<String> name, Map<String, T> known) {
        Optional<T> found = Optional.ofNullable(known.get(name.value()));
        if (found.isEmpty() && !declarations.isUnread(kind, name.value())) {
            problems.report(
                    name.place(),
                    () -> kind.displayName() + " " + Quoted.of(name.value()) + " is not defined."
                            + NearestName.hint(known.keySet(), name.value()));
        }
        return found;
    }

    /** The keys by name: their order in the definition has no meaning. */
    private static Schema sortedKeys(Entity entity) {
        return new Schema(entity.keys().fields().stream()
                .sorted(Comparator.comparing(Field::name))
                .toList());
    }

    private void checkKey(ViewSource named, Entity entity, Field key) {
        ResolvedSource source = named.source();
        String name = source.source().columnOfKey(key.name());
        Optional<SourceColumn> column = source.source().column(name);
        if (column.isEmpty()) {
            boolean mapped = source.source().keyColumns().containsKey(key.name());
            if (!source.isUnsaid(name) && !mapped) {
                problems.report(
                        named.place(),
                        "key '" + key.name() + "' of entity '" + entity.name() + "': " + sentence(source.absence(name))
                                + " If another column holds it, the source says so with keys: {that_column: "
                                + key.name()
                                + "}");
            }
            return;
        }
        DataType type = column.get().contract().field().type();
        if (!type.equals(key.type())) {
            problems.report(
                    named.place(),
                    "key '" + key.name() + "' of entity '" + entity.name() + "' is "
                            + key.type().displayName() + ", but column " + Quoted.of(name) + " of source '"
                            + source.source().name() + "' is " + type.displayName()
                            + "; declare it as " + key.type().displayName() + " under the source's columns");
        }
    }

    private static String sentence(String text) {
        return text.endsWith(".") || text.endsWith("?") ? text : text + ".";
    }

    /** Resolves one feature of the view. */
    private final class FeatureResolver {
        private final DeclaredView view;
        private final DeclaredFeature feature;
        private final ViewExpressions expressions;

        FeatureResolver(DeclaredView view, DeclaredFeature feature, ViewExpressions expressions) {
            this.view = view;
            this.feature = feature;
            this.expressions = expressions;
        }

        Optional<Feature> resolve() {
            Optional<String> where = feature.where().flatMap(expressions::condition);
            return switch (feature.computation()) {
                case Computation.Latest latest -> latest(latest, where);
                case Computation.Aggregate aggregate -> aggregate(aggregate, where);
            };
        }

        private Optional<Feature> latest(Computation.Latest latest, Optional<String> where) {
            Optional<Expression> expression = expressions.value(latest.expression());
            if (expression.isEmpty()) {
                return Optional.empty();
            }
            DataType type = expression.get().type();
            return Optional.of(new Feature.Latest(
                    feature.name().value(),
                    type,
                    expression.get().canonical(),
                    latest.maxAgeMicros().map(OptionalLong::of).orElse(OptionalLong.empty()),
                    timeRule(),
                    where,
                    defaultValue(type),
                    feature.attributes()));
        }

        private Optional<Feature> aggregate(Computation.Aggregate aggregate, Optional<String> where) {
            Optional<GroupBy> by = aggregate
                    .by()
                    .flatMap(
                            groups -> expressions.groupKey(groups.key()).map(key -> new GroupBy(key, groups.limits())));
            Optional<ViewExpressions.ResolvedCall> call =
                    expressions.call(aggregate.call(), aggregate.by().map(DeclaredGroups::limits));
            if (call.isEmpty() || by.isPresent() != aggregate.by().isPresent()) {
                return Optional.empty();
            }
            DataType type = call.get().function().resultType();
            return Optional.of(new Feature.Aggregate(
                    feature.name().value(),
                    type,
                    call.get().call().canonical(),
                    by,
                    window(aggregate),
                    timeRule(),
                    where,
                    defaultValue(type),
                    feature.attributes()));
        }

        private Window window(Computation.Aggregate aggregate) {
            long resolution =
                    aggregate.resolutionMicros().or(view::resolutionMicros).orElse(0L);
            return aggregate.window() instanceof Window.Sliding sliding
                    ? new Window.Sliding(sliding.lengthMicros(), Math.max(1, resolution))
                    : aggregate.window();
        }

        private TimeRule timeRule() {
            return new TimeRule(
                    feature.delayMicros().or(view::delayMicros).orElse(0L),
                    feature.closed().or(view::closed).orElse(Closed.RIGHT));
        }

        private Optional<Value> defaultValue(DataType type) {
            return feature.defaultText().flatMap(text -> Values.literal(text, type, problems));
        }
    }
}
