package dev.asof.registry.definition;

import dev.asof.registry.catalog.VersionedName;
import dev.asof.registry.compute.window.Closed;
import dev.asof.registry.diagnostic.Located;
import dev.asof.registry.diagnostic.Problems;
import dev.asof.registry.diagnostic.Quoted;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads one version of a feature view. */
final class FeatureViewReader {
    /** The features of one view, those of series of windows counted each. */
    static final int MAX_FEATURES = 1_000;

    private FeatureViewReader() {}

    static Optional<DeclaredView> read(YamlNode.Mapping mapping, Problems problems) {
        MappingReader reader = MappingReader.open(mapping, Shape.FEATURE_VIEW, problems);
        Optional<Located<VersionedName>> id = id(reader, "feature_view");
        Optional<Located<String>> entity = reader.require("entity", Values.NAME);
        List<Located<String>> sources = sources(reader);
        Optional<ExpressionText> where = reader.read("where", Values.EXPRESSION);
        Optional<Long> delay = reader.read("delay", Values.DELAY);
        Optional<Closed> closed = reader.read("closed", Values.CLOSED);
        Optional<Long> resolution = reader.read("resolution", Values.DELAY);
        Optional<Long> horizon = reader.read("horizon", Values.HORIZON);
        List<DeclaredFeature> features = new ArrayList<>();
        List<String> unread = new ArrayList<>();
        reader.require("features", Values::mapping)
                .ifPresent(declared -> readFeatures(declared, features, unread, problems));
        var attributes = reader.attributes();
        if (id.isEmpty() || entity.isEmpty() || sources.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new DeclaredView(
                id.get(),
                entity.get(),
                sources,
                where,
                delay,
                closed,
                resolution,
                horizon,
                features,
                unread,
                attributes));
    }

    /** The names of the sources, as one or as several; empty after a problem was reported. */
    private static List<Located<String>> sources(MappingReader reader) {
        if (!reader.has("sources")) {
            return reader.require("source", Values.NAME).stream().toList();
        }
        if (reader.has("source")) {
            reader.problems()
                    .report(
                            reader.placeOf("sources"),
                            "a feature view has either 'source' or 'sources'; name all of them under 'sources'");
        }
        Optional<List<Located<String>>> named = reader.read("sources", Values.SOURCES);
        if (named.stream().anyMatch(names -> names.size() == 1)) {
            reader.problems()
                    .report(reader.placeOf("sources"), "'sources' are at least two; write 'source' where there is one");
        }
        return named.orElse(List.of());
    }

    /** The name with the version of a view or service. */
    static Optional<Located<VersionedName>> id(MappingReader reader, String nameKey) {
        Optional<Located<String>> name = reader.require(nameKey, Values.NAME);
        Optional<Located<Integer>> version = reader.require("version", Values.VERSION);
        return name.isPresent() && version.isPresent()
                ? Optional.of(new Located<>(
                        new VersionedName(name.get().value(), version.get().value()),
                        name.get().place()))
                : Optional.empty();
    }

    private static void readFeatures(
            YamlNode.Mapping declared, List<DeclaredFeature> features, List<String> unread, Problems problems) {
        if (declared.entries().isEmpty()) {
            problems.report(declared.place(), "a feature view has at least one feature");
        }
        if (isTooLarge(declared, unread, problems)) {
            return;
        }
        Map<String, DeclaredFeature> byName = new LinkedHashMap<>();
        for (YamlNode.Entry entry :
                MappingReader.uniqueEntries(declared, problems).values()) {
            List<DeclaredFeature> read = Values.name(entry.key(), problems)
                    .map(name -> FeatureReader.read(name, entry.value(), problems))
                    .orElse(List.of());
            if (read.isEmpty()) {
                unread.add(entry.key().text());
            }
            read.forEach(feature -> add(feature, byName, problems));
            if (byName.size() > MAX_FEATURES) {
                problems.report(declared.place(), tooMany("with its series of windows more"));
                return;
            }
        }
        features.addAll(byName.values());
    }

    /** Reports more features than a view may have, all of them then unread. */
    static boolean isTooLarge(YamlNode.Mapping declared, List<String> unread, Problems problems) {
        int count = declared.entries().size();
        if (count > MAX_FEATURES) {
            problems.report(declared.place(), tooMany(Integer.toString(count)));
            declared.entries().forEach(entry -> unread.add(entry.key().text()));
        }
        return count > MAX_FEATURES;
    }

    private static String tooMany(String count) {
        return "a view has at most " + MAX_FEATURES + " features, this one has " + count + "; make several views of it";
    }

    /** Features of a series can meet others of the same name. */
    private static void add(DeclaredFeature feature, Map<String, DeclaredFeature> features, Problems problems) {
        String name = feature.name().value();
        if (features.putIfAbsent(name, feature) != null) {
            problems.report(
                    feature.name().place(),
                    Quoted.of(name) + " stands twice, once as a window of a series; rename one");
        }
    }
}
