package dev.asof.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What can also be set outside the command line. */
enum Setting {
    /** The server that commands talk to. */
    SERVER,
    /** The address that {@code serve} binds. */
    ADDRESS,
    /** The port that {@code serve} binds. */
    PORT,
    /** How many threads {@code dataset build} uses. */
    THREADS;

    /** The name in {@code .asof/config}. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The environment variable. */
    String variable() {
        return "ASOF_" + name();
    }

    static List<String> keys() {
        return Arrays.stream(values()).map(Setting::key).toList();
    }
}
