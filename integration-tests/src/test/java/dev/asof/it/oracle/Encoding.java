package dev.asof.it.oracle;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The bytes of values of which hashes are made. */
final class Encoding {
    /** The most digits of a decimal that has 8 bytes. */
    private static final int NARROW = 18;

    private static final BigInteger HALF_OF_WIDE = BigInteger.ONE.shiftLeft(127);

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private Encoding() {}

    /** What the hash of a value reads. */
    static byte[] hashed(Type type, Object value) {
        return switch (type.kind()) {
            case BOOL, INT32, INT64, DATE, TIMESTAMP -> littleEndian(whole(value));
            case FLOAT32, FLOAT64 -> littleEndian(Double.doubleToLongBits((Double) value));
            case DECIMAL ->
                type.digits() <= NARROW
                        ? littleEndian(((BigDecimal) value).unscaledValue().longValueExact())
                        : ordered(type, value);
            case STRING -> ((String) value).getBytes(StandardCharsets.UTF_8);
            case BYTES -> HexFormat.of().parseHex(((Type.Binary) value).hex());
            case LIST, MAP -> ordered(type, value);
        };
    }

    private static byte[] littleEndian(long value) {
        return ByteBuffer.allocate(Long.BYTES).putLong(Long.reverseBytes(value)).array();
    }

    private static long whole(Object value) {
        return value instanceof Boolean bool ? (bool ? 1 : 0) : (Long) value;
    }

    /** The bytes whose unsigned order is that of values. */
    private static byte[] ordered(Type type, Object value) {
        Encoding encoding = new Encoding();
        encoding.put(type, value);
        return encoding.bytes.toByteArray();
    }

    private void put(Type type, Object value) {
        switch (type.kind()) {
            case BOOL, INT32, INT64, DATE, TIMESTAMP -> putLong(whole(value) ^ Long.MIN_VALUE);
            case FLOAT32 -> {
                int bits = Float.floatToIntBits(((Double) value).floatValue());
                bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES)
                        .putInt(bits < 0 ? ~bits : bits ^ Integer.MIN_VALUE)
                        .array());
            }
            case FLOAT64 -> {
                long bits = Double.doubleToLongBits((Double) value);
                putLong(bits < 0 ? ~bits : bits ^ Long.MIN_VALUE);
            }
            case DECIMAL -> putDecimal(type, ((BigDecimal) value).unscaledValue());
            case STRING, BYTES -> putText(hashed(type, value));
            case LIST -> {
                ((List<?>) value).forEach(element -> putElement(type.element(), element));
                bytes.write(0);
            }
            case MAP -> {
                List<@Nullable Object> entries = ValueOrder.entries((Map<?, ?>) value);
                for (int i = 0; i < entries.size(); i += 2) {
                    putElement(Type.STRING, entries.get(i));
                    putElement(type.element(), entries.get(i + 1));
                }
                bytes.write(0);
            }
        }
    }

    private void putElement(Type type, @Nullable Object value) {
        bytes.write(value == null ? 1 : 2);
        if (value != null) {
            put(type, value);
        } else {
            bytes.writeBytes(new byte[width(type)]);
        }
    }

    /** How many bytes every value of a type has, 0 if that varies. */
    private static int width(Type type) {
        return switch (type.kind()) {
            case FLOAT32 -> Float.BYTES;
            case BOOL, INT32, INT64, DATE, TIMESTAMP, FLOAT64 -> Long.BYTES;
            case DECIMAL -> type.digits() <= NARROW ? Long.BYTES : 2 * Long.BYTES;
            case STRING, BYTES, LIST, MAP -> 0;
        };
    }

    private void putLong(long value) {
        bytes.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(value).array());
    }

    private void putDecimal(Type type, BigInteger unscaled) {
        if (type.digits() <= NARROW) {
            putLong(unscaled.longValueExact() ^ Long.MIN_VALUE);
        } else {
            BigInteger shifted = unscaled.add(HALF_OF_WIDE);
            putLong(shifted.shiftRight(Long.SIZE).longValue());
            putLong(shifted.longValue());
        }
    }

    private void putText(byte[] text) {
        for (byte each : text) {
            bytes.write(each);
            if (each == 0) {
                bytes.write(0xFF);
            }
        }
        bytes.write(0);
        bytes.write(0);
    }
}
