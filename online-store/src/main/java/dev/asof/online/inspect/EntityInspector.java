package dev.asof.online.inspect;

import dev.asof.online.erase.NamedEntities;
import dev.asof.online.live.LiveCatalog;
import dev.asof.online.live.LiveDefinitions;
import dev.asof.online.live.LiveView;
import dev.asof.online.state.StateStore;
import dev.asof.online.state.StoredEvents;
import dev.asof.online.state.catalog.Origin;
import dev.asof.registry.compute.expression.kernel.Conversions;
import dev.asof.registry.compute.program.KeptEvents;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.LongColumn;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Shows what is stored of an entity. Thread-safe. */
public final class EntityInspector {
    private final StateStore state;
    private final LiveDefinitions definitions;
    private final InstantSource wallClock;

    public EntityInspector(StateStore state, LiveDefinitions definitions, InstantSource wallClock) {
        this.state = state;
        this.definitions = definitions;
        this.wallClock = wallClock;
    }

    /**
     * What is stored, for each kind of entity that can have these keys.
     *
     * @param keys the text of each key by name
     * @param newest how many of the newest events of each view to show
     * @throws dev.asof.registry.error.AsofException INVALID_ARGUMENT if no entity has such keys
     */
    public List<EntityReport> show(Map<String, String> keys, int newest) {
        LiveCatalog catalog = definitions.refresh();
        return NamedEntities.find(keys, catalog).stream()
                .map(entity -> new EntityReport(
                        entity.name(),
                        state.recordBytes(entity.name(), entity.keys(), entity.encodedKey()),
                        state.describe(entity.name(), entity.keys(), entity.encodedKey()).stream()
                                .map(events -> report(events, catalog, newest))
                                .toList()))
                .toList();
    }

    private EntityReport.ViewReport report(StoredEvents stored, LiveCatalog catalog, int newest) {
        List<LiveView> versions = catalog.views().stream()
                .filter(view -> view.stored().id() == stored.view().id())
                .toList();
        LiveView view = versions.getFirst();
        long[] times = ascending(times(stored.loose(), view), times(stored.inBlocks(), view));
        long[] acceptances = ascending(known(stored.looseAcceptedAt()), known(stored.inBlocksAcceptedAt()));
        return new EntityReport.ViewReport(
                versions.stream().map(each -> each.id().toString()).toList(),
                view.definition().sources(),
                stored.recordBytes(),
                stored.blocks(),
                stored.blockBytes(),
                times.length,
                stored.inBlocks().size(),
                times.length - acceptances.length,
                LongStream.of(times).findFirst(),
                last(times),
                last(acceptances),
                view.program().nextExpiryMicros(times, nowMicros()),
                newest(stored, view, newest));
    }

    private static long[] ascending(long[] some, long[] others) {
        return LongStream.concat(LongStream.of(some), LongStream.of(others))
                .sorted()
                .toArray();
    }

    /** The acceptances of what has been accepted. */
    private static long[] known(long[] acceptances) {
        return LongStream.of(acceptances)
                .filter(micros -> micros != Origin.NOT_YET)
                .toArray();
    }

    private long nowMicros() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, wallClock.instant());
    }

    private static OptionalLong last(long[] sorted) {
        return sorted.length == 0 ? OptionalLong.empty() : OptionalLong.of(sorted[sorted.length - 1]);
    }

    private static long[] times(KeptEvents events, LiveView view) {
        return ((LongColumn) events.rows().column(view.program().eventTimeIndex())).values();
    }

    private static List<EntityReport.EventReport> newest(StoredEvents stored, LiveView view, int limit) {
        List<EntityReport.EventReport> events = new ArrayList<>();
        add(stored.loose(), stored.looseAcceptedAt(), view, limit, Place.LOOSE, events);
        add(stored.inBlocks(), stored.inBlocksAcceptedAt(), view, limit, Place.IN_BLOCK, events);
        events.sort(Comparator.comparingLong(EntityReport.EventReport::eventTimeMicros)
                .reversed());
        return List.copyOf(events.subList(0, Math.min(limit, events.size())));
    }

    private enum Place {
        LOOSE,
        IN_BLOCK
    }

    private static void add(
            KeptEvents events,
            long[] acceptedAt,
            LiveView view,
            int limit,
            Place place,
            List<EntityReport.EventReport> into) {
        long[] times = times(events, view);
        IntStream.range(0, events.size())
                .boxed()
                .sorted(Comparator.comparingLong((Integer event) -> times[event])
                        .reversed())
                .limit(limit)
                .forEach(event -> into.add(new EntityReport.EventReport(
                        times[event],
                        arrival(events.rows(), event, view),
                        acceptedAt[event] == Origin.NOT_YET ? OptionalLong.empty() : OptionalLong.of(acceptedAt[event]),
                        place == Place.IN_BLOCK,
                        values(events.rows(), event))));
    }

    private static OptionalLong arrival(ColumnBatch rows, int event, LiveView view) {
        OptionalInt column =
                view.program().roles().arrivalTime().map(rows.schema()::find).orElse(OptionalInt.empty());
        return column.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(((LongColumn) rows.column(column.getAsInt())).values()[event]);
    }

    private static Map<String, Optional<String>> values(ColumnBatch rows, int event) {
        Map<String, Optional<String>> values = new LinkedHashMap<>();
        for (int i = 0; i < rows.columns().size(); i++) {
            values.put(
                    rows.schema().field(i).name(),
                    rows.column(i).isNull(event) ? Optional.empty() : Conversions.text(rows.column(i), event));
        }
        return values;
    }
}
