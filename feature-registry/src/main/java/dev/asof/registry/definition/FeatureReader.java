package dev.asof.registry.definition;

import dev.asof.registry.catalog.Names;
import dev.asof.registry.compute.window.Closed;
import dev.asof.registry.compute.window.Window;
import dev.asof.registry.definition.DeclaredFeature.Computation;
import dev.asof.registry.diagnostic.Located;
import dev.asof.registry.diagnostic.Problems;
import dev.asof.registry.diagnostic.Quoted;
import java.util.List;
import java.util.Optional;

/** Reads one feature of a view. */
final class FeatureReader {
    private static final String FORMS = "{latest: a column or expression} or {aggregate: count(*), window: 7d}";

    private FeatureReader() {}

    /** The feature, or one for each window of its series; none if it has mistakes. */
    static List<DeclaredFeature> read(Located<String> name, YamlNode node, Problems problems) {
        if (!(node instanceof YamlNode.Mapping mapping)) {
            problems.report(node.place(), "a feature is written as " + FORMS + ", this is " + node.describe());
            return List.of();
        }
        MappingReader reader = MappingReader.open(mapping, Shape.FEATURE, problems);
        List<Part> parts = parts(reader);
        Optional<ExpressionText> where = reader.read("where", Values.EXPRESSION);
        Optional<Long> delay = reader.read("delay", Values.DELAY);
        Optional<Closed> closed = reader.read("closed", Values.CLOSED);
        Optional<Located<String>> defaultText = reader.readLocated("default", FeatureReader::defaultText);
        var attributes = reader.attributes();
        return parts.stream()
                .flatMap(part -> nameOf(name, part, problems)
                        .map(full -> new DeclaredFeature(
                                full, part.computation(), where, delay, closed, defaultText, attributes))
                        .stream())
                .toList();
    }

    /**
     * One of the features that are written as one.
     *
     * @param suffix what it adds to the name
     */
    private record Part(String suffix, Computation computation) {}

    private static Optional<Located<String>> nameOf(Located<String> name, Part part, Problems problems) {
        String full = name.value() + part.suffix();
        if (Names.isName(full)) {
            return Optional.of(new Located<>(full, name.place()));
        }
        problems.report(name.place(), Quoted.of(full) + ", a feature of the series, is not a name: " + Names.RULE);
        return Optional.empty();
    }

    private static List<Part> parts(MappingReader reader) {
        boolean latest = reader.has("latest");
        if (latest && reader.has("aggregate")) {
            reader.problems()
                    .report(reader.placeOf("aggregate"), "a feature is either latest or an aggregate, not both");
            return List.of();
        }
        if (!latest && !reader.has("aggregate")) {
            reader.problems().report(reader.place(), "a feature says what it is: " + FORMS);
            return List.of();
        }
        return latest ? latest(reader) : aggregates(reader);
    }

    private static List<Part> latest(MappingReader reader) {
        for (String key : List.of("window", "windows")) {
            if (reader.has(key)) {
                reader.problems()
                        .report(reader.placeOf(key), "a window belongs to an aggregate; max_age bounds a latest");
            }
        }
        if (reader.has("resolution")) {
            reader.problems()
                    .report(reader.placeOf("resolution"), "a resolution belongs to the window of an aggregate");
        }
        DeclaredGroups.refuse(reader, List.of("by", "top", "max_groups"), "belongs to an aggregate");
        Optional<Long> maxAge = reader.read("max_age", Values.SPAN);
        return reader
                .read("latest", Values.EXPRESSION)
                .map(expression -> new Part("", new Computation.Latest(expression, maxAge)))
                .stream()
                .toList();
    }

    private static List<Part> aggregates(MappingReader reader) {
        if (reader.has("max_age")) {
            reader.problems()
                    .report(reader.placeOf("max_age"), "max_age belongs to a latest; window bounds an aggregate");
        }
        Optional<Long> resolution = reader.read("resolution", Values.DELAY);
        Optional<ExpressionText> call = reader.read("aggregate", Values.EXPRESSION);
        Optional<DeclaredGroups> by = DeclaredGroups.read(reader);
        List<Windows.Named> windows = windows(reader);
        if (resolution.isPresent() && windows.stream().noneMatch(named -> named.window() instanceof Window.Sliding)) {
            reader.problems()
                    .report(
                            reader.placeOf("resolution"),
                            "a resolution rounds the start of a span of time; this window is none");
        }
        return call.stream()
                .flatMap(text -> windows.stream()
                        .map(named -> new Part(
                                named.name(), new Computation.Aggregate(text, by, named.window(), resolution))))
                .toList();
    }

    /** The windows with what they add to the feature's name. */
    private static List<Windows.Named> windows(MappingReader reader) {
        if (reader.has("window") && reader.has("windows")) {
            reader.problems()
                    .report(reader.placeOf("windows"), "a feature has a window or a series of windows, not both");
        } else if (reader.has("windows")) {
            return reader.read("windows", Windows.SERIES).orElse(List.of()).stream()
                    .map(named -> new Windows.Named("_" + named.name(), named.window()))
                    .toList();
        } else if (!reader.has("window")) {
            reader.problems()
                    .report(
                            reader.placeOf("aggregate"),
                            "an aggregate needs a window: a span such as 7d, or unbounded");
        }
        Window window = reader.read("window", Windows.WINDOW).orElse(new Window.Unbounded());
        return List.of(new Windows.Named("", window));
    }

    static Optional<String> defaultText(YamlNode node, Problems problems) {
        Optional<YamlNode.Scalar> scalar = Values.scalar(node, problems);
        if (scalar.isPresent() && scalar.get().isNull()) {
            problems.report(node.place(), "a default is a value; leave the key out to have none");
            return Optional.empty();
        }
        return scalar.map(YamlNode.Scalar::text);
    }
}
