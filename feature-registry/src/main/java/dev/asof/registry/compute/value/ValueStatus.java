package dev.asof.registry.compute.value;

import java.util.List;

/** Why a value is there or is not. {@link #code} is the byte that stands for it in arrays and files, and is stable. */
public enum ValueStatus {
    /** A value. Every count is always present. */
    PRESENT(1),
    /** No visible event in the window; an entity never seen is the same. */
    NOT_FOUND(2),
    /** There are events, but the answer is null. */
    NULL_VALUE(3),
    /** The greatest visible event is older than {@code max_age}. */
    EXPIRED(4),
    /** The exact result does not fit its type. */
    OUT_OF_RANGE(5),
    /** A default stands for {@link #NULL_VALUE}, {@link #NOT_FOUND} or {@link #EXPIRED}. */
    DEFAULTED(6);

    private static final List<ValueStatus> ALL = List.of(values());

    private final byte code;

    ValueStatus(int code) {
        this.code = (byte) code;
    }

    /** 1 to 6. */
    public byte code() {
        return code;
    }

    /** Whether a value comes with this status. */
    public boolean hasValue() {
        return this == PRESENT || this == DEFAULTED;
    }

    /** Whether a {@code default} takes the place of this status. */
    public boolean yieldsToDefault() {
        return this == NOT_FOUND || this == NULL_VALUE || this == EXPIRED;
    }

    /** @throws IllegalArgumentException if no status has this code */
    public static ValueStatus ofCode(int code) {
        if (code < 1 || code > ALL.size()) {
            throw new IllegalArgumentException("No value status has code " + code);
        }
        return ALL.get(code - 1);
    }
}
