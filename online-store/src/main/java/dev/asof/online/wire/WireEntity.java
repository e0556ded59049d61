package dev.asof.online.wire;

import dev.asof.online.inspect.EntityReport;
import dev.asof.v1.ShowEntityResponse;
import dev.asof.v1.StoredEntity;
import dev.asof.v1.StoredEntityView;
import dev.asof.v1.StoredEvent;
import dev.asof.v1.StoredValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** What is stored of an entity, on the wire. */
public final class WireEntity {
    private WireEntity() {}

    public static ShowEntityResponse of(List<EntityReport> reports) {
        ShowEntityResponse.Builder wire = ShowEntityResponse.newBuilder();
        for (EntityReport report : reports) {
            wire.addEntities(StoredEntity.newBuilder()
                    .setEntity(report.entity())
                    .setRecordBytes(report.recordBytes())
                    .addAllViews(report.views().stream().map(WireEntity::of).toList()));
        }
        return wire.build();
    }

    private static StoredEntityView of(EntityReport.ViewReport view) {
        StoredEntityView.Builder wire = StoredEntityView.newBuilder()
                .addAllFeatureViews(view.views())
                .setSource(view.sources().getFirst())
                .addAllSources(view.sources())
                .setRecordBytes(view.recordBytes())
                .setBlocks(view.blocks())
                .setBlockBytes(view.blockBytes())
                .setEvents(view.events())
                .setEventsInBlocks(view.eventsInBlocks())
                .setNotVisible(view.notVisible())
                .addAllNewestEvents(view.newest().stream().map(WireEntity::of).toList());
        view.firstEventMicros().ifPresent(wire::setFirstEventTimeMicros);
        view.lastEventMicros().ifPresent(wire::setLastEventTimeMicros);
        view.lastAcceptedMicros().ifPresent(wire::setLastAcceptedAtMicros);
        view.nextExpiryMicros().ifPresent(wire::setNextExpiryMicros);
        return wire.build();
    }

    private static StoredEvent of(EntityReport.EventReport event) {
        StoredEvent.Builder wire = StoredEvent.newBuilder()
                .setEventTimeMicros(event.eventTimeMicros())
                .setInBlock(event.inBlock());
        event.arrivalMicros().ifPresent(wire::setArrivalTimeMicros);
        event.acceptedAtMicros().ifPresent(wire::setAcceptedAtMicros);
        event.values().forEach((column, text) -> {
            StoredValue.Builder value = StoredValue.newBuilder().setColumn(column);
            text.ifPresent(value::setText);
            wire.addValues(value);
        });
        return wire.build();
    }

    public static List<EntityReport> read(ShowEntityResponse wire) {
        return wire.getEntitiesList().stream()
                .map(entity -> new EntityReport(
                        entity.getEntity(),
                        entity.getRecordBytes(),
                        entity.getViewsList().stream().map(WireEntity::read).toList()))
                .toList();
    }

    private static EntityReport.ViewReport read(StoredEntityView wire) {
        return new EntityReport.ViewReport(
                wire.getFeatureViewsList(),
                wire.getSourcesCount() == 0 ? List.of(wire.getSource()) : wire.getSourcesList(),
                wire.getRecordBytes(),
                wire.getBlocks(),
                wire.getBlockBytes(),
                wire.getEvents(),
                wire.getEventsInBlocks(),
                wire.getNotVisible(),
                wire.hasFirstEventTimeMicros() ? OptionalLong.of(wire.getFirstEventTimeMicros()) : OptionalLong.empty(),
                wire.hasLastEventTimeMicros() ? OptionalLong.of(wire.getLastEventTimeMicros()) : OptionalLong.empty(),
                wire.hasLastAcceptedAtMicros() ? OptionalLong.of(wire.getLastAcceptedAtMicros()) : OptionalLong.empty(),
                wire.hasNextExpiryMicros() ? OptionalLong.of(wire.getNextExpiryMicros()) : OptionalLong.empty(),
                wire.getNewestEventsList().stream().map(WireEntity::read).toList());
    }

    private static EntityReport.EventReport read(StoredEvent wire) {
        Map<String, Optional<String>> values = new LinkedHashMap<>();
        for (StoredValue value : wire.getValuesList()) {
            values.put(value.getColumn(), value.hasText() ? Optional.of(value.getText()) : Optional.empty());
        }
        return new EntityReport.EventReport(
                wire.getEventTimeMicros(),
                wire.hasArrivalTimeMicros() ? OptionalLong.of(wire.getArrivalTimeMicros()) : OptionalLong.empty(),
                wire.hasAcceptedAtMicros() ? OptionalLong.of(wire.getAcceptedAtMicros()) : OptionalLong.empty(),
                wire.getInBlock(),
                values);
    }
}
