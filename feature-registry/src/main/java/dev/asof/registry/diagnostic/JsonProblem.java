package dev.asof.registry.diagnostic;

import com.fasterxml.jackson.core.JacksonException;
import java.util.Objects;
import java.util.regex.Pattern;

/** Says in words why a text is not the JSON that it has to be. */
public final class JsonProblem {
    /** Where something began, as the library puts it: in bytes of what it was given, of which it says nothing else. */
    private static final Pattern PLACE = Pattern.compile(" \\([^(\\[]* at \\[Source: [^\\]]*\\]\\)");

    private JsonProblem() {}

    /** The reason, in a line and without a place. */
    public static String reason(JacksonException cause) {
        String first = Objects.requireNonNullElse(cause.getOriginalMessage(), "it is malformed")
                .lines()
                .findFirst()
                .orElse("");
        return PLACE.matcher(first).replaceAll("");
    }
}
