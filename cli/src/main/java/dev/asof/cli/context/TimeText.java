package dev.asof.cli.context;

import dev.asof.registry.compute.event.EventTimes;
import dev.asof.registry.compute.expression.ExpressionCompiler;
import dev.asof.registry.compute.schema.Micros;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Value;
import dev.asof.registry.diagnostic.Quoted;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/** Times as users write and see them: read as {@code CAST(text AS timestamp)} reads them, in a file as in an option. */
public final class TimeText {
    private TimeText() {}

    /**
     * Microseconds since the epoch.
     *
     * @throws AsofException INVALID_ARGUMENT if it is no time, or not of the years 0001 to 9999
     */
    public static long parseMicros(String text) {
        Value value = ExpressionCompiler.parseLiteral(text, ScalarType.TIMESTAMP)
                .orElse(problems -> {
                    throw unreadable(text);
                });
        if (value instanceof Value.LongValue time && EventTimes.isValid(time.value())) {
            return time.value();
        }
        throw unreadable(text);
    }

    private static AsofException unreadable(String text) {
        return new AsofException(
                ErrorCode.INVALID_ARGUMENT,
                "Cannot read " + Quoted.of(text)
                        + " as a time: write it as 2026-03-01T12:00:00Z,"
                        + " 2026-03-01T13:00:00+01:00 or 2026-03-01 (UTC), of the"
                        + " years 0001 to 9999.");
    }

    /** The time, which is shown in ISO 8601. */
    public static Instant of(long micros) {
        return Micros.instant(micros);
    }

    /** The time, if there is one. */
    public static Optional<Instant> of(OptionalLong micros) {
        return micros.isPresent() ? Optional.of(of(micros.getAsLong())) : Optional.empty();
    }
}
