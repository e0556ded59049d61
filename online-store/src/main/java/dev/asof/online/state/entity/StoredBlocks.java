package dev.asof.online.state.entity;

import dev.asof.online.state.catalog.Catalog;
import dev.asof.online.state.database.Family;
import dev.asof.online.state.database.StateFailures;
import dev.asof.registry.compute.program.BlockStorage;
import dev.asof.registry.compute.program.KnownBlock;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The blocks of one entity in one view, as one moment of the database has them. */
final class StoredBlocks implements BlockStorage {
    private final int view;
    private final byte[] entityKey;
    private final Catalog catalog;
    private final BlockReads reads;

    StoredBlocks(int view, byte[] entityKey, Catalog catalog, BlockReads reads) {
        this.view = view;
        this.entityKey = entityKey;
        this.catalog = catalog;
        this.reads = reads;
    }

    @Override
    public @Nullable KnownBlock known(long number) {
        return reads.known().isPresent() ? reads.known().get().get(key(number)) : null;
    }

    @Override
    public void keep(long number, KnownBlock block) {
        reads.known().ifPresent(known -> known.put(key(number), block));
    }

    private KnownBlocks.Key key(long number) {
        return new KnownBlocks.Key(view, ByteBuffer.wrap(entityKey), number, reads.version());
    }

    @Override
    public byte[] block(long number) {
        return reads.database()
                .apply(Family.BLOCKS, BlockKeys.of(view, entityKey, number))
                .orElseThrow(() ->
                        StateFailures.damaged("block " + number + " of an entity in view " + view + " is missing"));
    }

    @Override
    public long[] versionTimes(long keyHash) {
        byte[] times = reads.database()
                .apply(Family.VERSIONS, BlockKeys.of(view, entityKey, keyHash))
                .orElse(new byte[0]);
        long[] all = new long[times.length / Long.BYTES];
        ByteBuffer.wrap(times).asLongBuffer().get(all);
        return all;
    }

    @Override
    public long acceptedAt(long origin) {
        return catalog.acceptedAt(OriginNumbers.origin(origin, 0));
    }

    @Override
    public long sourceOf(long origin) {
        return catalog.sourceOf(origin);
    }
}
