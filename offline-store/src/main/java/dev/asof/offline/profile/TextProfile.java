package dev.asof.offline.profile;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.asof.registry.compute.expression.kernel.Conversions;
import dev.asof.registry.compute.nested.Grouping;
import dev.asof.registry.compute.schema.BytesColumn;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Value;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Profiles text, and all else that is held as bytes, by counting each value. */
final class TextProfile {
    private static final int LONGEST_SHOWN = 200;

    private TextProfile() {}

    static FeatureProfile of(BytesColumn column) {
        Map<ByteBuffer, long[]> counts = new HashMap<>();
        long count = 0;
        byte[] data = column.data();
        for (int row = 0; row < column.size(); row++) {
            if (!column.isNull(row)) {
                ByteBuffer value = column.type().isNested()
                        ? ByteBuffer.wrap(Grouping.grouped(column, row))
                        : ByteBuffer.wrap(data, column.offsets()[row], column.length(row))
                                .slice();
                counts.computeIfAbsent(value, key -> new long[1])[0]++;
                count++;
            }
        }
        List<byte[]> sorted = counts.keySet().stream()
                .map(TextProfile::bytes)
                .sorted(Arrays::compareUnsigned)
                .toList();
        FrequentValues frequent = new FrequentValues();
        for (byte[] value : sorted) {
            frequent.add(counts.getOrDefault(ByteBuffer.wrap(value), new long[1])[0], () -> json(column.type(), value));
        }
        return new FeatureProfile(
                count,
                column.size() - count,
                frequent.distinct(),
                sorted.isEmpty() ? null : json(column.type(), sorted.getFirst()),
                sorted.isEmpty() ? null : json(column.type(), sorted.getLast()),
                null,
                null,
                Map.of(),
                frequent.top(),
                null);
    }

    private static byte[] bytes(ByteBuffer value) {
        byte[] bytes = new byte[value.remaining()];
        value.duplicate().get(bytes);
        return bytes;
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
