package dev.asof.registry.compute.expression.function;

import dev.asof.registry.compute.expression.kernel.DecimalRows;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.DecimalType;
import dev.asof.registry.compute.schema.ScalarType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The forms of functions of numbers that take decimals. */
final class DecimalForms {
    private static final String DECIMAL = "decimal(p,s)";
    private static final List<DecimalType> SAMPLES =
            List.of(new DecimalType(18, 3), new DecimalType(38, 10), new DecimalType(5, 0), new DecimalType(38, 38));

    private DecimalForms() {}

    static Form abs() {
        return family(
                "", DECIMAL, type -> Signature.of(List.of(type), type, DecimalRows.of(type, type, BigDecimal::abs)));
    }

    static Form sign() {
        return family(
                "",
                ScalarType.INT64.displayName(),
                type -> Signature.of(List.of(type), ScalarType.INT64, DecimalRows.sign(type)));
    }

    /** To a whole number. */
    static Form whole(RoundingMode mode) {
        return family("", "decimal(p - s + 1, 0)", type -> {
            DecimalType whole = whole(type);
            return Signature.of(List.of(type), whole, DecimalRows.of(type, whole, value -> value.setScale(0, mode)));
        });
    }

    /** Rounding may need one digit more before the point; without a fraction nothing is rounded. */
    private static DecimalType whole(DecimalType type) {
        return type.scale() == 0 ? type : new DecimalType(type.precision() - type.scale() + 1, 0);
    }

    /** To some decimal places, a half away from zero. */
    static Form round() {
        return family(", int64", "decimal(p + 1, s)", type -> {
            DecimalType result =
                    new DecimalType(Math.min(DecimalType.MAX_PRECISION, type.precision() + 1), type.scale());
            return Signature.of(
                    List.of(type, ScalarType.INT64),
                    result,
                    DecimalRows.withPlaces(type, result, DecimalForms::rounded));
        });
    }

    private static BigDecimal rounded(BigDecimal value, long places) {
        if (places >= value.scale()) {
            return value;
        }
        return places < -DecimalType.MAX_PRECISION
                ? BigDecimal.ZERO
                : value.setScale((int) places, RoundingMode.HALF_UP);
    }

    private static Form family(String more, String result, Function<DecimalType, Signature> signature) {
        return new SignatureFamily(
                DECIMAL + more,
                result,
                types -> !types.isEmpty() && types.getFirst() instanceof DecimalType type
                        ? Optional.of(signature.apply(type))
                        : Optional.empty(),
                samples(more.isEmpty() ? List.of() : List.of(ScalarType.INT64)));
    }

    private static List<List<DataType>> samples(List<DataType> more) {
        return SAMPLES.stream()
                .map(type -> java.util.stream.Stream.concat(java.util.stream.Stream.<DataType>of(type), more.stream())
                        .toList())
                .toList();
    }
}
