package dev.asof.registry.compute.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.registry.compute.program.KeptPayments.Payment;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.value.FeatureValues;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KnownBlockTest {
    private static final int EVENTS = 40;
    private static final long PASS = -1;

    /** Blocks that were read are kept, and a pass may be committed. */
    private static final class Keeping implements BlockStorage {
        private final KeptPayments store = new KeptPayments();
        private final Map<Long, KnownBlock> known = new HashMap<>();
        private long acceptedAt = NOT_YET;

        /** The block of events. */
        KnownBlock block() {
            return Objects.requireNonNull(known.get(1L));
        }

        Timelines asked() {
            return Objects.requireNonNull(block().timelines(KeptPayments.PROGRAM));
        }

        boolean isAsked() {
            return block().timelines(KeptPayments.PROGRAM) != null;
        }

        @Override
        public byte[] block(long number) {
            return store.block(number);
        }

        @Override
        public @Nullable KnownBlock known(long number) {
            return known.get(number);
        }

        @Override
        public void keep(long number, KnownBlock block) {
            known.put(number, block);
        }

        @Override
        public long[] versionTimes(long keyHash) {
            return store.versionTimes(keyHash);
        }

        @Override
        public long acceptedAt(long origin) {
            return origin == PASS ? acceptedAt : store.acceptedAt(origin);
        }

        @Override
        public long sourceOf(long origin) {
            return store.sourceOf(origin);
        }

        /** The sum of half of the events. */
        FeatureValues ask() {
            FeatureValues answers = new FeatureValues(ScalarType.INT64, 1);
            long[] times = {EVENTS / 2 - 1};
            long[] always = {Long.MAX_VALUE - 1};
            store.tree(this).answer(new Questions(new int[1], times, always, always, new int[1]), List.of(answers));
            return answers;
        }
    }

    private static Keeping stored(long origin) {
        Keeping storage = new Keeping();
        storage.store.store(LongStream.range(0, EVENTS)
                .mapToObj(i -> new Payment(1, i, i, i, origin))
                .toList());
        return storage;
    }

    @Test
    void aBlockIsAskedAsBeforeOnceThePassOfItsEventsIsCommitted() {
        Keeping storage = stored(PASS);
        assertThat(storage.ask().hasValue(0)).isFalse();
        assertThat(storage.isAsked()).isFalse();
        storage.acceptedAt = 1_000;
        assertThat(storage.ask().longAt(0)).isEqualTo(EVENTS / 2);
        Timelines asked = storage.asked();
        assertThat(storage.ask().longAt(0)).isEqualTo(EVENTS / 2);
        assertThat(storage.asked()).isSameAs(asked);
    }

    @Test
    void aBlockTakesMoreMemoryOnceItIsAsked() {
        Keeping storage = stored(1);
        KeptPayments store = storage.store;
        storage.ask();
        long bytes = store.bytes();
        assertThat(storage.block().memoryBytes())
                .isBetween(4 * bytes + 5L * Long.BYTES * EVENTS, 4 * bytes + 10L * Long.BYTES * EVENTS);
    }
}
