package dev.asof.registry.definition;

import dev.asof.registry.compute.window.Closed;
import dev.asof.registry.compute.window.Window;
import dev.asof.registry.definition.DeclaredFeature.Computation;
import dev.asof.registry.diagnostic.Located;
import dev.asof.registry.diagnostic.Problems;
import java.util.Optional;

/** Reads one feature of a view. */
final class FeatureReader {
    private static final String FORMS = "{latest: a column or expression} or {aggregate: count(*), window: 7d}";

    private FeatureReader() {}

    static Optional<DeclaredFeature> read(Located<String> name, YamlNode node, Problems problems) {
        if (!(node instanceof YamlNode.Mapping mapping)) {
            problems.report(node.place(), "a feature is written as " + FORMS + ", this is " + node.describe());
            return Optional.empty();
        }
        MappingReader reader = MappingReader.open(mapping, Shape.FEATURE, problems);
        Optional<Computation> computation = computation(reader);
        Optional<ExpressionText> where = reader.read("where", Values.EXPRESSION);
        Optional<Long> delay = reader.read("delay", Values.DELAY);
        Optional<Closed> closed = reader.read("closed", Values.CLOSED);
        Optional<Located<String>> defaultText = reader.readLocated("default", FeatureReader::defaultText);
        var attributes = reader.attributes();
        return computation.map(what -> new DeclaredFeature(name, what, where, delay, closed, defaultText, attributes));
    }

    private static Optional<Computation> computation(MappingReader reader) {
        boolean latest = reader.has("latest");
        if (latest && reader.has("aggregate")) {
            reader.problems()
                    .report(reader.placeOf("aggregate"), "a feature is either latest or an aggregate, not both");
            return Optional.empty();
        }
        if (!latest && !reader.has("aggregate")) {
            reader.problems().report(reader.place(), "a feature says what it is: " + FORMS);
            return Optional.empty();
        }
        return latest ? latest(reader) : aggregate(reader);
    }

    private static Optional<Computation> latest(MappingReader reader) {
        if (reader.has("window")) {
            reader.problems()
                    .report(reader.placeOf("window"), "a window belongs to an aggregate; max_age bounds a latest");
        }
        Optional<Long> maxAge = reader.read("max_age", Values.SPAN);
        return reader.read("latest", Values.EXPRESSION).map(expression -> new Computation.Latest(expression, maxAge));
    }

    private static Optional<Computation> aggregate(MappingReader reader) {
        if (reader.has("max_age")) {
            reader.problems()
                    .report(reader.placeOf("max_age"), "max_age belongs to a latest; window bounds an aggregate");
        }
        if (!reader.has("window")) {
            reader.problems()
                    .report(
                            reader.placeOf("aggregate"),
                            "an aggregate needs a window: a span such as 7d, or unbounded");
        }
        Optional<Window> window = reader.read("window", Values.WINDOW);
        Optional<ExpressionText> call = reader.read("aggregate", Values.EXPRESSION);
        return call.map(text -> new Computation.Aggregate(text, window.orElse(new Window.Unbounded())));
    }

    private static Optional<String> defaultText(YamlNode node, Problems problems) {
        Optional<YamlNode.Scalar> scalar = Values.scalar(node, problems);
        if (scalar.isPresent() && scalar.get().isNull()) {
            problems.report(node.place(), "a default is a value; leave the key out to have none");
            return Optional.empty();
        }
        return scalar.map(YamlNode.Scalar::text);
    }
}
