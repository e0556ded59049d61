package dev.asof.registry.archive;

import java.util.OptionalLong;

/**
 * That the server loaded a file of a source for one view.
 *
 * @param view the view's version, such as {@code customer_spend@1}
 * @param sha256 the hash of the file's content, in lower-case hexadecimal digits
 * @param path where the file lay, for people; the hash identifies it
 * @param untilMicros the greatest event time that was loaded, inclusive; empty where there was no bound
 * @param acceptedAtMicros when the server accepted these events
 */
public record LoadedFile(String view, String sha256, String path, OptionalLong untilMicros, long acceptedAtMicros) {

    /** Whether this load took an event of that time. */
    public boolean covers(long eventTimeMicros) {
        return untilMicros.isEmpty() || eventTimeMicros <= untilMicros.getAsLong();
    }
}
