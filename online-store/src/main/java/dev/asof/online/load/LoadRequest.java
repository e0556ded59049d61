package dev.asof.online.load;

import java.util.List;
import java.util.OptionalLong;

/**
 * Asks for a load.
 *
 * @param sources names of sources; empty for all
 * @param untilMicros the greatest event time to load; empty for all events
 */
public record LoadRequest(List<String> sources, OptionalLong untilMicros) {
    /** All events of all sources. */
    public static final LoadRequest ALL = new LoadRequest(List.of(), OptionalLong.empty());

    public LoadRequest {
        sources = List.copyOf(sources);
    }
}
