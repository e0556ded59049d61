package dev.asof.registry.definition;

import dev.asof.registry.catalog.VersionedName;
import dev.asof.registry.diagnostic.Located;
import dev.asof.registry.diagnostic.Problems;
import dev.asof.registry.diagnostic.Quoted;
import java.util.List;
import java.util.Optional;

/** Reads one version of a feature service. */
final class FeatureServiceReader {
    /** The entries of one service's list. */
    private static final int MAX_ENTRIES = 2_000;

    private FeatureServiceReader() {}

    static Optional<DeclaredService> read(YamlNode.Mapping mapping, Problems problems) {
        MappingReader reader = MappingReader.open(mapping, Shape.FEATURE_SERVICE, problems);
        Optional<Located<VersionedName>> id = FeatureViewReader.id(reader, "feature_service");
        Optional<List<Located<FeaturePattern>>> features = reader.require("features", FeatureServiceReader::features);
        var attributes = reader.attributes();
        return id.isPresent() && features.isPresent()
                ? Optional.of(new DeclaredService(id.get(), features.get(), attributes))
                : Optional.empty();
    }

    private static Optional<List<Located<FeaturePattern>>> features(YamlNode node, Problems problems) {
        if (!(node instanceof YamlNode.Sequence sequence) || sequence.items().isEmpty()) {
            problems.report(node.place(), "a service has a list of features, such as [customer_spend@1:*]");
            return Optional.empty();
        }
        int count = sequence.items().size();
        if (count > MAX_ENTRIES) {
            problems.report(
                    node.place(),
                    "a service has a list of at most " + MAX_ENTRIES + " entries, this one has " + count
                            + "; name whole views with view@version:*");
            return Optional.empty();
        }
        return Optional.of(sequence.items().stream()
                .flatMap(item -> feature(item, problems).stream())
                .toList());
    }

    private static Optional<Located<FeaturePattern>> feature(YamlNode item, Problems problems) {
        Optional<YamlNode.Scalar> scalar = Values.scalar(item, problems);
        Optional<FeaturePattern> pattern = scalar.map(YamlNode.Scalar::text).flatMap(FeaturePattern::parse);
        if (scalar.isPresent() && pattern.isEmpty()) {
            problems.report(
                    item.place(),
                    Quoted.of(scalar.get().text())
                            + " names no feature: write view@version:feature, view@version:* or view:*, behind role: if the"
                            + " entity plays one");
        }
        return pattern.map(read -> new Located<>(read, item.place()));
    }
}
