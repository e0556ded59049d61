package dev.asof.online.state;

import dev.asof.online.state.catalog.Catalog;
import dev.asof.online.state.database.Database;
import dev.asof.online.state.database.Family;
import dev.asof.online.state.entity.BlockReads;
import dev.asof.online.state.entity.EntityKeys;
import dev.asof.online.state.entity.EntityRecord;
import dev.asof.online.state.entity.FoldVersions;
import dev.asof.online.state.entity.KnownBlocks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The events up to some acceptance, at least. Each record is read as it is when it is asked for: what was accepted later is
 * told by its acceptance. Only where events lie in blocks, which are rewritten, one moment of the database is kept. To be used
 * and closed by the thread that took it; the store does not close before.
 */
public final class StateSnapshot implements AutoCloseable {
    private static final byte[] NOTHING = {};

    private final Database database;
    private final Catalog catalog;
    private final FoldVersions folds;
    private final KnownBlocks knownBlocks;
    private final ErasedKeys hidden;
    private final long acceptedByMicros;
    private final Runnable onClose;
    private FoldVersions.@Nullable Moment moment;

    StateSnapshot(
            Database database,
            Catalog catalog,
            FoldVersions folds,
            KnownBlocks knownBlocks,
            ErasedKeys hidden,
            long acceptedByMicros,
            Runnable onClose) {
        this.database = database;
        this.catalog = catalog;
        this.folds = folds;
        this.knownBlocks = knownBlocks;
        this.hidden = hidden;
        this.acceptedByMicros = acceptedByMicros;
        this.onClose = onClose;
    }

    /**
     * The greatest acceptance of which this snapshot is sure to hold all events. It may hold some with a greater one;
     * questions have to leave those out.
     */
    public long acceptedByMicros() {
        return acceptedByMicros;
    }

    /**
     * Reads what is stored of an entity, in all of its views at once; nothing of one that is being erased.
     *
     * @param entity the entity's number
     */
    public EntityRecord read(int entity, byte[] entityKey) {
        byte[] key = EntityKeys.of(entity, entityKey);
        if (hidden.contains(key)) {
            return record(entityKey, Optional.empty(), BlockReads.anew(database::get));
        }
        EntityRecord record = record(entityKey, database.get(Family.ENTITIES, key), BlockReads.anew(database::get));
        return record.isAnyInBlocks() ? inBlocks(key, entityKey) : record;
    }

    private EntityRecord inBlocks(byte[] key, byte[] entityKey) {
        FoldVersions.Moment known = moment();
        long version = folds.of(key, known);
        BlockReads reads =
                new BlockReads(known.view()::get, version < 0 ? Optional.empty() : Optional.of(knownBlocks), version);
        return record(entityKey, known.view().get(Family.ENTITIES, key), reads);
    }

    private EntityRecord record(byte[] entityKey, Optional<byte[]> record, BlockReads reads) {
        return new EntityRecord(catalog, record.orElse(NOTHING), entityKey, reads);
    }

    private FoldVersions.Moment moment() {
        FoldVersions.Moment known = moment;
        if (known == null) {
            known = folds.moment(database::view);
            moment = known;
        }
        return known;
    }

    /**
     * The encoded keys of some entities of a kind, of about {@code limit} if there are as many, from each of the database's files.
     *
     * @param longest longer keys are left out
     */
    public List<byte[]> someKeys(int entity, int limit, int longest) {
        byte[] least = EntityKeys.of(entity, NOTHING);
        byte[] end = EntityKeys.of(entity + 1, NOTHING);
        List<byte[]> starts = new ArrayList<>(database.firstKeys(Family.ENTITIES, least, end));
        starts.add(least);
        int limitOfEach = Math.max(limit / starts.size(), 1);
        List<byte[]> keys = new ArrayList<>();
        for (byte[] start : starts) {
            int limitSoFar = Math.min(keys.size() + limitOfEach, limit);
            int[] seen = {keys.size()};
            database.scan(Family.ENTITIES, start, end, (key, value) -> {
                if (key.length - least.length <= longest) {
                    keys.add(Arrays.copyOfRange(key, least.length, key.length));
                }
                return ++seen[0] < limitSoFar;
            });
        }
        return keys;
    }

    @Override
    public void close() {
        try {
            if (moment != null) {
                moment.view().close();
            }
        } finally {
            onClose.run();
        }
    }
}
