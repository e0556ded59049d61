package dev.asof.online.ingest;

import dev.asof.online.live.LiveSource;
import dev.asof.online.live.LiveView;
import dev.asof.online.state.SeenRow;
import dev.asof.online.state.StateWrite;
import dev.asof.online.state.catalog.Origin;
import dev.asof.online.state.catalog.SourceCounts;
import dev.asof.online.state.catalog.StoredView;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/** Takes events of one source into a write: what is new goes to its views and waits for the archive, and is counted. */
final class Acceptance {
    private final LiveSource source;
    private final StateWrite write;

    Acceptance(LiveSource source, StateWrite write) {
        this.source = source;
        this.write = write;
    }

    /** @throws AsofException FEEDING_CONFLICT if files feed a source without a unique key */
    void requireFedByEvents() {
        if (!source.hasUniqueKey() && write.isFedByFiles(source.id())) {
            throw new AsofException(
                    ErrorCode.FEEDING_CONFLICT,
                    "Cannot ingest into source '" + source.name()
                            + "': it has no unique key and was loaded from files, so an event could count twice."
                            + " Declare a unique key, or feed it one way.");
        }
    }

    /** How many events were new, and the greatest acceptance of them. */
    record Accepted(int events, OptionalLong lastMicros) {}

    /** Accepts those that were not seen before. */
    Accepted accept(List<PreparedEvent> events) {
        List<PreparedEvent> unseen = unseen(events);
        return new Accepted(unseen.size(), unseen.isEmpty() ? OptionalLong.empty() : OptionalLong.of(store(unseen)));
    }

    private List<PreparedEvent> unseen(List<PreparedEvent> sent) {
        List<PreparedEvent> events = withoutKnownOtherwise(sent);
        List<SeenRow> rows =
                events.stream().flatMap(event -> event.seen().stream()).toList();
        boolean[] areNew = write.seen().areRowsNew(rows);
        List<PreparedEvent> unseen = new ArrayList<>(events.size());
        int row = 0;
        for (PreparedEvent event : events) {
            if (event.seen().isEmpty() || areNew[row++]) {
                unseen.add(event);
            }
        }
        return unseen;
    }

    private List<PreparedEvent> withoutKnownOtherwise(List<PreparedEvent> events) {
        return events.stream().allMatch(event -> event.seenOtherwise().isEmpty())
                ? events
                : events.stream()
                        .filter(event -> !write.seen().isAnyKnown(event.seenOtherwise()))
                        .toList();
    }

    private long store(List<PreparedEvent> accepted) {
        long first = write.accept(accepted.size());
        long lastEventMicros = SourceCounts.NEVER;
        Set<Integer> views = takingViews();
        for (int i = 0; i < accepted.size(); i++) {
            append(accepted.get(i), first + i, views);
            lastEventMicros = Math.max(lastEventMicros, accepted.get(i).eventTimeMicros());
        }
        long last = first + accepted.size() - 1;
        write.pending()
                .putEvents(
                        source.id(),
                        first,
                        source.codec().schema(),
                        accepted.stream().map(PreparedEvent::row).toList());
        write.putCounts(source.id(), write.counts(source.id()).plusAccepted(accepted.size(), lastEventMicros, last));
        return last;
    }

    /** The numbers of the views that events go to. To the others a load will bring them, from the archive. */
    private Set<Integer> takingViews() {
        return source.views().stream()
                .map(LiveView::stored)
                .filter(view -> write.takesEvents(view, source.id()))
                .map(StoredView::id)
                .collect(Collectors.toSet());
    }

    private void append(PreparedEvent event, long acceptedAtMicros, Set<Integer> views) {
        Origin origin = new Origin.Stamped(acceptedAtMicros);
        for (PreparedEvent.ViewRow row : event.viewRows()) {
            StoredView view = row.view().stored();
            if (views.contains(view.id())) {
                write.append(view, row.entityKey(), origin, row.row());
            }
        }
    }
}
