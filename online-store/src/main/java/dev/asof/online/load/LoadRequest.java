package dev.asof.online.load;

import java.util.List;
import java.util.OptionalLong;

/**
 * Asks for a load.
 *
 * @param sources names of sources; empty for all
 * @param untilMicros the greatest event time to load; empty for all events
 * @param start what becomes of what was loaded before
 */
public record LoadRequest(List<String> sources, OptionalLong untilMicros, Start start) {
    /** All events of all sources that are not loaded yet. */
    public static final LoadRequest ALL = new LoadRequest(List.of(), OptionalLong.empty());

    /** Where a load starts. */
    public enum Start {
        /** What was loaded before stays; refused where files of it are gone or have changed. */
        WHERE_THE_LAST_ENDED,
        /** What was loaded before is forgotten first; the views answer nothing until the load is done. */
        ANEW
    }

    public LoadRequest {
        sources = List.copyOf(sources);
    }

    /** A load that starts where the last one ended. */
    public LoadRequest(List<String> sources, OptionalLong untilMicros) {
        this(sources, untilMicros, Start.WHERE_THE_LAST_ENDED);
    }
}
