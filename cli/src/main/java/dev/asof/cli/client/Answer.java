package dev.asof.cli.client;

import dev.asof.online.lookup.QuestionTimes;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.value.ValueStatus;
import java.util.List;

/**
 * The values of a feature service for some rows.
 *
 * @param times that the server used, none empty
 */
public record Answer(String service, int version, QuestionTimes times, List<FeatureColumn> features) {

    /**
     * The values of one feature, one per row.
     *
     * @param values null where there is none
     * @param eventTimes for a {@code latest} feature the time of each row's event, {@link
     *     dev.asof.registry.compute.value.FeatureValues#NO_EVENT} where there is none; otherwise empty
     */
    public record FeatureColumn(String name, String ref, Column values, List<ValueStatus> statuses, long[] eventTimes) {
        public FeatureColumn {
            statuses = List.copyOf(statuses);
        }
    }

    public Answer {
        features = List.copyOf(features);
    }

    /** {@code name@version}. */
    public String versioned() {
        return service + "@" + version;
    }
}
