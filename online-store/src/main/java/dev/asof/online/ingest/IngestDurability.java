package dev.asof.online.ingest;

import dev.asof.online.state.database.Durability;
import dev.asof.registry.diagnostic.Quoted;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an acknowledged event survives. All of them survive the end of the process, whatever ends it. */
public sealed interface IngestDurability {
    /** The interval where none is named. */
    Duration DEFAULT_INTERVAL = Duration.ofMillis(10);

    /** The loss of power: an event is on disk before it is acknowledged. */
    record Fsync() implements IngestDurability {}

    /**
     * The loss of power, but for the events of the last moments.
     *
     * @param every how long an acknowledged event may not be on disk yet, from 1 ms to 10 s
     */
    record Interval(Duration every) implements IngestDurability {}

    /** The end of the process alone: the operating system writes to disk when it likes. */
    record None() implements IngestDurability {}

    /** How a batch of events is written before it is acknowledged. */
    default Durability ofWrites() {
        return switch (this) {
            case Fsync fsync -> Durability.SYNCED;
            case Interval interval -> Durability.BUFFERED;
            case None none -> Durability.BUFFERED;
        };
    }

    /** How often what was acknowledged is brought to disk, where that is not done at once. */
    default Optional<Duration> syncEvery() {
        return switch (this) {
            case Fsync fsync -> Optional.empty();
            case Interval interval -> Optional.of(interval.every());
            case None none -> Optional.empty();
        };
    }

    /**
     * The choice of these words: {@code fsync}, {@code interval}, {@code interval(10ms)} or {@code none}.
     *
     * @param place where they were written, for the message
     * @throws AsofException INVALID_ARGUMENT
     */
    static IngestDurability parse(String text, String place) {
        return switch (text) {
            case "fsync" -> new Fsync();
            case "interval" -> new Interval(DEFAULT_INTERVAL);
            case "none" -> new None();
            default -> interval(text, place);
        };
    }

    private static IngestDurability interval(String text, String place) {
        Matcher matcher = Pattern.compile("interval\\((\\d{1,5})(ms|s)\\)").matcher(text);
        if (matcher.matches()) {
            long count = Long.parseLong(matcher.group(1));
            Duration every = matcher.group(2).equals("s") ? Duration.ofSeconds(count) : Duration.ofMillis(count);
            if (every.compareTo(Duration.ofMillis(1)) >= 0 && every.compareTo(Duration.ofSeconds(10)) <= 0) {
                return new Interval(every);
            }
        }
        throw new AsofException(
                ErrorCode.INVALID_ARGUMENT,
                "Cannot use durability " + Quoted.of(text) + " of " + place
                        + ": it is not fsync, interval, interval(10ms) with 1ms to 10s, or none.");
    }
}
