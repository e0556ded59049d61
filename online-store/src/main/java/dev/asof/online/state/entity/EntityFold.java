package dev.asof.online.state.entity;

import dev.asof.online.state.catalog.Catalog;
import dev.asof.online.state.catalog.Origin;
import dev.asof.online.state.database.Batch;
import dev.asof.online.state.database.BlockOptions;
import dev.asof.online.state.database.Database;
import dev.asof.online.state.database.Durability;
import dev.asof.online.state.database.Family;
import dev.asof.registry.compute.program.EventTree;
import dev.asof.registry.compute.program.FeatureProgram;
import dev.asof.registry.compute.program.KeptEvents;
import dev.asof.registry.compute.program.TreeChanges;
import dev.asof.registry.error.AsofException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rewrites an entity's record: what was appended to it becomes one piece, and where a view has many events they move into
 * blocks. It changes no answer.
 */
public final class EntityFold {
    private static final Logger LOG = LoggerFactory.getLogger(EntityFold.class);
    private static final int RECORDS_OF_A_WRITE = 256;

    private final Database database;
    private final Catalog catalog;
    private final BlockOptions options;
    private final Map<Integer, FeatureProgram> programs;
    private final IntFunction<OptionalLong> horizons;

    /**
     * @param programs by the numbers of views; what others have stays as it is
     * @param horizons by the numbers of views the time from which on questions are asked: events that matter only before may be taken out
     */
    public EntityFold(
            Database database,
            Catalog catalog,
            BlockOptions options,
            Map<Integer, FeatureProgram> programs,
            IntFunction<OptionalLong> horizons) {
        this.database = database;
        this.catalog = catalog;
        this.options = options;
        this.programs = programs;
        this.horizons = horizons;
    }

    /** Takes entries of one family in the order of their keys; one without a value is taken away. */
    @FunctionalInterface
    public interface Sink {
        void put(Family family, byte[] key, Optional<byte[]> value);
    }

    /**
     * Rewrites records, many in one write. One that cannot be rewritten stays as it is.
     *
     * @param keys of {@link Family#ENTITIES}
     */
    public void fold(List<byte[]> keys) {
        for (int from = 0; from < keys.size(); from += RECORDS_OF_A_WRITE) {
            try (Batch batch = database.batch()) {
                keys.subList(from, Math.min(keys.size(), from + RECORDS_OF_A_WRITE))
                        .forEach(key -> attempt(key, batch));
                batch.write(Durability.BUFFERED);
            } catch (AsofException e) {
                LOG.warn("Cannot rewrite records of entities: {}", e.getMessage());
            }
        }
    }

    private void attempt(byte[] key, Batch batch) {
        try {
            fold(key, batch);
        } catch (AsofException e) {
            LOG.warn("Cannot rewrite the record of an entity: {}", e.getMessage());
        }
    }

    private void fold(byte[] key, Batch batch) {
        Optional<byte[]> stored = database.get(Family.ENTITIES, key);
        if (stored.isEmpty()) {
            return;
        }
        byte[] entityKey = EntityKeys.valuesOf(key);
        EntityRecord record = new EntityRecord(catalog, stored.get(), entityKey, BlockReads.anew(database::get));
        ByteArrayOutputStream folded = new ByteArrayOutputStream(stored.get().length);
        Sink sink = into(batch);
        for (int view : record.views()) {
            if (catalog.hasView(view)) {
                folded.writeBytes(fold(record, view, entityKey, sink));
            }
        }
        batch.put(Family.ENTITIES, key, folded.toByteArray());
    }

    /** A sink that changes the database. */
    public static Sink into(Batch batch) {
        return (family, entry, value) ->
                value.ifPresentOrElse(bytes -> batch.put(family, entry, bytes), () -> batch.delete(family, entry));
    }

    /**
     * Returns what the record keeps of all of its views; the rest goes into blocks.
     *
     * @param blocks by the numbers of views
     */
    public byte[] fold(EntityRecord record, byte[] entityKey, IntFunction<Sink> blocks) {
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        for (int view : record.views()) {
            kept.writeBytes(fold(record, view, entityKey, blocks.apply(view)));
        }
        return kept.toByteArray();
    }

    /** Returns what the record keeps of a view; the rest goes into blocks. */
    private byte[] fold(EntityRecord record, int view, byte[] entityKey, Sink blocks) {
        FeatureProgram program = programs.get(view);
        boolean isInBlocks = record.root(view).isPresent();
        int loose = record.looseCount(view);
        if (program == null || loose == 0) {
            return record.framesOf(view);
        }
        if (!isInBlocks && loose <= options.looseEvents()) {
            return trimmed(record, view, program);
        }
        KeptEvents events = record.loose(view, new RowCodec(program.keptColumns()));
        EventTree tree = record.tree(view, program, options.shape());
        tree.insert(events);
        horizons.apply(view).ifPresent(tree::trim);
        TreeChanges changes = tree.changes();
        store(changes, view, entityKey, blocks);
        return Frame.ofRoot(view, changes.root());
    }

    /** The frames of a view without blocks, but for events that no question sees any more. */
    private byte[] trimmed(EntityRecord record, int view, FeatureProgram program) {
        OptionalLong horizon = horizons.apply(view);
        if (horizon.isEmpty() || program.reach(horizon.getAsLong()) == Long.MIN_VALUE) {
            return record.framesOf(view);
        }
        RowCodec codec = new RowCodec(program.keptColumns());
        EventTree tree = record.tree(view, program, options.shape());
        tree.insert(record.loose(view, codec));
        tree.trim(horizon.getAsLong());
        KeptEvents left = tree.events();
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        for (int event = 0; event < left.size(); event++) {
            Origin origin = OriginNumbers.origin(left.origins()[event], left.positions()[event]);
            frames.writeBytes(Frame.of(view, origin, codec.encode(left.rows(), event)));
        }
        return frames.toByteArray();
    }

    private static void store(TreeChanges changes, int view, byte[] entityKey, Sink blocks) {
        TreeMap<Long, Optional<byte[]>> numbered = new TreeMap<>();
        changes.blocks().forEach((number, block) -> numbered.put(number, Optional.of(block)));
        changes.removed().forEach(number -> numbered.put(number, Optional.empty()));
        numbered.forEach((number, block) -> blocks.put(Family.BLOCKS, BlockKeys.of(view, entityKey, number), block));
        TreeMap<Long, long[]> versions = new TreeMap<>(Long::compareUnsigned);
        versions.putAll(changes.versionTimes());
        versions.forEach(
                (hash, times) -> blocks.put(Family.VERSIONS, BlockKeys.of(view, entityKey, hash), bytes(times)));
    }

    private static Optional<byte[]> bytes(long[] times) {
        ByteBuffer bytes = ByteBuffer.allocate(times.length * Long.BYTES);
        bytes.asLongBuffer().put(times);
        return times.length == 0 ? Optional.empty() : Optional.of(bytes.array());
    }
}
