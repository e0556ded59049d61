package dev.asof.registry.compute.schema;

import java.util.Locale;
import java.util.Optional;

/** The types without parameters, each with its representation in a {@link Column}. */
public enum ScalarType implements DataType {
    /** False is 0, true is 1. */
    BOOL(Lane.LONG),
    /** Signed, 32 bits, sign-extended. */
    INT32(Lane.LONG),
    /** Signed, 64 bits. */
    INT64(Lane.LONG),
    /** IEEE 754 binary32, held as the {@code double} of the same value; NaN is canonical. */
    FLOAT32(Lane.DOUBLE),
    /** IEEE 754 binary64; NaN is canonical. */
    FLOAT64(Lane.DOUBLE),
    /** Valid UTF-8 bytes, ordered as unsigned bytes. */
    STRING(Lane.BYTES),
    /** Any bytes, ordered as unsigned. */
    BYTES(Lane.BYTES),
    /** Days since 1970-01-01 in the proleptic ISO calendar. */
    DATE(Lane.LONG),
    /** Microseconds since the epoch, UTC. */
    TIMESTAMP(Lane.LONG);

    private final Lane lane;
    private final String displayName;

    ScalarType(Lane lane) {
        this.lane = lane;
        this.displayName = name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String displayName() {
        return displayName;
    }

    @Override
    public Lane lane() {
        return lane;
    }

    /** The type that users write as {@code name}, if there is one. */
    public static Optional<ScalarType> named(String name) {
        for (ScalarType type : values()) {
            if (type.displayName.equals(name)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return displayName;
    }
}
