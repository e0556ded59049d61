package dev.asof.registry.definition;

import dev.asof.registry.catalog.VersionedName;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.diagnostic.Located;
import dev.asof.registry.diagnostic.Problems;
import dev.asof.registry.diagnostic.Quoted;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads one version of an on-demand view. */
final class OnDemandReader {
    private static final String FORMS = "an expression, or {expression: ..., default: ...}";

    /** The columns of the asking rows that say when. */
    private static final Set<String> TIMES = Set.of("event_timestamp", "known_at", "accepted_by");

    private final Problems problems;
    private final List<Field> request = new ArrayList<>();
    private final List<String> unreadRequest = new ArrayList<>();
    private final List<DeclaredOnDemand.DerivedFeature> features = new ArrayList<>();
    private final List<String> unreadFeatures = new ArrayList<>();

    private OnDemandReader(Problems problems) {
        this.problems = problems;
    }

    static Optional<DeclaredOnDemand> read(YamlNode.Mapping mapping, Problems problems) {
        return new OnDemandReader(problems).read(mapping);
    }

    private Optional<DeclaredOnDemand> read(YamlNode.Mapping mapping) {
        MappingReader reader = MappingReader.open(mapping, Shape.ON_DEMAND, problems);
        Optional<Located<VersionedName>> id = FeatureViewReader.id(reader, "on_demand");
        reader.read("request", Values::mapping).ifPresent(this::readRequest);
        reader.require("features", Values::mapping).ifPresent(this::readFeatures);
        var attributes = reader.attributes();
        request.sort(Comparator.comparing(Field::name));
        return id.map(name ->
                new DeclaredOnDemand(name, new Schema(request), unreadRequest, features, unreadFeatures, attributes));
    }

    private void readRequest(YamlNode.Mapping declared) {
        for (YamlNode.Entry entry :
                MappingReader.uniqueEntries(declared, problems).values()) {
            Optional<Located<String>> name = Values.name(entry.key(), problems).filter(this::isFree);
            Optional<DataType> type = Values.TYPE.read(entry.value(), problems);
            if (name.isPresent() && type.isPresent()) {
                request.add(new Field(name.get().value(), type.get()));
            } else {
                unreadRequest.add(entry.key().text());
            }
        }
    }

    private boolean isFree(Located<String> name) {
        boolean taken = TIMES.contains(name.value());
        if (taken) {
            problems.report(
                    name.place(),
                    Quoted.of(name.value()) + " is a time of the question, and no request column; choose another name");
        }
        return !taken;
    }

    private void readFeatures(YamlNode.Mapping declared) {
        if (declared.entries().isEmpty()) {
            problems.report(declared.place(), "an on-demand view has at least one feature");
        }
        if (FeatureViewReader.isTooLarge(declared, unreadFeatures, problems)) {
            return;
        }
        for (YamlNode.Entry entry :
                MappingReader.uniqueEntries(declared, problems).values()) {
            Values.name(entry.key(), problems)
                    .flatMap(name -> feature(name, entry.value()))
                    .ifPresentOrElse(
                            features::add, () -> unreadFeatures.add(entry.key().text()));
        }
    }

    private Optional<DeclaredOnDemand.DerivedFeature> feature(Located<String> name, YamlNode node) {
        return switch (node) {
            case YamlNode.Mapping mapping -> {
                MappingReader reader = MappingReader.open(mapping, Shape.DERIVED_FEATURE, problems);
                Optional<ExpressionText> expression = reader.require("expression", Values.EXPRESSION);
                Optional<Located<String>> defaultText = reader.readLocated("default", FeatureReader::defaultText);
                var attributes = reader.attributes();
                yield expression.map(text -> new DeclaredOnDemand.DerivedFeature(name, text, defaultText, attributes));
            }
            case YamlNode.Scalar scalar ->
                Values.EXPRESSION
                        .read(scalar, problems)
                        .map(text -> new DeclaredOnDemand.DerivedFeature(
                                name, text, Optional.empty(), dev.asof.registry.catalog.Attributes.NONE));
            case YamlNode.Sequence sequence -> {
                problems.report(node.place(), "a feature is written as " + FORMS + ", this is " + node.describe());
                yield Optional.empty();
            }
        };
    }
}
