package dev.asof.offline.parquet.decode;

import dev.asof.registry.compute.schema.Clock;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.ListType;
import dev.asof.registry.compute.schema.MapType;
import dev.asof.registry.compute.schema.ScalarType;
import java.util.Optional;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.Type;

/**
 * How a column that may repeat stands for a list or a map: in the form of three levels, or in one of the older ones that
 * the format's specification keeps readable ("Backward-compatibility rules" of its logical types).
 */
sealed interface NestedFormat {

    DataType type();

    /** Of its timestamps, if it has any. */
    Clock clock();

    /** A value of one primitive column. */
    record OfPrimitive(ColumnFormat.Readable format) implements NestedFormat {
        @Override
        public DataType type() {
            return format.type();
        }

        @Override
        public Clock clock() {
            return format.clock();
        }
    }

    /**
     * A list.
     *
     * @param repeated the field that repeats: a group around the element, or the element, or the list itself
     * @param elementType the field of the element
     */
    record OfList(NestedFormat element, Type repeated, Type elementType) implements NestedFormat {
        @Override
        public DataType type() {
            return new ListType(element.type());
        }

        @Override
        public Clock clock() {
            return element.clock();
        }
    }

    /** A map. */
    record OfMap(NestedFormat key, NestedFormat value, GroupType entries) implements NestedFormat {
        @Override
        public DataType type() {
            return new MapType(value.type());
        }

        @Override
        public Clock clock() {
            return value.clock();
        }
    }

    /** The form of a column; empty if it is none that is read. */
    static Optional<NestedFormat> of(Type column) {
        if (column.isRepetition(Type.Repetition.REPEATED)) {
            return ofSingle(column).map(element -> new OfList(element, column, column));
        }
        return ofSingle(column);
    }

    /** Of a column whose own repetition is seen to. */
    private static Optional<NestedFormat> ofSingle(Type column) {
        if (column.isPrimitive()) {
            return ColumnFormat.ofPrimitive(column.asPrimitiveType()) instanceof ColumnFormat.Readable readable
                    ? Optional.of(new OfPrimitive(readable))
                    : Optional.empty();
        }
        GroupType group = column.asGroupType();
        LogicalTypeAnnotation annotation = group.getLogicalTypeAnnotation();
        boolean isWrapper = group.getFieldCount() == 1 && group.getType(0).isRepetition(Type.Repetition.REPEATED);
        if (annotation instanceof LogicalTypeAnnotation.ListLogicalTypeAnnotation && isWrapper) {
            return list(group);
        }
        boolean isMap = annotation instanceof LogicalTypeAnnotation.MapLogicalTypeAnnotation
                || annotation instanceof LogicalTypeAnnotation.MapKeyValueTypeAnnotation;
        return isMap && isWrapper ? map(group.getType(0)) : Optional.empty();
    }

    private static Optional<NestedFormat> list(GroupType list) {
        Type repeated = list.getType(0);
        Type element = elementOf(list.getName(), repeated);
        if (element.equals(repeated)) {
            return ofSingle(repeated).map(format -> new OfList(format, repeated, repeated));
        }
        return of(element).map(format -> new OfList(format, repeated, element));
    }

    /** The repeated field itself, where it is no group around the element. */
    private static Type elementOf(String list, Type repeated) {
        boolean isElement = repeated.isPrimitive()
                || repeated.asGroupType().getFieldCount() != 1
                || repeated.getName().equals("array")
                || repeated.getName().equals(list + "_tuple");
        return isElement ? repeated : repeated.asGroupType().getType(0);
    }

    private static Optional<NestedFormat> map(Type repeated) {
        if (repeated.isPrimitive() || repeated.asGroupType().getFieldCount() != 2) {
            return Optional.empty();
        }
        GroupType entries = repeated.asGroupType();
        Optional<NestedFormat> key = of(entries.getType(0)).filter(format -> format.type() == ScalarType.STRING);
        Optional<NestedFormat> value = of(entries.getType(1));
        return key.isPresent() && value.isPresent()
                ? Optional.of(new OfMap(key.get(), value.get(), entries))
                : Optional.empty();
    }
}
