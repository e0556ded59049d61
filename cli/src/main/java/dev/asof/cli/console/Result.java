package dev.asof.cli.console;

import java.io.PrintStream;

/**
 * What a command found or did. Implementations are records: their components are the fields of the JSON form, in snake
 * case, and are as stable as the command line itself.
 */
public interface Result {

    /**
     * Writes the form for people.
     *
     * @param out makes one line of what is printed at once
     */
    void print(PrintStream out);

    /** Writes the form for people, in which no data ends a line or steers the terminal. */
    default void show(PrintStream out) {
        PrintableLines lines = new PrintableLines(out);
        print(lines);
        lines.flush();
    }
}
