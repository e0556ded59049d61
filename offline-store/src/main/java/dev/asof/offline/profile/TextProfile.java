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
import org.jspecify.annotations.Nullable;

/** Profiles text, and all else that is held as bytes, by counting each value. */
final class TextProfile {
    private static final int LONGEST_SHOWN = 200;

    private TextProfile() {}

    /** @param columns of the type; looked at twice where values are long */
    static FeatureProfile of(DataType type, Iterable<Column> columns) {
        CountedTexts counted = new CountedTexts();
        long count = 0;
        long nulls = 0;
        for (Column column : columns) {
            int values = each(bytes(column), counted::add);
            count += values;
            nulls += column.size() - values;
        }
        NotableBytes notable = notable(counted, columns);
        DataType shown = type instanceof DecimalType decimal ? wide(decimal) : type;
        return new FeatureProfile(
                count,
                nulls,
                counted.distinct(),
                jsonOrNull(shown, notable.least()),
                jsonOrNull(shown, notable.greatest()),
                null,
                null,
                Map.of(),
                notable.top().stream()
                        .map(value -> new FeatureProfile.Frequent(json(shown, value.run()), value.count()))
                        .toList(),
                null);
    }

    private static NotableBytes notable(CountedTexts counted, Iterable<Column> columns) {
        NotableBytes notable = new NotableBytes();
        if (counted.areAllKept()) {
            counted.addTo(notable);
        } else {
            for (Column column : columns) {
                each(bytes(column), (data, from, to) -> notable.add(counted.count(data, from, to), data, from, to));
            }
        }
        return notable;
    }

    /** Takes runs of bytes. */
    private interface Runs {
        void take(byte[] data, int from, int to);
    }

    /** Hands on each value that is not null; returns how many they are. */
    private static int each(BytesColumn column, Runs runs) {
        boolean isGrouped = column.type().isNested();
        int values = 0;
        byte[] data = column.data();
        for (int row = 0; row < column.size(); row++) {
            if (column.isNull(row)) {
                continue;
            }
            values++;
            if (isGrouped) {
                byte[] value = Grouping.grouped(column, row);
                runs.take(value, 0, value.length);
            } else {
                runs.take(data, column.offsets()[row], column.offsets()[row] + column.length(row));
            }
        }
        return values;
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

    private static @Nullable TextNode jsonOrNull(DataType type, byte @Nullable [] value) {
        return value == null ? null : json(type, value);
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
