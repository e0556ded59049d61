package dev.asof.cli.context;

import dev.asof.registry.diagnostic.Quoted;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keys and their values as arguments, such as {@code customer_id=17850}. */
public final class KeyTexts {
    private KeyTexts() {}

    /**
     * The values by the names of the keys, in the order of the arguments.
     *
     * @throws AsofException INVALID_ARGUMENT if one is not {@code key=value}, or a key stands twice
     */
    public static Map<String, String> parse(List<String> arguments) {
        Map<String, String> given = new LinkedHashMap<>();
        for (String key : arguments) {
            int equals = key.indexOf('=');
            if (equals < 1) {
                throw new AsofException(
                        ErrorCode.INVALID_ARGUMENT,
                        "Cannot read " + Quoted.of(key) + ": write key=value, such as customer_id=17850.");
            }
            if (given.put(key.substring(0, equals), key.substring(equals + 1)) != null) {
                throw new AsofException(
                        ErrorCode.INVALID_ARGUMENT,
                        "Cannot ask for two entities at once: '" + key.substring(0, equals) + "' stands twice.");
            }
        }
        return given;
    }
}
