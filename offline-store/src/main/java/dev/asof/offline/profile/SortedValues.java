package dev.asof.offline.profile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.asof.registry.compute.exact.ExactDoubleSum;
import dev.asof.registry.compute.exact.ExactLongSum;
import dev.asof.registry.compute.schema.Micros;
import dev.asof.registry.compute.schema.ScalarType;
import java.time.LocalDate;

/** The values of a column of numbers or times without its nulls, in their order. */
sealed interface SortedValues {

    int size();

    /** The value as a double, rounded where it has more digits. */
    double number(int index);

    /** Whether two values are one in the sense of grouping. */
    boolean isSame(int index, int other);

    JsonNode json(int index);

    /** The value that stands for all that are one with it in the sense of grouping. */
    default JsonNode groupJson(int index) {
        return json(index);
    }

    /** The exact sum over the count, rounded once. */
    double mean();

    /** The population's standard deviation; NaN where a value is none or infinite. */
    double stddev();

    /** Those of the long lane. */
    record OfLongs(ScalarType type, long[] values) implements SortedValues {
        public OfLongs {
            values = RadixSort.sort(values);
        }

        @Override
        public int size() {
            return values.length;
        }

        @Override
        public double number(int index) {
            return (double) values[index];
        }

        @Override
        public boolean isSame(int index, int other) {
            return values[index] == values[other];
        }

        @Override
        public double mean() {
            ExactLongSum sum = new ExactLongSum();
            for (long value : values) {
                sum.add(value);
            }
            return sum.dividedBy(values.length);
        }

        @Override
        public double stddev() {
            long middle = values[values.length / 2];
            return Spread.of(values.length, i -> difference(values[i], middle));
        }

        private static double difference(long one, long other) {
            long exact = one - other;
            boolean overflows = ((one ^ other) & (one ^ exact)) < 0;
            return overflows ? (double) one - (double) other : exact;
        }

        @Override
        public JsonNode json(int index) {
            long value = values[index];
            return switch (type) {
                case BOOL -> BooleanNode.valueOf(value != 0);
                case DATE -> TextNode.valueOf(LocalDate.ofEpochDay(value).toString());
                case TIMESTAMP -> TextNode.valueOf(Micros.instant(value).toString());
                case INT32, INT64, FLOAT32, FLOAT64, STRING, BYTES -> LongNode.valueOf(value);
            };
        }
    }

    /** Those of the double lane. */
    record OfDoubles(double[] values) implements SortedValues {
        public OfDoubles {
            RadixSort.sort(values);
        }

        @Override
        public int size() {
            return values.length;
        }

        @Override
        public double number(int index) {
            return values[index];
        }

        @Override
        public boolean isSame(int index, int other) {
            return values[index] == values[other] || (Double.isNaN(values[index]) && Double.isNaN(values[other]));
        }

        @Override
        public double mean() {
            ExactDoubleSum sum = new ExactDoubleSum();
            for (double value : values) {
                sum.add(value);
            }
            return sum.dividedBy(values.length);
        }

        /** Scaled to about one, as squares of others could be infinite or zero. */
        @Override
        public double stddev() {
            double greatest = Math.max(Math.abs(values[0]), Math.abs(values[values.length - 1]));
            if (!Double.isFinite(greatest)) {
                return Double.NaN;
            }
            int exponent = Math.getExponent(greatest);
            double scale = Math.scalb(1.0, -exponent);
            double middle = values[values.length / 2] * scale;
            return Math.scalb(Spread.of(values.length, i -> values[i] * scale - middle), exponent);
        }

        @Override
        public JsonNode json(int index) {
            return number(values[index]);
        }

        @Override
        public JsonNode groupJson(int index) {
            return number(values[index] == 0 ? 0.0 : values[index]);
        }

        private static JsonNode number(double value) {
            return Double.isFinite(value) ? DoubleNode.valueOf(value) : TextNode.valueOf(Double.toString(value));
        }
    }
}
