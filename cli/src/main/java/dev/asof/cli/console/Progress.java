package dev.asof.cli.console;

import dev.asof.cli.console.Terminal.Screen;
import dev.asof.registry.diagnostic.Characters;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * One line on standard error that says how far a command is, redrawn in place on a terminal and absent elsewhere. Safe
 * for use by several threads; closing it takes the line away.
 */
public final class Progress implements AutoCloseable {
    private static final Duration BETWEEN_DRAWINGS = Duration.ofMillis(100);
    private static final int BAR_WIDTH = 24;
    private static final String ERASE_LINE = "\r\u001b[K";

    private final PrintStream err;
    private final Clock clock;
    private final Screen screen;
    private Instant lastDrawn = Instant.MIN;

    private Progress(PrintStream err, Clock clock, Screen screen) {
        this.err = err;
        this.clock = clock;
        this.screen = screen;
    }

    public static Progress on(Terminal terminal) {
        return new Progress(terminal.err(), terminal.clock(), terminal.screen());
    }

    /** Shows that {@code done} of {@code total} are done; a total of 0 or less is not known. */
    public synchronized void update(String what, long done, long total) {
        Instant now = clock.instant();
        if (screen == Screen.PLAIN || now.isBefore(soonestAfter(lastDrawn))) {
            return;
        }
        lastDrawn = now;
        err.print(ERASE_LINE + Characters.oneLine(line(what, done, total)));
        err.flush();
    }

    /** Takes the line away. */
    @Override
    public synchronized void close() {
        if (screen == Screen.INTERACTIVE && !lastDrawn.equals(Instant.MIN)) {
            err.print(ERASE_LINE);
            err.flush();
        }
        lastDrawn = Instant.MIN;
    }

    static String line(String what, long done, long total) {
        if (total <= 0) {
            return String.format(Locale.ROOT, "%s: %,d", what, done);
        }
        double share = Math.clamp((double) done / total, 0, 1);
        int filled = (int) (share * BAR_WIDTH);
        return String.format(
                Locale.ROOT,
                "%s [%s%s] %3d %%  %,d of %,d",
                what,
                "#".repeat(filled),
                "-".repeat(BAR_WIDTH - filled),
                (int) (share * 100),
                done,
                total);
    }

    private static Instant soonestAfter(Instant drawn) {
        return drawn.equals(Instant.MIN) ? drawn : drawn.plus(BETWEEN_DRAWINGS);
    }
}
