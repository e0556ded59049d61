package dev.asof.online.wire;

import dev.asof.registry.catalog.VersionedName;
import dev.asof.registry.compute.event.OnViolation;
import dev.asof.registry.compute.event.Violation;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.DecimalType;
import dev.asof.registry.compute.schema.ListType;
import dev.asof.registry.compute.schema.MapType;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.value.ValueStatus;
import dev.asof.registry.diagnostic.Quoted;
import dev.asof.v1.Disposition;
import dev.asof.v1.FeatureServiceRef;
import dev.asof.v1.FeatureViewRef;
import dev.asof.v1.ViolationReason;
import java.util.OptionalInt;

/** Names, types and enums on the wire. */
public final class WireTypes {
    private WireTypes() {}

    public static dev.asof.v1.DataType of(DataType type) {
        dev.asof.v1.DataType.Builder wire = dev.asof.v1.DataType.newBuilder();
        switch (type) {
            case ScalarType scalar -> wire.setScalar(of(scalar));
            case DecimalType decimal ->
                wire.setDecimal(dev.asof.v1.DecimalType.newBuilder()
                        .setPrecision(decimal.precision())
                        .setScale(decimal.scale()));
            case ListType list ->
                wire.setList(dev.asof.v1.ListType.newBuilder()
                        .setElement(of(list.element()))
                        .setFixedLength(list.length().orElse(0)));
            case MapType map ->
                wire.setMap(dev.asof.v1.MapType.newBuilder()
                        .setKey(of((DataType) ScalarType.STRING))
                        .setValue(of(map.value())));
        }
        return wire.build();
    }

    private static dev.asof.v1.ScalarType of(ScalarType type) {
        return switch (type) {
            case BOOL -> dev.asof.v1.ScalarType.SCALAR_TYPE_BOOL;
            case INT32 -> dev.asof.v1.ScalarType.SCALAR_TYPE_INT32;
            case INT64 -> dev.asof.v1.ScalarType.SCALAR_TYPE_INT64;
            case FLOAT32 -> dev.asof.v1.ScalarType.SCALAR_TYPE_FLOAT32;
            case FLOAT64 -> dev.asof.v1.ScalarType.SCALAR_TYPE_FLOAT64;
            case STRING -> dev.asof.v1.ScalarType.SCALAR_TYPE_STRING;
            case BYTES -> dev.asof.v1.ScalarType.SCALAR_TYPE_BYTES;
            case DATE -> dev.asof.v1.ScalarType.SCALAR_TYPE_DATE;
            case TIMESTAMP -> dev.asof.v1.ScalarType.SCALAR_TYPE_TIMESTAMP;
        };
    }

    /** @throws MalformedMessage if it is no type */
    public static DataType read(dev.asof.v1.DataType wire) {
        return switch (wire.getKindCase()) {
            case SCALAR -> read(wire.getScalar());
            case DECIMAL ->
                decimal(wire.getDecimal().getPrecision(), wire.getDecimal().getScale());
            case LIST -> list(read(wire.getList().getElement()), wire.getList().getFixedLength());
            case MAP -> map(read(wire.getMap().getKey()), read(wire.getMap().getValue()));
            case KIND_NOT_SET -> throw new MalformedMessage("a type says nothing");
        };
    }

    private static DataType read(dev.asof.v1.ScalarType wire) {
        return switch (wire) {
            case SCALAR_TYPE_BOOL -> ScalarType.BOOL;
            case SCALAR_TYPE_INT32 -> ScalarType.INT32;
            case SCALAR_TYPE_INT64 -> ScalarType.INT64;
            case SCALAR_TYPE_FLOAT32 -> ScalarType.FLOAT32;
            case SCALAR_TYPE_FLOAT64 -> ScalarType.FLOAT64;
            case SCALAR_TYPE_STRING -> ScalarType.STRING;
            case SCALAR_TYPE_BYTES -> ScalarType.BYTES;
            case SCALAR_TYPE_DATE -> ScalarType.DATE;
            case SCALAR_TYPE_TIMESTAMP -> ScalarType.TIMESTAMP;
            case SCALAR_TYPE_UNSPECIFIED, UNRECOGNIZED -> throw MalformedMessage.unknown(wire);
        };
    }

    /** A status' number, of one byte. */
    static int number(ValueStatus status) {
        return of(status).getNumber();
    }

    private static DataType decimal(int precision, int scale) {
        if (!DecimalType.isType(precision, scale)) {
            throw new MalformedMessage("there is no decimal(" + precision + "," + scale + ")");
        }
        return new DecimalType(precision, scale);
    }

    private static DataType list(DataType element, int length) {
        if (length < 0 || length > ListType.MAX_LENGTH) {
            throw new MalformedMessage("there is no list of length " + length);
        }
        return length == 0 ? new ListType(element) : new ListType(element, OptionalInt.of(length));
    }

    private static DataType map(DataType key, DataType value) {
        if (key != ScalarType.STRING) {
            throw new MalformedMessage("there is no map with keys of type " + key.displayName());
        }
        return new MapType(value);
    }

    public static dev.asof.v1.ValueStatus of(ValueStatus status) {
        return switch (status) {
            case PRESENT -> dev.asof.v1.ValueStatus.VALUE_STATUS_PRESENT;
            case NOT_FOUND -> dev.asof.v1.ValueStatus.VALUE_STATUS_NOT_FOUND;
            case NULL_VALUE -> dev.asof.v1.ValueStatus.VALUE_STATUS_NULL_VALUE;
            case EXPIRED -> dev.asof.v1.ValueStatus.VALUE_STATUS_EXPIRED;
            case OUT_OF_RANGE -> dev.asof.v1.ValueStatus.VALUE_STATUS_OUT_OF_RANGE;
            case DEFAULTED -> dev.asof.v1.ValueStatus.VALUE_STATUS_DEFAULTED;
        };
    }

    /** @throws MalformedMessage if it is none */
    public static ValueStatus read(dev.asof.v1.ValueStatus wire) {
        return switch (wire) {
            case VALUE_STATUS_PRESENT -> ValueStatus.PRESENT;
            case VALUE_STATUS_NOT_FOUND -> ValueStatus.NOT_FOUND;
            case VALUE_STATUS_NULL_VALUE -> ValueStatus.NULL_VALUE;
            case VALUE_STATUS_EXPIRED -> ValueStatus.EXPIRED;
            case VALUE_STATUS_OUT_OF_RANGE -> ValueStatus.OUT_OF_RANGE;
            case VALUE_STATUS_DEFAULTED -> ValueStatus.DEFAULTED;
            case VALUE_STATUS_UNSPECIFIED, UNRECOGNIZED -> throw MalformedMessage.unknown(wire);
        };
    }

    static ViolationReason of(Violation.Reason reason) {
        return switch (reason) {
            case TYPE -> ViolationReason.VIOLATION_REASON_TYPE;
            case NULL -> ViolationReason.VIOLATION_REASON_NULL;
            case MIN -> ViolationReason.VIOLATION_REASON_MIN;
            case MAX -> ViolationReason.VIOLATION_REASON_MAX;
            case ONE_OF -> ViolationReason.VIOLATION_REASON_ONE_OF;
            case UTF8 -> ViolationReason.VIOLATION_REASON_UTF8;
            case LATE -> ViolationReason.VIOLATION_REASON_LATE;
            case ERASED -> ViolationReason.VIOLATION_REASON_ERASED;
        };
    }

    static Violation.Reason read(ViolationReason wire) {
        return switch (wire) {
            case VIOLATION_REASON_TYPE -> Violation.Reason.TYPE;
            case VIOLATION_REASON_NULL -> Violation.Reason.NULL;
            case VIOLATION_REASON_MIN -> Violation.Reason.MIN;
            case VIOLATION_REASON_MAX -> Violation.Reason.MAX;
            case VIOLATION_REASON_ONE_OF -> Violation.Reason.ONE_OF;
            case VIOLATION_REASON_UTF8 -> Violation.Reason.UTF8;
            case VIOLATION_REASON_LATE -> Violation.Reason.LATE;
            case VIOLATION_REASON_ERASED -> Violation.Reason.ERASED;
            case VIOLATION_REASON_UNSPECIFIED, UNRECOGNIZED -> throw MalformedMessage.unknown(wire);
        };
    }

    public static Disposition of(OnViolation onViolation) {
        return switch (onViolation) {
            case FAIL -> Disposition.DISPOSITION_REFUSED;
            case QUARANTINE -> Disposition.DISPOSITION_QUARANTINED;
            case DROP -> Disposition.DISPOSITION_DROPPED;
        };
    }

    static OnViolation read(Disposition wire) {
        return switch (wire) {
            case DISPOSITION_REFUSED -> OnViolation.FAIL;
            case DISPOSITION_QUARANTINED -> OnViolation.QUARANTINE;
            case DISPOSITION_DROPPED -> OnViolation.DROP;
            case DISPOSITION_UNSPECIFIED, UNRECOGNIZED -> throw MalformedMessage.unknown(wire);
        };
    }

    public static FeatureServiceRef serviceRef(VersionedName id) {
        return FeatureServiceRef.newBuilder()
                .setName(id.name())
                .setVersion(id.version())
                .build();
    }

    static VersionedName read(FeatureServiceRef wire) {
        return versioned(wire.getName(), wire.getVersion());
    }

    static FeatureViewRef viewRef(VersionedName id) {
        return FeatureViewRef.newBuilder()
                .setName(id.name())
                .setVersion(id.version())
                .build();
    }

    static VersionedName read(FeatureViewRef wire) {
        return versioned(wire.getName(), wire.getVersion());
    }

    private static VersionedName versioned(String name, int version) {
        return VersionedName.parse(name + "@" + version)
                .orElseThrow(() -> new MalformedMessage(Quoted.of(name) + " is no name with a version"));
    }
}
