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
    /** The port on which {@code serve} tells metrics and health. */
    HTTP_PORT,
    /** The certificate that {@code serve} encrypts with. */
    TLS_CERTIFICATE,
    /** Its key. */
    TLS_KEY,
    /** Who vouches for clients of {@code serve}. */
    TLS_CLIENT_CA,
    /** The file with the tokens that {@code serve} asks for. */
    TOKENS,
    /** The memory for blocks of the store that {@code serve} takes. */
    CACHE_MIB,
    /** The memory for answers that last which {@code serve} takes. */
    ANSWERS_MIB,
    /** How many calls a connection to {@code serve} may have under way. */
    CALLS_PER_CONNECTION,
    /** Who vouches for the server that commands talk to. */
    SERVER_CA,
    /** The certificate that commands show a server. */
    CLIENT_CERTIFICATE,
    /** Its key. */
    CLIENT_KEY,
    /** The token that commands bear. */
    TOKEN,
    /** What an event survives that {@code serve} has acknowledged. */
    DURABILITY,
    /** What lines of the log of {@code serve} look like. */
    LOG_FORMAT,
    /** How many threads {@code dataset build} uses. */
    THREADS;

    /** The name in {@code .asof/config}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The flag, of commands that have one. */
    public String flag() {
        return "--" + key().replace('_', '-');
    }

    /** The environment variable. */
    public String variable() {
        return "ASOF_" + name();
    }

    static List<String> keys() {
        return Arrays.stream(values()).map(Setting::key).toList();
    }
}
