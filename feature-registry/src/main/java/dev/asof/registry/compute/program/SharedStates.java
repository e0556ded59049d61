package dev.asof.registry.compute.program;

import java.util.List;

/** Which features are told from one state: the same windows of the same events, in functions whose states are the same. */
final class SharedStates {
    private SharedStates() {}

    /** Per feature the first that is told from its state; itself where none is before it. */
    static int[] firstOf(List<FeatureSpec> features) {
        int[] first = new int[features.size()];
        for (int i = 0; i < first.length; i++) {
            int at = 0;
            while (at < i && !areOne(features.get(at), features.get(i))) {
                at++;
            }
            first[i] = at;
        }
        return first;
    }

    private static boolean areOne(FeatureSpec feature, FeatureSpec other) {
        return feature instanceof FeatureSpec.Aggregate aggregate
                && other instanceof FeatureSpec.Aggregate otherAggregate
                && aggregate.window().equals(otherAggregate.window())
                && aggregate.timeRule().equals(otherAggregate.timeRule())
                && aggregate.where().equals(otherAggregate.where())
                && aggregate.inputs().equals(otherAggregate.inputs())
                && aggregate.folded().stateKey().equals(otherAggregate.folded().stateKey());
    }
}
