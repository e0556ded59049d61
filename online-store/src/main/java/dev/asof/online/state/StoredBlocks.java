package dev.asof.online.state;

import dev.asof.registry.compute.program.BlockStorage;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.BiFunction;

/** The blocks of one entity in one view, as one moment of the database has them. */
final class StoredBlocks implements BlockStorage {
    private final int view;
    private final byte[] entityKey;
    private final Catalog catalog;
    private final BiFunction<Family, byte[], Optional<byte[]>> database;

    StoredBlocks(int view, byte[] entityKey, Catalog catalog, BiFunction<Family, byte[], Optional<byte[]>> database) {
        this.view = view;
        this.entityKey = entityKey;
        this.catalog = catalog;
        this.database = database;
    }

    @Override
    public byte[] block(long number) {
        return database.apply(Family.BLOCKS, BlockKeys.of(view, entityKey, number))
                .orElseThrow(() ->
                        StateFailures.damaged("block " + number + " of an entity in view " + view + " is missing"));
    }

    @Override
    public long[] versionTimes(long keyHash) {
        byte[] times = database.apply(Family.VERSIONS, BlockKeys.of(view, entityKey, keyHash))
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
