package dev.asof.it.oracle;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A type of values. Null stands for null.
 *
 * @param part of a list the type of its elements, of a map that of its values
 * @param digits of a decimal how many it has at most
 * @param scale of a decimal how many of them stand after the point
 * @param length of a list how many elements it has, 0 if that varies
 */
public record Type(Kind kind, Optional<Type> part, int digits, int scale, int length) {
    public static final Type BOOL = new Type(Kind.BOOL);
    public static final Type INT32 = new Type(Kind.INT32);
    public static final Type INT64 = new Type(Kind.INT64);
    public static final Type FLOAT32 = new Type(Kind.FLOAT32);
    public static final Type FLOAT64 = new Type(Kind.FLOAT64);
    public static final Type STRING = new Type(Kind.STRING);
    public static final Type BYTES = new Type(Kind.BYTES);
    public static final Type DATE = new Type(Kind.DATE);
    public static final Type TIMESTAMP = new Type(Kind.TIMESTAMP);

    /** The types that have no parameters. */
    public static final List<Type> PLAIN =
            List.of(BOOL, INT32, INT64, FLOAT32, FLOAT64, STRING, BYTES, DATE, TIMESTAMP);

    private Type(Kind kind) {
        this(kind, Optional.empty(), 0, 0, 0);
    }

    public static Type decimal(int digits, int scale) {
        return new Type(Kind.DECIMAL, Optional.empty(), digits, scale, 0);
    }

    public static Type list(Type element) {
        return list(element, 0);
    }

    /** Lists of so many elements. */
    public static Type list(Type element, int length) {
        return new Type(Kind.LIST, Optional.of(element), 0, 0, length);
    }

    public static Type map(Type value) {
        return new Type(Kind.MAP, Optional.of(value), 0, 0, 0);
    }

    /** The families of types, each with the Java objects that stand for its values. */
    public enum Kind {
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
        /** A {@link java.math.BigDecimal} of the type's scale. */
        DECIMAL,
        /** A {@link String}; of text that is not UTF-8, its {@link Garbage}. */
        STRING,
        /** {@link Binary}. */
        BYTES,
        /** Days since 1970-01-01, a {@link Long}. */
        DATE,
        /** Microseconds since the epoch, a {@link Long}; in rows as they come also a {@link Local}. */
        TIMESTAMP,
        /** A {@link List} of values, null for null. */
        LIST,
        /** A {@link java.util.Map} of values, null for null, by {@link String}. */
        MAP
    }

    /** Bytes that are no UTF-8, where text should be. */
    public record Garbage(byte[] bytes) {}

    /**
     * A time that states no offset.
     *
     * @param micros microseconds since 1970-01-01T00:00:00 on the clocks that showed it
     */
    public record Local(long micros) {}

    /**
     * A value of bytes.
     *
     * @param hex two small hexadecimal digits a byte
     */
    public record Binary(String hex) {}

    /** How definitions and expressions write it. */
    public String text() {
        return switch (kind) {
            case DECIMAL -> "decimal(" + digits + "," + scale + ")";
            case LIST -> "list<" + element().text() + (length > 0 ? ", " + length : "") + ">";
            case MAP -> "map<string, " + element().text() + ">";
            case BOOL, INT32, INT64, FLOAT32, FLOAT64, STRING, BYTES, DATE, TIMESTAMP ->
                kind.name().toLowerCase(Locale.ROOT);
        };
    }

    /** The type of what a list or a map holds. */
    public Type element() {
        return part.orElseThrow();
    }

    public boolean isInteger() {
        return kind == Kind.INT32 || kind == Kind.INT64;
    }

    public boolean isFloat() {
        return kind == Kind.FLOAT32 || kind == Kind.FLOAT64;
    }

    /** Whether this is an integer or a float. */
    public boolean isNumber() {
        return isInteger() || isFloat();
    }

    public boolean isDecimal() {
        return kind == Kind.DECIMAL;
    }

    /** Whether this is a number or a decimal. */
    public boolean isArithmetic() {
        return isNumber() || isDecimal();
    }

    /** Whether values are made of others. */
    public boolean isNested() {
        return kind == Kind.LIST || kind == Kind.MAP;
    }

    /** Whether a list of it, or one within, has a length that only definitions can promise. */
    public boolean hasFixedLength() {
        return length > 0 || part.filter(Type::hasFixedLength).isPresent();
    }

    /** The same without lengths, which files don't state. */
    public Type asStored() {
        return new Type(kind, part.map(Type::asStored), digits, scale, 0);
    }

    /** The type of arithmetic between two numbers: int64 for integers, otherwise float64. */
    static Type ofArithmetic(Type left, Type right) {
        return left.isInteger() && right.isInteger() ? INT64 : FLOAT64;
    }

    /** The type that two types have in common. */
    static Type common(Type left, Type right) {
        if (left.isDecimal() && right.isDecimal()) {
            return DecimalNumbers.common(left, right);
        }
        return left.equals(right) ? left : ofArithmetic(left, right);
    }

    /** Whether a value of another type can stand where this one is wanted, as it is or widened. */
    boolean takes(Type other) {
        return equals(other)
                || (kind == Kind.INT64 && other.kind == Kind.INT32)
                || (kind == Kind.FLOAT64 && other.isNumber());
    }

    /** A value that stands where this type is wanted: integers become floats and decimals, decimals have all its digits. */
    @Nullable
    Object widened(@Nullable Object value) {
        return switch (value) {
            case Long integer when isFloat() -> Double.valueOf(integer);
            case Long integer when isDecimal() -> BigDecimal.valueOf(integer).setScale(scale);
            case BigDecimal decimal -> decimal.setScale(scale);
            case null, default -> value;
        };
    }

    @Override
    public String toString() {
        return text();
    }
}
