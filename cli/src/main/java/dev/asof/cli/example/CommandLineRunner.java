package dev.asof.cli.example;

import dev.asof.cli.console.Terminal;

/** Runs one command line in the given surroundings, as a process would, and gives its exit code. */
@FunctionalInterface
public interface CommandLineRunner {
    int run(Terminal terminal, String... arguments);
}
