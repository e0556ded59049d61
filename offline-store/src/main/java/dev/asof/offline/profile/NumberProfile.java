package dev.asof.offline.profile;

import com.fasterxml.jackson.databind.JsonNode;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.DoubleColumn;
import dev.asof.registry.compute.schema.LongColumn;
import dev.asof.registry.compute.schema.ScalarType;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntFunction;

/** Profiles numbers, truths and times: all of it can be read off the sorted values. */
final class NumberProfile {
    private static final int[] PERCENTILES = {1, 5, 25, 50, 75, 95, 99};

    private NumberProfile() {}

    /** @param columns of the type, with so many rows in all */
    static FeatureProfile of(ScalarType type, int rows, Iterable<Column> columns) {
        return type.lane() == DataType.Lane.LONG ? ofLongs(type, rows, columns) : ofDoubles(type, rows, columns);
    }

    private static FeatureProfile ofLongs(ScalarType type, int rows, Iterable<Column> columns) {
        long[] values = new long[rows];
        int count = 0;
        for (Column column : columns) {
            long[] those = ((LongColumn) column).values();
            for (int row = 0; row < column.size(); row++) {
                if (!column.isNull(row)) {
                    values[count++] = those[row];
                }
            }
        }
        long[] present = count == rows ? values : Arrays.copyOf(values, count);
        return of(new SortedValues.OfLongs(type, present), type, rows - count);
    }

    private static FeatureProfile ofDoubles(ScalarType type, int rows, Iterable<Column> columns) {
        double[] values = new double[rows];
        int count = 0;
        for (Column column : columns) {
            double[] those = ((DoubleColumn) column).values();
            for (int row = 0; row < column.size(); row++) {
                if (!column.isNull(row)) {
                    values[count++] = those[row];
                }
            }
        }
        double[] present = count == rows ? values : Arrays.copyOf(values, count);
        return of(new SortedValues.OfDoubles(present), type, rows - count);
    }

    private static FeatureProfile of(SortedValues values, ScalarType type, int nulls) {
        int size = values.size();
        boolean hasMoments = type.isIntegerOrFloat() && size > 0;
        Double mean = hasMoments ? values.mean() : null;
        FrequentValues frequent = new FrequentValues();
        eachGroup(values, frequent);
        return new FeatureProfile(
                size,
                nulls,
                frequent.distinct(),
                size == 0 ? null : values.json(0),
                size == 0 ? null : values.json(size - 1),
                mean,
                hasMoments ? values.stddev() : null,
                type == ScalarType.BOOL ? Map.of() : quantiles(values),
                frequent.top(),
                type == ScalarType.BOOL ? null : NiceHistogram.of(values));
    }

    private static void eachGroup(SortedValues values, FrequentValues frequent) {
        IntFunction<JsonNode> json = values::groupJson;
        int start = 0;
        for (int i = 1; i <= values.size(); i++) {
            if (i == values.size() || !values.isSame(i, start)) {
                frequent.add(i - start, start, json);
                start = i;
            }
        }
    }

    private static Map<String, JsonNode> quantiles(SortedValues values) {
        Map<String, JsonNode> quantiles = new LinkedHashMap<>();
        for (int percentile : PERCENTILES) {
            if (values.size() > 0) {
                quantiles.put("p%02d".formatted(percentile), values.json(position(percentile, values.size())));
            }
        }
        return quantiles;
    }

    static int position(int percentile, int count) {
        return (int) ((long) percentile * (count - 1) / 100);
    }
}
