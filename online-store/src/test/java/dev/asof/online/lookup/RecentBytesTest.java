package dev.asof.online.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;

class RecentBytesTest {
    private static final long SEED = 20_261_126;
    private static final int KEYS = 20_000;

    private final SplittableRandom random = new SplittableRandom(SEED);

    @Test
    void whatIsFoundIsWhatWasPutLast() {
        RecentBytes recent = new RecentBytes(4L * RecentBytesPart.CHUNK_BYTES);
        Map<String, byte[]> put = new HashMap<>();
        int found = 0;
        for (int i = 0; i < 200_000; i++) {
            int kind = random.nextInt(2);
            byte[] key = key(random.nextInt(KEYS));
            String name = kind + Arrays.toString(key);
            byte[] bytes = recent.get(hash(key), kind, key);
            if (bytes != null) {
                found++;
                assertThat(bytes).as("seed %d, step %d", SEED, i).isEqualTo(put.get(name));
            }
            if (random.nextInt(2) == 0) {
                byte[] next = new byte[random.nextInt(random.nextInt(50) == 0 ? 20_000 : 300)];
                random.nextBytes(next);
                recent.put(hash(key), kind, key, next);
                put.put(name, next);
            }
        }
        assertThat(found).isGreaterThan(10_000);
    }

    @Test
    void whatIsAskedForStaysWhileOthersGo() {
        RecentBytes recent = new RecentBytes(4L * RecentBytesPart.CHUNK_BYTES);
        byte[] wanted = key(0);
        recent.put(hash(wanted), 1, wanted, new byte[100]);
        int lost = 0;
        for (int i = 1; i < 100_000; i++) {
            byte[] key = key(i);
            recent.put(hash(key), 1, key, new byte[100]);
            lost += recent.get(hash(wanted), 1, wanted) == null ? 1 : 0;
        }
        assertThat(lost).isZero();
        byte[] second = key(1);
        assertThat(recent.get(hash(second), 1, second)).isNull();
    }

    @Test
    void keysOfOneHashAreToldApart() {
        RecentBytes recent = new RecentBytes(4L * RecentBytesPart.CHUNK_BYTES);
        for (int i = 0; i < 100; i++) {
            recent.put(17, 1, key(i), new byte[] {(byte) i});
        }
        for (int i = 0; i < 100; i++) {
            assertThat(recent.get(17, 1, key(i))).containsExactly(i);
        }
        assertThat(recent.get(17, 2, key(1))).isNull();
    }

    /** Runs begin with their key's number, and all bytes after it are one. */
    @Test
    void readersSeeWholeRunsOfTheirKeysWhileOthersWrite() throws Exception {
        RecentBytes recent = new RecentBytes(4L * RecentBytesPart.CHUNK_BYTES);
        AtomicBoolean isOver = new AtomicBoolean();
        LongAdder found = new LongAdder();
        List<FutureTask<Void>> readers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            SplittableRandom own = random.split();
            FutureTask<Void> reader = new FutureTask<>(() -> {
                while (!isOver.get()) {
                    int number = own.nextInt(KEYS);
                    byte[] bytes = recent.get(hash(key(number)), 1, key(number));
                    if (bytes != null) {
                        requireWhole(number, bytes);
                        found.increment();
                    }
                }
                return null;
            });
            readers.add(reader);
            Thread.ofPlatform().start(reader);
        }
        for (int i = 0; i < 200_000; i++) {
            int number = random.nextInt(KEYS);
            byte[] bytes = new byte[4 + random.nextInt(600)];
            Arrays.fill(bytes, (byte) i);
            ByteBuffer.wrap(bytes).putInt(number);
            recent.put(hash(key(number)), 1, key(number), bytes);
        }
        isOver.set(true);
        for (FutureTask<Void> reader : readers) {
            reader.get();
        }
        assertThat(found.sum()).isPositive();
    }

    private static void requireWhole(int number, byte[] bytes) {
        assertThat(ByteBuffer.wrap(bytes).getInt()).isEqualTo(number);
        for (int i = 5; i < bytes.length; i++) {
            if (bytes[i] != bytes[4]) {
                throw new AssertionError("A run of " + bytes.length + " bytes changes at " + i);
            }
        }
    }

    @Test
    void withoutMemoryNothingIsKept() {
        RecentBytes recent = new RecentBytes(0);
        recent.put(1, 1, key(1), new byte[8]);
        assertThat(recent.get(1, 1, key(1))).isNull();
    }

    private static byte[] key(int number) {
        return ByteBuffer.allocate(number % 3 == 0 ? 8 : 12).putInt(number).array();
    }

    private static long hash(byte[] key) {
        return Arrays.hashCode(key) * 0x9E3779B97F4A7C15L;
    }
}
