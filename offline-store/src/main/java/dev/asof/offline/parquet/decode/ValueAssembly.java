package dev.asof.offline.parquet.decode;

import dev.asof.registry.compute.nested.ListCodec;
import dev.asof.registry.compute.nested.MapCodec;
import dev.asof.registry.compute.schema.BytesColumn;
import dev.asof.registry.compute.schema.ColumnBuilder;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.ListType;
import dev.asof.registry.compute.schema.MapType;
import dev.asof.registry.compute.schema.ScalarType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/**
 * Puts values together from the primitive columns that they are made of, by the levels of repetition and definition. Not
 * thread-safe.
 */
sealed interface ValueAssembly {

    DataType type();

    /** Appends the value that comes next, and reads past it. */
    void append(ColumnBuilder target);

    /** Reads past an entry of each primitive column that stands for no value. */
    void pass();

    /** The first of the primitive columns, whose levels decide. */
    ColumnReader lead();

    /**
     * The assembly of a column.
     *
     * @param requested the schema of the readers
     * @param path the column's, in it
     * @param readers of primitive columns, by path
     */
    static ValueAssembly of(
            NestedFormat format, MessageType requested, List<String> path, Function<String[], ColumnReader> readers) {
        return switch (format) {
            case NestedFormat.OfPrimitive primitive -> {
                ColumnReader reader = readers.apply(path.toArray(String[]::new));
                yield new OfPrimitive(
                        reader, primitive.format(), reader.getDescriptor().getMaxDefinitionLevel());
            }
            case NestedFormat.OfList list -> list(list, requested, path, readers);
            case NestedFormat.OfMap map -> map(map, requested, path, readers);
        };
    }

    private static ValueAssembly list(
            NestedFormat.OfList list,
            MessageType requested,
            List<String> path,
            Function<String[], ColumnReader> readers) {
        List<String> repeated = isAt(requested, path, list.repeated()) ? path : child(path, list.repeated());
        List<String> element =
                list.elementType().equals(list.repeated()) ? repeated : child(repeated, list.elementType());
        return new OfList(
                new ListCodec((ListType) list.type()),
                of(list.element(), requested, element, readers),
                level(requested, repeated),
                requested.getMaxRepetitionLevel(repeated.toArray(String[]::new)));
    }

    private static ValueAssembly map(
            NestedFormat.OfMap map,
            MessageType requested,
            List<String> path,
            Function<String[], ColumnReader> readers) {
        List<String> entries = child(path, map.entries());
        return new OfMap(
                new MapCodec((MapType) map.type()),
                of(map.key(), requested, child(entries, map.entries().getType(0)), readers),
                of(map.value(), requested, child(entries, map.entries().getType(1)), readers),
                level(requested, entries),
                requested.getMaxRepetitionLevel(entries.toArray(String[]::new)));
    }

    /** Whether the column is what repeats, without a group around it. */
    private static boolean isAt(MessageType requested, List<String> path, Type repeated) {
        return requested.getType(path.toArray(String[]::new)).equals(repeated);
    }

    private static int level(MessageType requested, List<String> path) {
        return requested.getMaxDefinitionLevel(path.toArray(String[]::new));
    }

    private static List<String> child(List<String> path, Type child) {
        List<String> longer = new ArrayList<>(path);
        longer.add(child.getName());
        return longer;
    }

    /** A value of one primitive column. */
    record OfPrimitive(ColumnReader lead, ColumnFormat.Readable format, int presentLevel) implements ValueAssembly {
        @Override
        public DataType type() {
            return format.type();
        }

        @Override
        public void append(ColumnBuilder target) {
            if (lead.getCurrentDefinitionLevel() == presentLevel) {
                PrimitiveReading.append(lead, format, target);
            } else {
                target.appendNull();
            }
            lead.consume();
        }

        @Override
        public void pass() {
            lead.consume();
        }
    }

    /**
     * A list.
     *
     * @param elementLevel the level of definition from which on there is an element; a list that is there and empty is one
     *     below, one that is null lower still
     * @param repetition the level of repetition at which an element follows another
     */
    record OfList(ListCodec codec, ValueAssembly element, int elementLevel, int repetition) implements ValueAssembly {
        @Override
        public DataType type() {
            return codec.type();
        }

        @Override
        public ColumnReader lead() {
            return element.lead();
        }

        @Override
        public void append(ColumnBuilder target) {
            int level = lead().getCurrentDefinitionLevel();
            if (level < elementLevel - 1) {
                target.appendNull();
                pass();
                return;
            }
            ColumnBuilder elements = new ColumnBuilder(codec.type().element());
            if (level < elementLevel) {
                pass();
            } else {
                do {
                    element.append(elements);
                } while (lead().getCurrentRepetitionLevel() == repetition);
            }
            target.appendBytes(codec.encode(elements.build(), 0, elements.size()));
        }

        @Override
        public void pass() {
            element.pass();
        }
    }

    /** A map; the levels are those of its entries. */
    record OfMap(MapCodec codec, ValueAssembly key, ValueAssembly value, int entryLevel, int repetition)
            implements ValueAssembly {
        @Override
        public DataType type() {
            return codec.type();
        }

        @Override
        public ColumnReader lead() {
            return key.lead();
        }

        @Override
        public void append(ColumnBuilder target) {
            int level = lead().getCurrentDefinitionLevel();
            if (level < entryLevel - 1) {
                target.appendNull();
                pass();
                return;
            }
            ColumnBuilder keys = new ColumnBuilder(ScalarType.STRING);
            ColumnBuilder values = new ColumnBuilder(codec.type().value());
            if (level < entryLevel) {
                pass();
            } else {
                do {
                    key.append(keys);
                    value.append(values);
                } while (lead().getCurrentRepetitionLevel() == repetition);
            }
            target.appendBytes(codec.encode(required((BytesColumn) keys.build()), values.build(), 0, keys.size()));
        }

        private static BytesColumn required(BytesColumn keys) {
            if (keys.mayHaveNulls()) {
                throw new UnsupportedOperationException("it has a map with a null key");
            }
            return keys;
        }

        @Override
        public void pass() {
            key.pass();
            value.pass();
        }
    }
}
