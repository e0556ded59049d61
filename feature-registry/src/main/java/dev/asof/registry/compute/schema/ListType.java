package dev.asof.registry.compute.schema;

import java.util.OptionalInt;

/**
 * Values of one type in order, nulls among them allowed. A {@link Column} holds each list as the bytes of {@link
 * dev.asof.registry.compute.nested.ListCodec}.
 *
 * @param length how many elements every list has, such as the dimension of an embedding; empty if lengths vary
 */
public record ListType(DataType element, OptionalInt length) implements DataType {
    /** The greatest length that a type can fix. */
    public static final int MAX_LENGTH = 65_536;

    public ListType {
        if (length.isPresent() && (length.getAsInt() < 1 || length.getAsInt() > MAX_LENGTH)) {
            throw new IllegalArgumentException("No list of length " + length.getAsInt());
        }
    }

    /** Lists of any length. */
    public ListType(DataType element) {
        this(element, OptionalInt.empty());
    }

    @Override
    public String displayName() {
        return "list<" + element.displayName() + (length.isPresent() ? ", " + length.getAsInt() : "") + ">";
    }

    @Override
    public Lane lane() {
        return Lane.BYTES;
    }

    @Override
    public String toString() {
        return displayName();
    }
}
