package dev.asof.cli.context;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What can also be set outside the command line. */
public enum Setting {
    /** The server that commands talk to. */
    SERVER,
    /** The address that {@code serve} binds. */
    ADDRESS,
    /** The port that {@code serve} binds. */
    PORT,
    /** What an event survives that {@code serve} has acknowledged. */
    DURABILITY,
    /** How many threads {@code dataset build} uses. */
    THREADS;

    /** The name in {@code .asof/config}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The environment variable. */
    public String variable() {
        return "ASOF_" + name();
    }

    static List<String> keys() {
        return Arrays.stream(values()).map(Setting::key).toList();
    }
}
