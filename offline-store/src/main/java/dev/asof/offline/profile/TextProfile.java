package dev.asof.offline.profile;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.asof.registry.compute.expression.kernel.Conversions;
import dev.asof.registry.compute.nested.Decimals;
import dev.asof.registry.compute.nested.Grouping;
import dev.asof.registry.compute.schema.BytesColumn;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBuilder;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.DecimalType;
import dev.asof.registry.compute.schema.DoubleColumn;
import dev.asof.registry.compute.schema.LongColumn;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Value;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Profiles text, and all else that is held as bytes, by counting each value. */
final class TextProfile {
    private static final int LONGEST_SHOWN = 200;

    private TextProfile() {}

    /** @param columns of the type */
    static FeatureProfile of(DataType type, Iterable<Column> columns) {
        CountedBytes values = new CountedBytes();
        long count = 0;
        long nulls = 0;
        for (Column column : columns) {
            long before = nulls;
            nulls += add(bytes(column), values);
            count += column.size() - (nulls - before);
        }
        DataType shown = type instanceof DecimalType decimal ? wide(decimal) : type;
        return new FeatureProfile(
                count,
                nulls,
                values.size(),
                values.size() == 0 ? null : json(shown, values.bytes(least(values, 1))),
                values.size() == 0 ? null : json(shown, values.bytes(least(values, -1))),
                null,
                null,
                Map.of(),
                FrequentBytes.top(values).stream()
                        .map(value ->
                                new FeatureProfile.Frequent(json(shown, values.bytes(value)), values.count(value)))
                        .toList(),
                null);
    }

    /** Returns how many are null. */
    private static long add(BytesColumn column, CountedBytes values) {
        boolean isGrouped = column.type().isNested();
        long nulls = 0;
        byte[] data = column.data();
        for (int row = 0; row < column.size(); row++) {
            if (column.isNull(row)) {
                nulls++;
            } else if (isGrouped) {
                byte[] value = Grouping.grouped(column, row);
                values.add(value, 0, value.length);
            } else {
                values.add(data, column.offsets()[row], column.offsets()[row] + column.length(row));
            }
        }
        return nulls;
    }

    /** The number of the least value, or under a negative sign of the greatest. */
    private static int least(CountedBytes values, int sign) {
        int least = 0;
        for (int number = 1; number < values.size(); number++) {
            least = sign * values.compare(number, least) < 0 ? number : least;
        }
        return least;
    }

    private static BytesColumn bytes(Column column) {
        return switch (column) {
            case BytesColumn bytes -> bytes;
            case LongColumn decimals -> wide(decimals, (DecimalType) decimals.type());
            case DoubleColumn doubles -> throw new IllegalArgumentException("Doubles are no text");
        };
    }

    private static BytesColumn wide(LongColumn decimals, DecimalType type) {
        ColumnBuilder wide = new ColumnBuilder(wide(type));
        for (int row = 0; row < decimals.size(); row++) {
            if (decimals.isNull(row)) {
                wide.appendNull();
            } else {
                Decimals.append(Decimals.unscaled(decimals, row), wide);
            }
        }
        return (BytesColumn) wide.build();
    }

    private static DecimalType wide(DecimalType type) {
        return new DecimalType(DecimalType.MAX_PRECISION, type.scale());
    }

    /** A long text is cut. */
    private static TextNode json(DataType type, byte[] value) {
        String text = type == ScalarType.STRING
                ? new String(value, StandardCharsets.UTF_8)
                : Conversions.text(new Value.BytesValue(type, value).repeat(1), 0)
                        .orElse("");
        int end = Math.min(text.length(), LONGEST_SHOWN);
        boolean splits = end < text.length() && Character.isHighSurrogate(text.charAt(end - 1));
        return TextNode.valueOf(text.substring(0, splits ? end - 1 : end));
    }
}
