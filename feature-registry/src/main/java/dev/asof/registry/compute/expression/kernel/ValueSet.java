package dev.asof.registry.compute.expression.kernel;

import dev.asof.registry.compute.schema.BytesColumn;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Value;
import java.util.Arrays;
import java.util.List;

/** The constants of an IN list, sorted, found by halving: equality is that of {@code =}. Immutable. */
public sealed interface ValueSet {

    /** A set of {@code values}, all of one type. */
    static ValueSet of(List<Value> values) {
        return switch (values.getFirst()) {
            case Value.LongValue any ->
                new Longs(values.stream()
                        .mapToLong(value -> ((Value.LongValue) value).value())
                        .sorted()
                        .toArray());
            case Value.DoubleValue any ->
                new Doubles(values.stream()
                        .mapToDouble(value -> Doubles.unsignedZero(((Value.DoubleValue) value).value()))
                        .filter(value -> !Double.isNaN(value))
                        .sorted()
                        .toArray());
            case Value.BytesValue any ->
                new Texts(values.stream()
                        .map(value -> ((Value.BytesValue) value).value())
                        .sorted(Arrays::compareUnsigned)
                        .toArray(byte[][]::new));
        };
    }

    /** Whether each value of {@code operand} is in the set; null where it is null. */
    Evaluation evaluate(Evaluation operand);

    /** Integers, bools, dates, timestamps. */
    record Longs(long[] sorted) implements ValueSet {
        @Override
        public Evaluation evaluate(Evaluation operand) {
            long[] values = Lanes.longs(operand);
            long[] result = Scratch.longs(values.length);
            for (int row = 0; row < result.length; row++) {
                result[row] = Arrays.binarySearch(sorted, values[row]) >= 0 ? 1 : 0;
            }
            return Marks.of(operand).longs(ScalarType.BOOL, result);
        }
    }

    /** Floats; holds no NaN, which equals nothing, and no -0.0, which equals 0.0. */
    record Doubles(double[] sorted) implements ValueSet {
        @Override
        public Evaluation evaluate(Evaluation operand) {
            double[] values = Lanes.doubles(operand);
            long[] result = Scratch.longs(values.length);
            for (int row = 0; row < result.length; row++) {
                result[row] = Arrays.binarySearch(sorted, unsignedZero(values[row])) >= 0 ? 1 : 0;
            }
            return Marks.of(operand).longs(ScalarType.BOOL, result);
        }

        private static double unsignedZero(double value) {
            return value + 0.0;
        }
    }

    /** Strings. */
    record Texts(byte[][] sorted) implements ValueSet {
        @Override
        public Evaluation evaluate(Evaluation operand) {
            BytesColumn values = Lanes.bytes(operand.column());
            long[] result = Scratch.longs(values.size());
            for (int row = 0; row < result.length; row++) {
                result[row] = contains(values, row) ? 1 : 0;
            }
            return Marks.of(operand).longs(ScalarType.BOOL, result);
        }

        private boolean contains(BytesColumn values, int row) {
            int low = 0;
            int high = sorted.length;
            while (low < high) {
                int middle = (low + high) >>> 1;
                int comparison = Arrays.compareUnsigned(
                        sorted[middle],
                        0,
                        sorted[middle].length,
                        values.data(),
                        values.offsets()[row],
                        values.offsets()[row + 1]);
                if (comparison == 0) {
                    return true;
                }
                if (comparison < 0) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return false;
        }
    }
}
