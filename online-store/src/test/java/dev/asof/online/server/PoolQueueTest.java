package dev.asof.online.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PoolQueueTest {
    private static final int ROWS = 1_500;
    private static final int THREADS = 2;

    private final ThreadPoolExecutor threads =
            new ThreadPoolExecutor(THREADS, THREADS, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(1_000));
    private final PoolQueue queue = new PoolQueue(threads, Duration.ofMillis(100));
    private final AtomicInteger refused = new AtomicInteger();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    /** Offers lookups that take so long, at once, and waits for the end of those that are taken; returns how many were refused. */
    private int refusedOf(int lookups, long millis) throws InterruptedException {
        refused.set(0);
        CountDownLatch ended = new CountDownLatch(lookups);
        CountDownLatch begun = new CountDownLatch(1);
        for (int i = 0; i < lookups; i++) {
            queue.submit(
                    ROWS,
                    () -> {
                        await(begun);
                        sleep(millis);
                        ended.countDown();
                    },
                    () -> {
                        refused.incrementAndGet();
                        ended.countDown();
                    });
        }
        begun.countDown();
        assertThat(ended.await(60, TimeUnit.SECONDS)).isTrue();
        return refused.get();
    }

    @Test
    void whatWouldWaitForTooLongIsRefusedByWhatRowsTake() throws InterruptedException {
        refusedOf(2, 50);
        for (int i = 0; i < 40; i++) {
            refusedOf(2, 50);
        }
        assertThat(refusedOf(100, 50)).isBetween(85, 97);
    }

    @Test
    void thatRowsTakeLongIsLearntFromFewLookups() throws InterruptedException {
        for (int i = 0; i < 5; i++) {
            refusedOf(2, 200);
        }
        assertThat(refusedOf(100, 200)).isGreaterThanOrEqualTo(95);
    }

    @Test
    void quickLookupsWaitInGreaterNumbers() throws InterruptedException {
        for (int i = 0; i < 100; i++) {
            refusedOf(2, 1);
        }
        assertThat(refusedOf(100, 1)).isLessThan(50);
    }

    @Test
    void aFirstCrowdIsRefusedToo() throws InterruptedException {
        assertThat(refusedOf(250, 1)).isGreaterThan(100);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
