package dev.asof.offline.dataset;

import dev.asof.registry.catalog.FeatureView;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.plan.AskedView;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Questions to the asked features of one view, one a row; all times are microseconds since the epoch.
 *
 * @param keys the entity's key columns, typed and in the entity's order, none of them null
 * @param asOf the time asked about
 * @param knownAt the time by which an event must have arrived
 * @param acceptedBy the time by which the server must have accepted an event; {@code Questions.NO_BOUND} for all
 */
public record ValueQuestions(AskedView asked, ColumnBatch keys, long[] asOf, long[] knownAt, long[] acceptedBy) {

    /** Questions to all features of a view. */
    public static ValueQuestions ofAll(
            FeatureView view, ColumnBatch keys, long[] asOf, long[] knownAt, long[] acceptedBy) {
        List<Integer> all = IntStream.range(0, view.features().size()).boxed().toList();
        return new ValueQuestions(new AskedView("", view, all), keys, asOf, knownAt, acceptedBy);
    }
}
