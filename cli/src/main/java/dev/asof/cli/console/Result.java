package dev.asof.cli.console;

import java.io.PrintStream;

/**
 * What a command found or did. Implementations are records: their components are the fields of the JSON form, in snake
 * case, and are as stable as the command line itself.
 */
public interface Result {

    /** Writes the form for people. */
    void print(PrintStream out);
}
