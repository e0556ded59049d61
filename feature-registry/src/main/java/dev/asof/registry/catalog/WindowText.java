package dev.asof.registry.catalog;

import dev.asof.registry.compute.window.DurationText;
import dev.asof.registry.compute.window.Window;
import java.util.Optional;

/** Windows as the registry keeps them and as messages show them: {@code 7d}, {@code unbounded}, {@code session 30m}. */
public final class WindowText {
    private static final String UNBOUNDED = "unbounded";
    private static final String SESSION = "session ";

    private WindowText() {}

    /** The text of a window. */
    public static String format(Window window) {
        return switch (window) {
            case Window.Unbounded unbounded -> UNBOUNDED;
            case Window.Sliding sliding -> DurationText.format(sliding.lengthMicros());
            case Window.Session session -> SESSION + DurationText.format(session.gapMicros());
        };
    }

    /** The span to which the start of a window is rounded, if it is. */
    public static Optional<String> resolution(Window window) {
        return window instanceof Window.Sliding sliding && sliding.resolutionMicros() > 1
                ? Optional.of(DurationText.format(sliding.resolutionMicros()))
                : Optional.empty();
    }

    /**
     * @param resolution as {@link #resolution} writes it
     * @throws IllegalArgumentException if it is no such text
     */
    static Window parse(String text, Optional<String> resolution) {
        if (text.equals(UNBOUNDED)) {
            return new Window.Unbounded();
        }
        return text.startsWith(SESSION)
                ? new Window.Session(micros(text.substring(SESSION.length())))
                : new Window.Sliding(
                        micros(text), resolution.map(WindowText::micros).orElse(1L));
    }

    private static long micros(String text) {
        return DurationText.parseMicros(text)
                .orElseThrow(() -> new IllegalArgumentException("'" + text + "' is no span of time"));
    }
}
