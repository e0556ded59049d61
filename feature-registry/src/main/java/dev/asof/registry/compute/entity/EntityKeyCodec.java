package dev.asof.registry.compute.entity;

import dev.asof.registry.compute.schema.BytesColumn;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBuilder;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.DoubleColumn;
import dev.asof.registry.compute.schema.LongColumn;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.compute.schema.Value;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Encodes the key columns of an entity as bytes whose unsigned order is the keys' order, and of which none is a prefix
 * of another. Thread-safe.
 *
 * <pre>
 * key     := column*                 in the entity's order
 * column  := integer | text
 * integer := 8 bytes big-endian, sign bit flipped      bool, int32, int64, date, timestamp
 * text    := (byte | 00 FF)* 00 00   UTF-8, each 00 written as 00 FF
 * </pre>
 */
public final class EntityKeyCodec {
    private final Schema keys;

    /**
     * @param keys the key columns' names and types
     * @throws IllegalArgumentException if there is none, or one is a float
     */
    public EntityKeyCodec(Schema keys) {
        if (keys.size() == 0) {
            throw new IllegalArgumentException("An entity needs a key column");
        }
        keys.fields().forEach(field -> {
            if (!canBeKey(field.type())) {
                throw new IllegalArgumentException("Key column '" + field.name() + "' cannot be "
                        + field.type().displayName());
            }
        });
        this.keys = keys;
    }

    /** Whether a column of this type can identify an entity; floats cannot. */
    public static boolean canBeKey(DataType type) {
        return type.lane() != DataType.Lane.DOUBLE;
    }

    public Schema keys() {
        return keys;
    }

    /**
     * Encodes the keys of {@code rows}, none of which has a null key.
     *
     * @param columns the key columns, in the entity's order
     */
    public EncodedKeys encode(List<Column> columns, int[] rows) {
        if (columns.size() == 1 && columns.getFirst() instanceof LongColumn longs) {
            return encodeLongs(longs.values(), rows);
        }
        ByteArrayOutputStream data = new ByteArrayOutputStream(rows.length * keys.size() * Long.BYTES);
        int[] offsets = new int[rows.length + 1];
        for (int i = 0; i < rows.length; i++) {
            for (Column column : columns) {
                encode(column, rows[i], data);
            }
            offsets[i + 1] = data.size();
        }
        return new EncodedKeys(data.toByteArray(), offsets);
    }

    private static EncodedKeys encodeLongs(long[] values, int[] rows) {
        ByteBuffer data = ByteBuffer.allocate(rows.length * Long.BYTES);
        int[] offsets = new int[rows.length + 1];
        for (int i = 0; i < rows.length; i++) {
            data.putLong(values[rows[i]] ^ Long.MIN_VALUE);
            offsets[i + 1] = data.position();
        }
        return new EncodedKeys(data.array(), offsets);
    }

    private static void encode(Column column, int row, ByteArrayOutputStream data) {
        switch (column) {
            case LongColumn longs -> encodeLong(longs.values()[row] ^ Long.MIN_VALUE, data);
            case BytesColumn text -> encodeText(text, row, data);
            case DoubleColumn doubles ->
                throw new IllegalArgumentException(
                        "A key cannot be " + doubles.type().displayName());
        }
    }

    private static void encodeLong(long bits, ByteArrayOutputStream data) {
        for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            data.write((int) (bits >>> shift));
        }
    }

    private static void encodeText(BytesColumn text, int row, ByteArrayOutputStream data) {
        for (int i = text.offsets()[row]; i < text.offsets()[row + 1]; i++) {
            data.write(text.data()[i]);
            if (text.data()[i] == 0) {
                data.write(0xFF);
            }
        }
        data.write(0);
        data.write(0);
    }

    /**
     * The key's values, in the entity's order.
     *
     * @throws IllegalArgumentException if {@code key} is not an encoded key of this entity
     */
    public List<Value> decode(byte[] key) {
        List<Value> values = new ArrayList<>();
        int at = 0;
        for (int i = 0; i < keys.size(); i++) {
            DataType type = keys.field(i).type();
            int end = type.lane() == DataType.Lane.LONG ? at + Long.BYTES : endOfText(key, at);
            if (end > key.length) {
                throw malformed(key);
            }
            ColumnBuilder builder = new ColumnBuilder(type);
            if (type == ScalarType.STRING) {
                builder.appendBytes(unescaped(key, at, end));
            } else {
                builder.appendLong(ByteBuffer.wrap(key, at, Long.BYTES).getLong() ^ Long.MIN_VALUE);
            }
            values.add(Value.of(builder.build(), 0));
            at = end;
        }
        if (at != key.length) {
            throw malformed(key);
        }
        return values;
    }

    private static int endOfText(byte[] key, int from) {
        for (int i = from; i + 1 < key.length; i++) {
            if (key[i] == 0) {
                if (key[i + 1] == 0) {
                    return i + 2;
                }
                i++;
            }
        }
        throw malformed(key);
    }

    private static byte[] unescaped(byte[] key, int from, int end) {
        ByteArrayOutputStream text = new ByteArrayOutputStream(end - from);
        for (int i = from; i < end - 2; i++) {
            text.write(key[i]);
            i += key[i] == 0 ? 1 : 0;
        }
        return text.toByteArray();
    }

    private static IllegalArgumentException malformed(byte[] key) {
        return new IllegalArgumentException("Not an encoded entity key: " + Arrays.toString(key));
    }
}
