package dev.asof.registry.compute.schema;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The type of a column, an expression or a feature. Two types are the same exactly when they are equal. */
public sealed interface DataType permits ScalarType, DecimalType, ListType, MapType {
    /** How deep lists and maps may lie in each other. */
    int MAX_DEPTH = 8;

    /** The name users write in definitions and read in messages, such as {@code int64} or {@code list<float32>}. */
    String displayName();

    /** The physical form in which a {@link Column} of this type holds its values. */
    Lane lane();

    /** Whether this is int32 or int64. */
    default boolean isInteger() {
        return this == ScalarType.INT32 || this == ScalarType.INT64;
    }

    /** Whether this is float32 or float64. */
    default boolean isFloat() {
        return this == ScalarType.FLOAT32 || this == ScalarType.FLOAT64;
    }

    /** Whether this is an integer or a float type. */
    default boolean isIntegerOrFloat() {
        return isInteger() || isFloat();
    }

    /** Whether its values are numbers: an integer, a float or a decimal type. */
    default boolean isNumeric() {
        return isIntegerOrFloat() || this instanceof DecimalType;
    }

    /** Whether a value is made of others: the list and map types. */
    default boolean isNested() {
        return this instanceof ListType || this instanceof MapType;
    }

    /** How deep lists and maps lie in each other: 0 for a type that is neither. */
    default int depth() {
        return switch (this) {
            case ScalarType scalar -> 0;
            case DecimalType decimal -> 0;
            case ListType list -> 1 + list.element().depth();
            case MapType map -> 1 + map.value().depth();
        };
    }

    /** The type that users write as {@code name}, if there is one: what {@link #displayName} gives, with any spaces. */
    static Optional<DataType> named(String name) {
        return new TypeText(name).parse();
    }

    /** How all types are written, for messages: those without parameters by name, the others by their form. */
    static List<String> forms() {
        return Stream.concat(
                        Arrays.stream(ScalarType.values()).map(ScalarType::displayName),
                        Stream.of("decimal(p,s)", "list<T>", "map<string, T>"))
                .toList();
    }

    /** The physical forms of a column. */
    enum Lane {
        /** One {@code long} a row. */
        LONG,
        /** One {@code double} a row. */
        DOUBLE,
        /** A run of bytes a row. */
        BYTES
    }
}
