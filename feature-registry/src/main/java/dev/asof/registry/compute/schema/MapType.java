package dev.asof.registry.compute.schema;

/**
 * Values of one type by distinct string keys, nulls among the values allowed. A {@link Column} holds each map as the bytes
 * of {@link dev.asof.registry.compute.nested.MapCodec}.
 */
public record MapType(DataType value) implements DataType {

    @Override
    public String displayName() {
        return "map<string, " + value.displayName() + ">";
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
