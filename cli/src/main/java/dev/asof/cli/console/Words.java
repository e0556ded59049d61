package dev.asof.cli.console;

import java.util.Locale;

/** Constants as they are shown. */
public final class Words {
    private Words() {}

    /** The constant in lower case, such as {@code not_loaded}. */
    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
