package dev.asof.offline.parquet.decode;

import dev.asof.registry.compute.nested.Decimals;
import dev.asof.registry.compute.schema.ColumnBuilder;
import dev.asof.registry.compute.schema.DecimalType;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.io.api.Binary;

/** Reads single values with the library's reader. */
final class PrimitiveReading {
    private PrimitiveReading() {}

    /** Appends the value, not null, at which the reader stands. */
    static void append(ColumnReader reader, ColumnFormat.Readable format, ColumnBuilder target) {
        switch (format.encoding()) {
            case BOOLEAN -> target.appendLong(reader.getBoolean() ? 1 : 0);
            case INT32 -> target.appendLong(reader.getInteger());
            case UINT32 -> target.appendLong(Integer.toUnsignedLong(reader.getInteger()));
            case INT64, MICROS -> target.appendLong(reader.getLong());
            case MILLIS -> target.appendLong(Times.ofMillis(reader.getLong()));
            case NANOS -> target.appendLong(Times.ofNanos(reader.getLong()));
            case INT96 -> target.appendLong(int96(reader.getBinary()));
            case FLOAT -> target.appendDouble(reader.getFloat());
            case DOUBLE -> target.appendDouble(reader.getDouble());
            case BINARY, FIXED -> target.appendBytes(reader.getBinary().getBytesUnsafe());
            case DECIMAL_BYTES ->
                appendDecimal(reader.getBinary().getBytesUnsafe(), (DecimalType) format.type(), target);
        }
    }

    private static long int96(Binary value) {
        ByteBuffer bytes = value.toByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        return Times.ofInt96(bytes.getLong(bytes.position()), bytes.getInt(bytes.position() + Long.BYTES));
    }

    /** Also one of more digits than the type has: that is for whoever checks the row. */
    private static void appendDecimal(byte[] unscaled, DecimalType type, ColumnBuilder target) {
        if (unscaled.length == 0) {
            throw new UnsupportedOperationException("it has a decimal of no bytes");
        }
        Decimals.append(Decimals.held(new BigInteger(unscaled), type), target);
    }
}
