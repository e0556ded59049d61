package dev.asof.registry.erasure;

import dev.asof.registry.compute.event.SourceClock;
import dev.asof.registry.compute.expression.kernel.Numbers;
import dev.asof.registry.compute.expression.kernel.Times;
import dev.asof.registry.compute.schema.DecimalType;
import dev.asof.registry.compute.schema.Micros;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Value;
import dev.asof.registry.compute.zone.NamedZone;
import dev.asof.registry.compute.zone.TimeZoneRules;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * Forms that an erased value shares with every text that reads as it in its type: the rows in which it was erased may have any of these
 * ({@code 17}, {@code 017}), and a later version may have its keys as text. An erased text has none of them, so that it erases no other
 * text.
 *
 * <pre>
 * form := "i" decimal digits                    integers
 *       | "e" as of a number                    decimals
 *       | "l" "0" | "1"                         bools
 *       | "y" days since the epoch              dates
 *       | "z" microseconds since the epoch      timestamps, of texts that state an offset
 *       | "w" what clocks show, as if UTC       timestamps, of texts that state none
 * </pre>
 */
final class TextForms {
    private TextForms() {}

    /**
     * The forms of an erased value.
     *
     * @param zones on whose clocks its rows may have stated times
     */
    static List<String> ofErased(Value value, Set<Optional<NamedZone>> zones) {
        if (value.type() instanceof DecimalType) {
            return List.of("e" + KeyForms.plain(value));
        }
        if (!(value instanceof Value.LongValue whole)) {
            return List.of();
        }
        if (value.type() == ScalarType.BOOL) {
            return List.of("l" + whole.value());
        }
        if (value.type() == ScalarType.DATE) {
            return List.of("y" + whole.value());
        }
        return value.type() == ScalarType.TIMESTAMP ? ofTime(whole.value(), zones) : List.of("i" + whole.value());
    }

    private static List<String> ofTime(long micros, Set<Optional<NamedZone>> zones) {
        List<String> forms = new ArrayList<>(List.of("z" + micros));
        localTimes(micros, zones).forEach(local -> forms.add("w" + local));
        return forms;
    }

    /** What clocks may show where a time is stated that is this instant, also where they skip it. */
    static Set<Long> localTimes(long micros, Set<Optional<NamedZone>> zones) {
        Set<Long> times = new LinkedHashSet<>();
        for (Optional<NamedZone> zone : zones) {
            SourceClock clock = SourceClock.of(zone);
            LongStream shown = zone.filter(NamedZone::isCurrent)
                    .map(named -> shownAround(micros, named.currentRules()))
                    .orElseGet(() -> LongStream.of(micros));
            shown.filter(local -> clock.instantOf(local).equals(OptionalLong.of(micros)))
                    .forEach(times::add);
        }
        return times;
    }

    /** By the offsets of then and of shortly before: a time that is skipped is by the offset from before. */
    private static LongStream shownAround(long micros, TimeZoneRules rules) {
        return LongStream.rangeClosed(0, 2)
                .map(days -> micros - days * Micros.PER_DAY)
                .map(instant -> micros + rules.localTime(instant) - instant);
    }

    /** The forms of all that a text reads as. */
    static List<String> ofAsked(String text) {
        List<String> forms = new ArrayList<>();
        Numbers.parseInteger(text).ifPresent(number -> forms.add("i" + number));
        Numbers.parseDecimal(text)
                .filter(TextForms::mayBeKey)
                .ifPresent(number -> forms.add("e" + (number.signum() == 0 ? "0" : number.toPlainString())));
        Numbers.parseTruth(text).ifPresent(truth -> forms.add("l" + truth.value()));
        Times.parseDate(text).ifPresent(day -> forms.add("y" + day));
        addTime(text, forms);
        return forms;
    }

    private static boolean mayBeKey(BigDecimal number) {
        return number.scale() <= DecimalType.MAX_PRECISION
                && (long) number.precision() - number.scale() <= DecimalType.MAX_PRECISION;
    }

    private static void addTime(String text, List<String> forms) {
        List<String> local = new ArrayList<>();
        OptionalLong time = Times.parseTimestamp(text, micros -> {
            local.add("w" + micros);
            return OptionalLong.of(micros);
        });
        if (local.isEmpty()) {
            time.ifPresent(micros -> forms.add("z" + micros));
        }
        forms.addAll(local);
    }
}
