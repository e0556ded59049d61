package dev.asof.registry.catalog;

import dev.asof.registry.compute.window.CalendarUnit;
import dev.asof.registry.compute.window.DurationText;
import dev.asof.registry.compute.window.Turn;
import dev.asof.registry.compute.window.Window;
import dev.asof.registry.compute.zone.NamedZone;
import java.util.Optional;

/**
 * Windows as the registry keeps them and as messages show them: {@code 7d}, {@code unbounded}, {@code session 30m}, {@code tumbling 6h},
 * {@code calendar previous month Europe/Berlin}.
 */
public final class WindowText {
    private static final String UNBOUNDED = "unbounded";
    private static final String SESSION = "session ";
    private static final String TUMBLING = "tumbling ";
    private static final String CALENDAR = "calendar ";
    private static final String PREVIOUS = "previous ";

    private WindowText() {}

    /** The text of a window. */
    public static String format(Window window) {
        return switch (window) {
            case Window.Unbounded unbounded -> UNBOUNDED;
            case Window.Sliding sliding -> DurationText.format(sliding.lengthMicros());
            case Window.Session session -> SESSION + DurationText.format(session.gapMicros());
            case Window.Tumbling tumbling ->
                TUMBLING + of(tumbling.turn()) + DurationText.format(tumbling.lengthMicros());
            case Window.Calendar calendar ->
                CALENDAR + of(calendar.turn()) + calendar.unit().displayName() + " "
                        + calendar.zone().name();
        };
    }

    /** The span to which the start of a window is rounded, if it is. */
    public static Optional<String> resolution(Window window) {
        return window instanceof Window.Sliding sliding && sliding.resolutionMicros() > 1
                ? Optional.of(DurationText.format(sliding.resolutionMicros()))
                : Optional.empty();
    }

    /** The hash of the rules of the window's zone, if it has one. */
    static Optional<String> zoneRules(Window window) {
        return window instanceof Window.Calendar calendar
                ? Optional.of(calendar.zone().rules())
                : Optional.empty();
    }

    private static String of(Turn turn) {
        return switch (turn) {
            case CURRENT -> "";
            case PREVIOUS -> PREVIOUS;
        };
    }

    /**
     * @param resolution as {@link #resolution} writes it
     * @param zoneRules as {@link #zoneRules} gives it
     * @throws IllegalArgumentException if it is no such text
     */
    static Window parse(String text, Optional<String> resolution, Optional<String> zoneRules) {
        if (text.equals(UNBOUNDED)) {
            return new Window.Unbounded();
        }
        if (text.startsWith(SESSION)) {
            return new Window.Session(micros(text.substring(SESSION.length())));
        }
        if (text.startsWith(TUMBLING)) {
            String period = text.substring(TUMBLING.length());
            return new Window.Tumbling(micros(withoutTurn(period)), turnOf(period));
        }
        return text.startsWith(CALENDAR)
                ? calendar(text.substring(CALENDAR.length()), zoneRules)
                : new Window.Sliding(
                        micros(text), resolution.map(WindowText::micros).orElse(1L));
    }

    private static Window calendar(String text, Optional<String> zoneRules) {
        String[] words = withoutTurn(text).split(" ", 2);
        return new Window.Calendar(
                CalendarUnit.named(words[0])
                        .orElseThrow(() -> new IllegalArgumentException("'" + text + "' is no period")),
                turnOf(text),
                new NamedZone(words[words.length - 1], zoneRules.orElse("")));
    }

    /** Which period a text such as {@code previous month} means. */
    public static Turn turnOf(String text) {
        return text.startsWith(PREVIOUS) ? Turn.PREVIOUS : Turn.CURRENT;
    }

    /** What a text such as {@code previous month} says of the period itself. */
    public static String withoutTurn(String text) {
        return text.startsWith(PREVIOUS) ? text.substring(PREVIOUS.length()) : text;
    }

    private static long micros(String text) {
        return DurationText.parseMicros(text)
                .orElseThrow(() -> new IllegalArgumentException("'" + text + "' is no span of time"));
    }
}
