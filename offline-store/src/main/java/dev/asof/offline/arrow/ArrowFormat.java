package dev.asof.offline.arrow;

import dev.asof.registry.compute.schema.Clock;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.DecimalType;
import dev.asof.registry.compute.schema.ListType;
import dev.asof.registry.compute.schema.MapType;
import dev.asof.registry.compute.schema.ScalarType;
import java.util.Optional;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * Arrow's types as ours. Integers up to 32 bits are int32, uint32 and int64 are int64; text, bytes and lists of any layout
 * are string, bytes and list; timestamps without a zone are on local clocks.
 */
final class ArrowFormat {
    private ArrowFormat() {}

    /** The type that a column of Arrow's is read as; empty if it is none of ours. */
    static Optional<DataType> type(Field field) {
        return type(field, 0);
    }

    /** Of its timestamps, if it has any. */
    static Clock clock(Field field) {
        boolean isLocal = field.getType() instanceof ArrowType.Timestamp time && time.getTimezone() == null;
        return isLocal || field.getChildren().stream().anyMatch(child -> clock(child) == Clock.LOCAL)
                ? Clock.LOCAL
                : Clock.UTC;
    }

    private static Optional<DataType> type(Field field, int depth) {
        if (depth > DataType.MAX_DEPTH || (depth > 0 && field.getDictionary() != null)) {
            return Optional.empty();
        }
        return switch (field.getType()) {
            case ArrowType.Bool bool -> Optional.of(ScalarType.BOOL);
            case ArrowType.Int integer -> integer(integer);
            case ArrowType.FloatingPoint number -> number(number.getPrecision());
            case ArrowType.Decimal decimal -> decimal(decimal);
            case ArrowType.Utf8 text -> Optional.of(ScalarType.STRING);
            case ArrowType.LargeUtf8 text -> Optional.of(ScalarType.STRING);
            case ArrowType.Utf8View text -> Optional.of(ScalarType.STRING);
            case ArrowType.Binary bytes -> Optional.of(ScalarType.BYTES);
            case ArrowType.LargeBinary bytes -> Optional.of(ScalarType.BYTES);
            case ArrowType.BinaryView bytes -> Optional.of(ScalarType.BYTES);
            case ArrowType.FixedSizeBinary bytes -> Optional.of(ScalarType.BYTES);
            case ArrowType.Date date -> Optional.of(ScalarType.DATE);
            case ArrowType.Timestamp time -> Optional.of(ScalarType.TIMESTAMP);
            case ArrowType.List list -> list(field, depth);
            case ArrowType.LargeList list -> list(field, depth);
            case ArrowType.FixedSizeList list -> list(field, depth);
            case ArrowType.Map map -> map(field, depth);
            default -> Optional.empty();
        };
    }

    private static Optional<DataType> list(Field field, int depth) {
        return type(field.getChildren().getFirst(), depth + 1).map(ListType::new);
    }

    private static Optional<DataType> map(Field field, int depth) {
        Field entries = field.getChildren().getFirst();
        boolean isByText = type(entries.getChildren().get(0), depth + 1).equals(Optional.of(ScalarType.STRING));
        return isByText ? type(entries.getChildren().get(1), depth + 1).map(MapType::new) : Optional.empty();
    }

    private static Optional<DataType> decimal(ArrowType.Decimal type) {
        boolean isRead = type.getBitWidth() == 128 && DecimalType.isType(type.getPrecision(), type.getScale());
        return isRead ? Optional.of(new DecimalType(type.getPrecision(), type.getScale())) : Optional.empty();
    }

    private static Optional<DataType> integer(ArrowType.Int type) {
        if (type.getBitWidth() < Integer.SIZE || (type.getBitWidth() == Integer.SIZE && type.getIsSigned())) {
            return Optional.of(ScalarType.INT32);
        }
        return type.getBitWidth() == Integer.SIZE || type.getIsSigned()
                ? Optional.of(ScalarType.INT64)
                : Optional.empty();
    }

    private static Optional<DataType> number(FloatingPointPrecision precision) {
        return switch (precision) {
            case HALF -> Optional.empty();
            case SINGLE -> Optional.of(ScalarType.FLOAT32);
            case DOUBLE -> Optional.of(ScalarType.FLOAT64);
        };
    }
}
