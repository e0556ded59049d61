package dev.asof.cli;

import dev.asof.registry.compute.event.EventTimes;
import dev.asof.registry.diagnostic.Quoted;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** Times as users write them: ISO 8601, UTC unless they name an offset; a date is its midnight. */
final class TimeText {
    private static final List<Function<String, Instant>> FORMS = List.of(
            text -> OffsetDateTime.parse(text).toInstant(),
            text -> LocalDateTime.parse(text).toInstant(ZoneOffset.UTC),
            text -> LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC));

    private TimeText() {}

    /** Microseconds since the epoch, rounded down. */
    static long parseMicros(String text) {
        String iso = text.strip().replace(' ', 'T');
        for (Function<String, Instant> form : FORMS) {
            try {
                long micros =
                        ChronoUnit.MICROS.between(Instant.EPOCH, form.apply(iso).truncatedTo(ChronoUnit.MICROS));
                if (EventTimes.isValid(micros)) {
                    return micros;
                }
            } catch (DateTimeException | ArithmeticException e) {
                // Another form may fit.
            }
        }
        throw new AsofException(
                ErrorCode.INVALID_ARGUMENT,
                "Cannot read " + Quoted.of(text)
                        + " as a time: write it as 2026-03-01T12:00:00Z, 2026-03-01T13:00:00+01:00 or 2026-03-01 (UTC).");
    }

    /** The time, which is shown in ISO 8601. */
    static Instant of(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    /** The time, if there is one. */
    static Optional<Instant> of(OptionalLong micros) {
        return micros.isPresent() ? Optional.of(of(micros.getAsLong())) : Optional.empty();
    }
}
