package dev.asof.online.server;

import io.grpc.netty.shaded.io.netty.channel.DefaultEventLoop;
import io.grpc.netty.shaded.io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class EventLoopQueuesTest {
    private final EventLoop loop = new DefaultEventLoop();

    @AfterEach
    void stop() {
        loop.shutdownGracefully(0, 0, TimeUnit.SECONDS);
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
}
