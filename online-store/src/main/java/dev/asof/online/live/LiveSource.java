package dev.asof.online.live;

import dev.asof.online.state.entity.RowCodec;
import dev.asof.registry.catalog.EventSource;
import dev.asof.registry.compute.admission.SourceAdmission;
import dev.asof.registry.compute.event.TypeCheck;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.erasure.EntityMatcher;
import dev.asof.registry.erasure.Tombstones;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A source as it is applied now, known to the state.
 *
 * @param id its number in the state
 * @param types gives rows the types that they are stored with
 * @param codec of its rows
 * @param views the applied versions of the views that read it
 * @param admission judges its rows, for the views in their order
 * @param erasure finds rows of erased entities
 */
public record LiveSource(
        int id,
        EventSource definition,
        TypeCheck types,
        RowCodec codec,
        List<LiveView> views,
        SourceAdmission admission,
        RowErasure erasure) {

    public LiveSource {
        views = List.copyOf(views);
    }

    static LiveSource of(int id, EventSource definition, List<LiveView> views, Tombstones tombstones) {
        Schema schema = definition.schema();
        SourceAdmission admission =
                definition.admission(views.stream().map(LiveView::program).toList());
        return new LiveSource(
                id,
                definition,
                new TypeCheck(schema, definition.roles().zone()),
                new RowCodec(schema),
                views,
                admission,
                erasure(definition, views, tombstones));
    }

    /** Finds rows of these entities instead. */
    public RowErasure erasureOf(Tombstones tombstones) {
        return erasure(definition, views, tombstones);
    }

    private static RowErasure erasure(EventSource definition, List<LiveView> views, Tombstones tombstones) {
        EntityMatcher matcher = EntityMatcher.of(
                definition.name(), views.stream().map(LiveView::definition).toList(), tombstones);
        return new RowErasure(definition.name(), matcher, views);
    }

    public String name() {
        return definition.name();
    }

    /** The columns that are the time of its events, or were by the contract of an earlier version of a view. */
    public Set<String> eventTimes() {
        Set<String> names = new LinkedHashSet<>(Set.of(definition.eventTime()));
        views.forEach(view -> names.add(view.definition().contract(name()).eventTime()));
        return names;
    }

    public boolean hasUniqueKey() {
        return !definition.uniqueKey().isEmpty();
    }
}
