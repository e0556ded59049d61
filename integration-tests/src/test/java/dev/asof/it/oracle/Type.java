package dev.asof.it.oracle;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The types of values, each with the Java objects that stand for its values. Null stands for null. */
public enum Type {
    /** A {@link Boolean}. */
    BOOL,
    /** A {@link Long} in the range of int. */
    INT32,
    /** A {@link Long}. */
    INT64,
    /** A {@link Double} that a float holds. */
    FLOAT32,
    /** A {@link Double}. */
    FLOAT64,
    /** A {@link String}; of text that is not UTF-8, its {@link Garbage}. */
    STRING,
    /** Days since 1970-01-01, a {@link Long}. */
    DATE,
    /** Microseconds since the epoch, a {@link Long}. */
    TIMESTAMP;

    /** Bytes that are no UTF-8, where text should be. */
    public record Garbage(byte[] bytes) {}

    /** How definitions and expressions write it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean isInteger() {
        return this == INT32 || this == INT64;
    }

    public boolean isFloat() {
        return this == FLOAT32 || this == FLOAT64;
    }

    public boolean isNumber() {
        return isInteger() || isFloat();
    }

    /** The type of arithmetic between two numbers: int64 for integers, otherwise float64. */
    static Type ofArithmetic(Type left, Type right) {
        return left.isInteger() && right.isInteger() ? INT64 : FLOAT64;
    }

    /** The type that two types have in common. */
    static Type common(Type left, Type right) {
        return left == right ? left : ofArithmetic(left, right);
    }

    /** Whether a value of another type can stand where this one is wanted, as it is or widened. */
    boolean takes(Type other) {
        return this == other || (this == INT64 && other == INT32) || (this == FLOAT64 && other.isNumber());
    }

    /** A value that stands where this type is wanted: integers become floats, nothing else changes. */
    @Nullable
    Object widened(@Nullable Object value) {
        return isFloat() && value instanceof Long integer ? Double.valueOf(integer) : value;
    }
}
