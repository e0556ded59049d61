package dev.asof.online.state;

import dev.asof.online.state.catalog.Catalog;
import dev.asof.online.state.catalog.StoredView;
import dev.asof.online.state.database.Database;
import dev.asof.online.state.database.Family;
import dev.asof.online.state.database.KeyRange;
import dev.asof.online.state.entity.BlockKeys;
import dev.asof.online.state.entity.EntityRecord;
import dev.asof.online.state.entity.OriginNumbers;
import dev.asof.online.state.entity.RowCodec;
import dev.asof.registry.compute.program.FeatureProgram;
import dev.asof.registry.compute.program.KeptEvents;
import dev.asof.registry.compute.program.TreeShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** Decodes what is stored of an entity. */
final class EntityDescription {
    private final Database database;
    private final Catalog catalog;
    private final Map<Integer, FeatureProgram> programs;

    EntityDescription(Database database, Catalog catalog, Map<Integer, FeatureProgram> programs) {
        this.database = database;
        this.catalog = catalog;
        this.programs = programs;
    }

    /** Its events in all views whose meaning is known. */
    List<StoredEvents> of(byte[] entityKey, EntityRecord record) {
        List<StoredEvents> events = new ArrayList<>();
        for (int number : record.views()) {
            FeatureProgram program = programs.get(number);
            if (program != null) {
                catalog.view(number).ifPresent(view -> events.add(of(view, program, entityKey, record)));
            }
        }
        return events;
    }

    private StoredEvents of(StoredView view, FeatureProgram program, byte[] entityKey, EntityRecord record) {
        KeptEvents loose = record.loose(view.id(), new RowCodec(program.keptColumns()));
        KeptEvents inBlocks = record.tree(view.id(), program, TreeShape.DEFAULT).events();
        long[] blocks = new long[2];
        for (Family family : List.of(Family.BLOCKS, Family.VERSIONS)) {
            KeyRange range = BlockKeys.ofEntity(family, view.id(), entityKey);
            database.scan(family, range.from(), range.to(), (key, value) -> {
                blocks[0] += family == Family.BLOCKS ? 1 : 0;
                blocks[1] += value.length;
                return true;
            });
        }
        return new StoredEvents(
                view,
                record.framesOf(view.id()).length,
                blocks[0],
                blocks[1],
                loose,
                inBlocks,
                acceptances(loose),
                acceptances(inBlocks));
    }

    private long[] acceptances(KeptEvents events) {
        return LongStream.of(events.origins())
                .map(origin -> catalog.acceptedAt(OriginNumbers.origin(origin, KeptEvents.NO_POSITION)))
                .toArray();
    }
}
