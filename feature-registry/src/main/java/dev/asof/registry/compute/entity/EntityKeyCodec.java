package dev.asof.registry.compute.entity;

import dev.asof.registry.compute.nested.ByteSink;
import dev.asof.registry.compute.nested.ElementCodec;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBuilder;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.LongColumn;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.compute.schema.Value;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Encodes the key columns of an entity as bytes whose unsigned order is the keys' order, and of which none is a prefix
 * of another. Thread-safe.
 *
 * <pre>
 * key     := column*                 in the entity's order
 * column  := integer | wide | text   as {@link ElementCodec} writes them
 * </pre>
 */
public final class EntityKeyCodec {
    private final Schema keys;
    private final List<ElementCodec> codecs;

    /**
     * @param keys the key columns' names and types
     * @throws IllegalArgumentException if there is none, or one cannot be a key
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
        this.codecs = keys.fields().stream()
                .map(field -> ElementCodec.of(field.type()))
                .toList();
    }

    /** Whether a column of this type can identify an entity; floats, lists and maps cannot. */
    public static boolean canBeKey(DataType type) {
        return !type.isFloat() && !type.isNested();
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
        ByteSink data = new ByteSink(rows.length * keys.size() * Long.BYTES);
        int[] offsets = new int[rows.length + 1];
        for (int i = 0; i < rows.length; i++) {
            for (int column = 0; column < codecs.size(); column++) {
                codecs.get(column).write(columns.get(column), rows[i], data);
            }
            offsets[i + 1] = data.size();
        }
        return new EncodedKeys(data.toBytes(), offsets);
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

    /**
     * The key's values, in the entity's order.
     *
     * @throws IllegalArgumentException if {@code key} is not an encoded key of this entity
     */
    public List<Value> decode(byte[] key) {
        List<Value> values = new ArrayList<>();
        int at = 0;
        try {
            for (int i = 0; i < keys.size(); i++) {
                ColumnBuilder builder = new ColumnBuilder(keys.field(i).type());
                at = codecs.get(i).read(key, at, builder);
                values.add(Value.of(builder.build(), 0));
            }
        } catch (IndexOutOfBoundsException endsEarly) {
            throw malformed(key, endsEarly);
        }
        if (at != key.length) {
            throw malformed(key, null);
        }
        return values;
    }

    private static IllegalArgumentException malformed(byte[] key, @Nullable Exception cause) {
        return new IllegalArgumentException("Not an encoded entity key: " + Arrays.toString(key), cause);
    }
}
