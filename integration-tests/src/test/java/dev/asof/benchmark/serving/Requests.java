package dev.asof.benchmark.serving;

import dev.asof.v1.Column;
import dev.asof.v1.ColumnBatch;
import dev.asof.v1.FeatureServiceRef;
import dev.asof.v1.GetOnlineFeaturesRequest;
import dev.asof.v1.Int64Array;
import dev.asof.v1.NamedColumn;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;

/** Requests for a number of entities each, drawn anew for every request, or all entities one after another. */
final class Requests {
    private static final long MARK = 0x7A5C_0FFE_E123_4567L;

    private final byte[] template;
    private final ByteBuffer bytes;
    private final int keysAt;
    private final int entities;
    private final long keySpace;
    private final LongSupplier keys;
    private long asked;

    private Requests(int entities, long keySpace, LongSupplier keys) {
        this.entities = entities;
        this.keySpace = keySpace;
        this.keys = keys;
        this.template = message(entities).toByteArray();
        this.bytes = ByteBuffer.wrap(template).order(ByteOrder.LITTLE_ENDIAN);
        this.keysAt = find();
    }

    /** Entities below {@code keySpace}, drawn at random without end. */
    static Requests atRandom(int entities, long keySpace, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return new Requests(entities, keySpace, () -> random.nextLong(keySpace));
    }

    /** Entities from 0 to {@code keySpace}, and then from 0 again. */
    static Requests inTurn(int entities, long keySpace) {
        long[] next = new long[1];
        return new Requests(entities, keySpace, () -> next[0]++ % keySpace);
    }

    /** Whether as many entities were asked about as there are. */
    boolean haveAskedAll() {
        return asked >= keySpace;
    }

    private static GetOnlineFeaturesRequest message(int entities) {
        Int64Array.Builder keys = Int64Array.newBuilder();
        for (int i = 0; i < entities; i++) {
            keys.addValues(MARK);
        }
        return GetOnlineFeaturesRequest.newBuilder()
                .setFeatureService(FeatureServiceRef.newBuilder()
                        .setName(ServingData.SERVICE)
                        .setVersion(1))
                .setRows(ColumnBatch.newBuilder()
                        .addColumns(NamedColumn.newBuilder()
                                .setName("account_id")
                                .setValues(Column.newBuilder().setInt64S(keys))))
                .setOmitSchema(true)
                .build();
    }

    private int find() {
        int at = 0;
        while (bytes.getLong(at) != MARK) {
            at++;
        }
        return at;
    }

    /** The next request; the same array each time. */
    byte[] next() {
        for (int i = 0; i < entities; i++) {
            bytes.putLong(keysAt + i * Long.BYTES, keys.getAsLong());
        }
        asked += entities;
        return template;
    }
}
