package dev.asof.online.inspect;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is stored of an entity.
 *
 * @param entity the name of its kind
 * @param recordBytes the size of its record; 0 if there is none
 * @param views what it has in views, the stored meanings in the order of their first use
 */
public record EntityReport(String entity, long recordBytes, List<ViewReport> views) {

    /**
     * What it has in a view.
     *
     * @param views the versions of views that mean the same, {@code name@version}
     * @param sources where its events come from, by name
     * @param recordBytes what it takes of the record
     * @param blocks how many blocks it has
     * @param blockBytes their size
     * @param events how many events are stored, retries among them
     * @param eventsInBlocks how many of them lie in blocks
     * @param notVisible how many of them belong to a load that is not finished
     * @param firstEventMicros the time of the earliest event
     * @param lastEventMicros the time of the latest event
     * @param lastAcceptedMicros the greatest acceptance
     * @param nextExpiryMicros when the next event leaves a window or gets too old, if nothing comes; empty if none ever does
     * @param newest the newest events, the newest first
     */
    public record ViewReport(
            List<String> views,
            List<String> sources,
            long recordBytes,
            long blocks,
            long blockBytes,
            long events,
            long eventsInBlocks,
            long notVisible,
            OptionalLong firstEventMicros,
            OptionalLong lastEventMicros,
            OptionalLong lastAcceptedMicros,
            OptionalLong nextExpiryMicros,
            List<EventReport> newest) {}

    /**
     * A stored event.
     *
     * @param arrivalMicros its arrival, where its source declares one
     * @param acceptedAtMicros when the server accepted it; empty where it belongs to a load that is not finished
     * @param inBlock whether it lies in a block
     * @param values what the view keeps of it, as text, empty for null
     */
    public record EventReport(
            long eventTimeMicros,
            OptionalLong arrivalMicros,
            OptionalLong acceptedAtMicros,
            boolean inBlock,
            Map<String, Optional<String>> values) {}
}
