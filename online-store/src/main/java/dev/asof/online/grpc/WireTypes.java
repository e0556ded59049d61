package dev.asof.online.grpc;

import dev.asof.registry.catalog.VersionedName;
import dev.asof.registry.compute.event.OnViolation;
import dev.asof.registry.compute.event.Violation;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.value.ValueStatus;
import dev.asof.v1.Disposition;
import dev.asof.v1.FeatureServiceRef;
import dev.asof.v1.FeatureViewRef;
import dev.asof.v1.ViolationReason;

/** Names and enums on the wire. */
final class WireTypes {
    private WireTypes() {}

    static dev.asof.v1.DataType of(DataType type) {
        return switch (type) {
            case ScalarType scalar ->
                dev.asof.v1.DataType.newBuilder().setScalar(of(scalar)).build();
        };
    }

    private static dev.asof.v1.ScalarType of(ScalarType type) {
        return switch (type) {
            case BOOL -> dev.asof.v1.ScalarType.SCALAR_TYPE_BOOL;
            case INT32 -> dev.asof.v1.ScalarType.SCALAR_TYPE_INT32;
            case INT64 -> dev.asof.v1.ScalarType.SCALAR_TYPE_INT64;
            case FLOAT32 -> dev.asof.v1.ScalarType.SCALAR_TYPE_FLOAT32;
            case FLOAT64 -> dev.asof.v1.ScalarType.SCALAR_TYPE_FLOAT64;
            case STRING -> dev.asof.v1.ScalarType.SCALAR_TYPE_STRING;
            case DATE -> dev.asof.v1.ScalarType.SCALAR_TYPE_DATE;
            case TIMESTAMP -> dev.asof.v1.ScalarType.SCALAR_TYPE_TIMESTAMP;
        };
    }

    static dev.asof.v1.ValueStatus of(ValueStatus status) {
        return switch (status) {
            case PRESENT -> dev.asof.v1.ValueStatus.VALUE_STATUS_PRESENT;
            case NOT_FOUND -> dev.asof.v1.ValueStatus.VALUE_STATUS_NOT_FOUND;
            case NULL_VALUE -> dev.asof.v1.ValueStatus.VALUE_STATUS_NULL_VALUE;
            case EXPIRED -> dev.asof.v1.ValueStatus.VALUE_STATUS_EXPIRED;
            case OUT_OF_RANGE -> dev.asof.v1.ValueStatus.VALUE_STATUS_OUT_OF_RANGE;
            case DEFAULTED -> dev.asof.v1.ValueStatus.VALUE_STATUS_DEFAULTED;
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
        };
    }

    static Disposition of(OnViolation onViolation) {
        return switch (onViolation) {
            case FAIL -> Disposition.DISPOSITION_REFUSED;
            case QUARANTINE -> Disposition.DISPOSITION_QUARANTINED;
            case DROP -> Disposition.DISPOSITION_DROPPED;
        };
    }

    static FeatureServiceRef serviceRef(VersionedName id) {
        return FeatureServiceRef.newBuilder()
                .setName(id.name())
                .setVersion(id.version())
                .build();
    }

    static FeatureViewRef viewRef(VersionedName id) {
        return FeatureViewRef.newBuilder()
                .setName(id.name())
                .setVersion(id.version())
                .build();
    }
}
