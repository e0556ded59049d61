package dev.asof.registry.compute.program;

import dev.asof.registry.compute.aggregate.function.AggregateFunction;
import dev.asof.registry.compute.expression.Expression;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Of what blocks keep partial states: each function over the same inputs of the same events once, however many windows ask
 * for it. In the order of the features' names, as the order of features has no meaning.
 */
final class BlockParts {
    private final List<Part<?>> parts = new ArrayList<>();
    private final Map<String, Integer> partOf = new HashMap<>();

    /** A function, and a feature whose input it takes. */
    record Part<S>(AggregateFunction<S> function, int feature) {}

    /** What makes two features share a part. */
    private record Key(AggregateFunction<?> function, List<Expression> inputs, Optional<Expression> where) {}

    BlockParts(List<FeatureSpec> features) {
        List<Key> keys = new ArrayList<>();
        List<FeatureSpec> byName = features.stream()
                .sorted(Comparator.comparing(FeatureSpec::name))
                .toList();
        for (FeatureSpec feature : byName) {
            Key key = new Key(function(feature), feature.inputs(), feature.where());
            int part = keys.indexOf(key);
            if (part < 0) {
                part = keys.size();
                keys.add(key);
                parts.add(new Part<>(key.function(), features.indexOf(feature)));
            }
            partOf.put(feature.name(), part);
        }
    }

    private static AggregateFunction<?> function(FeatureSpec feature) {
        return switch (feature) {
            case FeatureSpec.Latest latest -> new LatestEvent(latest);
            case FeatureSpec.Aggregate aggregate -> aggregate.folded();
        };
    }

    int size() {
        return parts.size();
    }

    Part<?> part(int index) {
        return parts.get(index);
    }

    /** The part that the answer of the view's feature is made of. */
    int partOf(FeatureSpec feature) {
        return Objects.requireNonNull(partOf.get(feature.name()));
    }
}
