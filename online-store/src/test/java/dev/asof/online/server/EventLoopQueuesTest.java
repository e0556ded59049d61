package dev.asof.online.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.netty.shaded.io.netty.channel.DefaultEventLoop;
import io.grpc.netty.shaded.io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class EventLoopQueuesTest {
    /** At the millisecond that the first one is taken to need at most, more than a tenth of a second. */
    private static final int MANY = 200;

    private final EventLoop loop = new DefaultEventLoop();

    @AfterEach
    void stop() {
        loop.shutdownGracefully(0, 0, TimeUnit.SECONDS);
    }

    @Test
    @Timeout(60)
    void lookupsOfNoRowsAreRefusedWhereTooManyWait() throws Exception {
        EventLoopQueues queues = EventLoopQueues.of(List.of(loop), Duration.ofSeconds(1));
        AtomicInteger refused = new AtomicInteger();
        loop.submit(() -> queues.submit(0, EventLoopQueuesTest::takeTwoMillis, refused::incrementAndGet))
                .get();
        loop.submit(() -> {
                    for (int i = 0; i < MANY; i++) {
                        queues.submit(0, () -> {}, refused::incrementAndGet);
                    }
                })
                .get();
        assertThat(refused).hasPositiveValue();
    }

    private static void takeTwoMillis() {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(2);
        while (System.nanoTime() < until) {
            Thread.onSpinWait();
        }
    }

    @Test
    @Timeout(60)
    void lookupsBehindOneThatFailsAreAnswered() throws Exception {
        EventLoopQueues queues = EventLoopQueues.of(List.of(loop), Duration.ofSeconds(1));
        CountDownLatch answered = new CountDownLatch(2);
        loop.submit(() -> {
            queues.submit(1, answered::countDown, () -> {});
            queues.submit(
                    1,
                    () -> {
                        throw new OutOfMemoryError("the test says so");
                    },
                    () -> {});
            queues.submit(1, answered::countDown, () -> {});
        });
        answered.await();
    }

    @Test
    @Timeout(60)
    void whatIsAnsweredIsSentBeforeAllIs() throws Exception {
        EventLoopQueues queues = EventLoopQueues.of(List.of(loop), Duration.ofSeconds(1));
        List<String> order = new ArrayList<>();
        CountDownLatch answered = new CountDownLatch(1);
        loop.submit(() -> {
            queues.submit(
                    1_024,
                    () -> {
                        order.add("first");
                        loop.execute(() -> order.add("sent"));
                    },
                    () -> {});
            queues.submit(1, () -> order.add("second"), () -> {});
            queues.submit(1, answered::countDown, () -> {});
        });
        answered.await();
        assertThat(order).containsExactly("first", "sent", "second");
    }
}
