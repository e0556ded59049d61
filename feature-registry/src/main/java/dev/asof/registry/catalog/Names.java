package dev.asof.registry.catalog;

import java.util.Optional;
import java.util.regex.Pattern;

/** The rule for names of entities, keys, sources, views, services and features. */
public final class Names {
    /** The longest name. */
    public static final int MAX_LENGTH = 63;

    /** The longest name of a column in a source's files. */
    public static final int MAX_COLUMN_LENGTH = 255;

    /** The rule in words, for messages. */
    public static final String RULE = "a name has small letters, digits and _, starts with a letter and has at most "
            + MAX_LENGTH + " characters";

    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9_]*");

    private Names() {}

    public static boolean isName(String text) {
        return text.length() <= MAX_LENGTH && FORM.matcher(text).matches();
    }

    /** A name near to {@code text}, where one is plain. */
    public static Optional<String> proposalFor(String text) {
        String proposal = text.strip()
                .replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_")
                .toLowerCase(java.util.Locale.ROOT)
                .replaceAll("[\\s.-]+", "_");
        return isName(proposal) ? Optional.of(proposal) : Optional.empty();
    }
}
