package dev.asof.registry.compute.schema;

/** The type of a column, an expression or a feature. Two types are the same exactly when they are equal. */
public sealed interface DataType permits ScalarType {

    /** The name users write in definitions and read in messages, such as {@code int64}. */
    String displayName();

    /** The physical form in which a {@link Column} of this type holds its values. */
    Lane lane();

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
