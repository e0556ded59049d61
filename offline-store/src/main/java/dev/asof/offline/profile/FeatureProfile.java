package dev.asof.offline.profile;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.JsonNode;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.ScalarType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the values of a feature are like, exactly: the reference that values seen later can be compared with. It depends
 * on the values alone and not on their order, so equal values have the same profile in every bit.
 *
 * <p>Values are numbers, truths, and text also for decimals, dates and timestamps (ISO 8601) and for floats that JSON has no
 * number for.
 *
 * @param count how many values there are
 * @param nulls how many rows have none
 * @param distinct how many different values, in the sense of grouping
 * @param min the least, in the order of values; null where there is none
 * @param max the greatest
 * @param mean of integers and floats: the exact sum over the count, rounded once; null of other types and of no value
 * @param stddev of integers and floats: the population's, in strict double arithmetic; null of other types and of no value
 * @param quantiles of integers, floats and times, by name such as {@code p25}: the value at position floor(q (count - 1))
 * @param top the most frequent values, the most frequent first, the smaller of two first
 * @param histogram of integers, floats and times; null of other types, and where no value is finite
 */
public record FeatureProfile(
        long count,
        long nulls,
        long distinct,
        @JsonSetter(nulls = Nulls.SET) @Nullable JsonNode min,
        @JsonSetter(nulls = Nulls.SET) @Nullable JsonNode max,
        @JsonSetter(nulls = Nulls.SET) @Nullable Double mean,
        @JsonSetter(nulls = Nulls.SET) @Nullable Double stddev,
        Map<String, JsonNode> quantiles,
        List<Frequent> top,
        @JsonSetter(nulls = Nulls.SET) @Nullable Histogram histogram) {

    public FeatureProfile {
        top = List.copyOf(top);
    }

    /** A value and how often it is there. */
    public record Frequent(JsonNode value, long count) {}

    /**
     * How many values lie where.
     *
     * @param edges ascending; of times, microseconds or days since the epoch
     * @param counts one more than there are edges: below the first, from each to before the next, from the last on. NaN
     *     is in none
     */
    public record Histogram(List<Double> edges, List<Long> counts) {
        public Histogram {
            edges = List.copyOf(edges);
            counts = List.copyOf(counts);
        }
    }

    /** The profile of a column. */
    public static FeatureProfile of(Column column) {
        return of(column.type(), column.size(), List.of(column));
    }

    /**
     * The profile of the values of columns of one type, of which one is looked at after the other.
     *
     * @param rows how many there are in all of them
     */
    public static FeatureProfile of(DataType type, int rows, Iterable<Column> columns) {
        return type.lane() == DataType.Lane.BYTES || !(type instanceof ScalarType scalar)
                ? TextProfile.of(type, columns)
                : NumberProfile.of(scalar, rows, columns);
    }
}
