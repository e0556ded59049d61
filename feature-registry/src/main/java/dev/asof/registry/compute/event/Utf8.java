package dev.asof.registry.compute.event;

import dev.asof.registry.compute.nested.ListCodec;
import dev.asof.registry.compute.nested.MapCodec;
import dev.asof.registry.compute.schema.BytesColumn;
import dev.asof.registry.compute.schema.ColumnBuilder;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.DecimalType;
import dev.asof.registry.compute.schema.ListType;
import dev.asof.registry.compute.schema.MapType;
import dev.asof.registry.compute.schema.ScalarType;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Tells valid UTF-8 from other bytes. */
public final class Utf8 {
    private Utf8() {}

    /** Whether all text in the value at {@code row} is valid; what holds no text is. */
    public static boolean isValid(BytesColumn column, int row) {
        return switch (column.type()) {
            case ScalarType type -> type != ScalarType.STRING || isText(column, row);
            case DecimalType type -> true;
            case ListType type ->
                !holdsText(type.element()) || areValid((BytesColumn) new ListCodec(type).elements(column, row));
            case MapType type -> isMapValid(type, column, row);
        };
    }

    private static boolean isMapValid(MapType type, BytesColumn column, int row) {
        ColumnBuilder keys = new ColumnBuilder(ScalarType.STRING);
        ColumnBuilder values = new ColumnBuilder(type.value());
        new MapCodec(type).appendEntries(column.data(), column.offsets()[row], keys, values);
        return areValid((BytesColumn) keys.build())
                && (!holdsText(type.value()) || areValid((BytesColumn) values.build()));
    }

    private static boolean holdsText(DataType type) {
        return switch (type) {
            case ScalarType scalar -> scalar == ScalarType.STRING;
            case DecimalType decimal -> false;
            case ListType list -> holdsText(list.element());
            case MapType map -> true;
        };
    }

    private static boolean areValid(BytesColumn column) {
        for (int row = 0; row < column.size(); row++) {
            if (!column.isNull(row) && !isValid(column, row)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isText(BytesColumn column, int row) {
        return isAscii(column, row) || decodes(column, row);
    }

    private static boolean isAscii(BytesColumn column, int row) {
        for (int i = column.offsets()[row]; i < column.offsets()[row + 1]; i++) {
            if (column.data()[i] < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean decodes(BytesColumn column, int row) {
        try {
            StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(column.data(), column.offsets()[row], column.length(row)));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
