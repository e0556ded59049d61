package dev.asof.registry.compute.event;

import dev.asof.registry.compute.event.Coercion.Coerced;
import dev.asof.registry.compute.nested.Decimals;
import dev.asof.registry.compute.schema.BytesColumn;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBuilder;
import dev.asof.registry.compute.schema.DecimalType;
import dev.asof.registry.compute.schema.DoubleColumn;
import dev.asof.registry.compute.schema.LongColumn;
import java.math.BigInteger;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gives integers and decimals a decimal type where each value has its digits. */
final class DecimalCoercion {
    private DecimalCoercion() {}

    /** What is of the type already: a file may still hold values of more digits than it states. */
    static Coerced ofSameType(DecimalType type, Column raw) {
        return switch (raw) {
            case LongColumn longs ->
                new Coerced(raw, raw, Coercion.failuresOf(longs, value -> !Decimals.fits(value, type)));
            case BytesColumn wide -> new Coerced(raw, raw, failuresOf(type, wide));
            case DoubleColumn doubles -> throw new IllegalArgumentException("Not a decimal: " + doubles.type());
        };
    }

    private static boolean @Nullable [] failuresOf(DecimalType type, BytesColumn wide) {
        boolean[] failures = null;
        for (int row = 0; row < wide.size(); row++) {
            if (!wide.isNull(row) && !Decimals.fits(Decimals.unscaled(wide, row), type)) {
                failures = failures == null ? new boolean[wide.size()] : failures;
                failures[row] = true;
            }
        }
        return failures;
    }

    /** Integers, and decimals of another precision or scale. */
    static Coerced coerce(DecimalType target, Column raw) {
        int scale = Decimals.scale(raw.type());
        ColumnBuilder typed = new ColumnBuilder(target);
        boolean[] failures = new boolean[raw.size()];
        boolean hasFailures = false;
        for (int row = 0; row < raw.size(); row++) {
            Optional<BigInteger> unscaled = raw.isNull(row)
                    ? Optional.empty()
                    : ofOwnType(raw, row)
                            .flatMap(value -> rescaled(value, target.scale() - scale))
                            .filter(value -> Decimals.fits(value, target));
            unscaled.ifPresentOrElse(value -> Decimals.append(value, typed), typed::appendNull);
            failures[row] = unscaled.isEmpty() && !raw.isNull(row);
            hasFailures |= failures[row];
        }
        return hasFailures ? new Coerced(raw, typed.build(), failures) : new Coerced(raw, typed.build(), null);
    }

    /** An unscaled value; empty if it has more digits than its file states, which may then not be all of them. */
    private static Optional<BigInteger> ofOwnType(Column raw, int row) {
        BigInteger unscaled = Decimals.unscaled(raw, row);
        return raw.type() instanceof DecimalType type && !Decimals.fits(unscaled, type)
                ? Optional.empty()
                : Optional.of(unscaled);
    }

    /** An unscaled value at a scale greater by {@code more}; empty if digits would be lost. */
    private static Optional<BigInteger> rescaled(BigInteger unscaled, int more) {
        if (more >= 0) {
            return Optional.of(unscaled.multiply(Decimals.powerOfTen(more)));
        }
        BigInteger[] parts = unscaled.divideAndRemainder(Decimals.powerOfTen(-more));
        return parts[1].signum() == 0 ? Optional.of(parts[0]) : Optional.empty();
    }
}
