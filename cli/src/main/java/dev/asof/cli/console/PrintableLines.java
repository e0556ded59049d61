package dev.asof.cli.console;

import dev.asof.registry.diagnostic.Characters;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes results for people: what is printed at once is one line or a part of it, whatever data is in it, and nothing in
 * it steers the terminal.
 */
final class PrintableLines extends PrintStream {

    /** @param out is flushed together with this, and not closed by it */
    PrintableLines(PrintStream out) {
        super(out, false, out.charset());
    }

    /** All forms of {@code println} come here for what they print. */
    @Override
    public void print(@Nullable String text) {
        super.print(Characters.oneLine(String.valueOf(text)));
    }

    @Override
    public void print(@Nullable Object value) {
        print(String.valueOf(value));
    }
}
