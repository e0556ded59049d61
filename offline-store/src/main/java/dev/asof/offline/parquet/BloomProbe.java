package dev.asof.offline.parquet;

import dev.asof.offline.parquet.decode.ColumnFormat;
import dev.asof.registry.compute.schema.Value;
import java.util.OptionalLong;
import org.apache.parquet.column.values.bloomfilter.BloomFilter;
import org.apache.parquet.io.api.Binary;

/** Asks Bloom filters for values, in the form in which the file holds them. */
final class BloomProbe {
    private BloomProbe() {}

    /** Whether no row has the value, bit for bit; where values of the file become ours by rounding nothing is known. */
    static boolean isAbsent(BloomFilter filter, ColumnFormat.Readable format, Value value) {
        OptionalLong hash = hash(filter, format.encoding(), value);
        return hash.isPresent() && !filter.findHash(hash.getAsLong());
    }

    private static OptionalLong hash(BloomFilter filter, ColumnFormat.Encoding encoding, Value value) {
        return switch (value) {
            case Value.LongValue number -> hash(filter, encoding, number.value());
            case Value.DoubleValue number ->
                encoding == ColumnFormat.Encoding.DOUBLE
                        ? OptionalLong.of(filter.hash(number.value()))
                        : OptionalLong.empty();
            case Value.BytesValue bytes ->
                encoding == ColumnFormat.Encoding.BINARY
                        ? OptionalLong.of(filter.hash(Binary.fromConstantByteArray(bytes.value())))
                        : OptionalLong.empty();
        };
    }

    private static OptionalLong hash(BloomFilter filter, ColumnFormat.Encoding encoding, long value) {
        return switch (encoding) {
            case INT32 -> value == (int) value ? OptionalLong.of(filter.hash((int) value)) : OptionalLong.empty();
            case INT64, MICROS -> OptionalLong.of(filter.hash(value));
            case BOOLEAN, UINT32, FLOAT, DOUBLE, BINARY, MILLIS, NANOS, INT96, FIXED, DECIMAL_BYTES ->
                OptionalLong.empty();
        };
    }
}
