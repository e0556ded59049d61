package dev.asof.online.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class StoreUseTest {
    private static final int READERS = 4;

    /** Longer than the first waits of whoever needs the store alone. */
    private static final long READ_NANOS = 200_000_000L;

    @Test
    @Timeout(60)
    void whoeverNeedsItAloneGetsItWhileOthersReadLongAndWithoutAGap() throws InterruptedException {
        StoreUse use = new StoreUse();
        AtomicBoolean isOver = new AtomicBoolean();
        AtomicInteger reading = new AtomicInteger();
        try (ExecutorService readers = Executors.newFixedThreadPool(READERS)) {
            for (int i = 0; i < READERS; i++) {
                long begin = i * READ_NANOS / READERS;
                readers.execute(() -> {
                    LockSupport.parkNanos(begin);
                    while (!isOver.get()) {
                        use.whileOpen(() -> read(reading));
                    }
                });
            }
            try {
                while (reading.get() < READERS) {
                    Thread.onSpinWait();
                }
                use.whileNobodyUses(() -> assertThat(reading).hasValue(0));
            } finally {
                isOver.set(true);
            }
        }
    }

    private static void read(AtomicInteger reading) {
        reading.incrementAndGet();
        LockSupport.parkNanos(READ_NANOS);
        reading.decrementAndGet();
    }

    @Test
    @Timeout(60)
    void whoeverNeedsItAloneWaitsForARewritingToEndBeforeOthersWaitForHim() throws InterruptedException {
        StoreUse use = new StoreUse();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        Thread rewriting = Thread.ofPlatform()
                .start(() -> use.whileRewriting(() -> {
                    begun.countDown();
                    await(end);
                }));
        begun.await();
        AtomicBoolean wasAlone = new AtomicBoolean();
        Thread alone = Thread.ofPlatform().start(() -> {
            try {
                use.whileNobodyUses(() -> wasAlone.set(true));
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        while (alone.getState() == Thread.State.RUNNABLE) {
            Thread.onSpinWait();
        }
        assertThat(alone.getState()).as("in nobody's way").isEqualTo(Thread.State.WAITING);
        assertThat(wasAlone).isFalse();
        end.countDown();
        alone.join();
        rewriting.join();
        assertThat(wasAlone).isTrue();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
