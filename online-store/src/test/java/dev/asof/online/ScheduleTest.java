package dev.asof.online;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ScheduleTest {
    private static final Duration SOON = Duration.ofMillis(1);

    @Test
    void whatFailsIsDoneAgainWhateverItFailsBy() throws InterruptedException {
        CountDownLatch times = new CountDownLatch(3);
        try (Schedule schedule = Schedule.start("test", SOON, () -> {
            times.countDown();
            if (times.getCount() == 2) {
                throw new IllegalStateException("the test says so");
            }
            throw new StackOverflowError("the test says so");
        })) {
            times.await();
        }
    }

    @Test
    void whatIsUnderWayIsInterruptedWhereItMayTakeLong() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        AtomicBoolean wasInterrupted = new AtomicBoolean();
        Schedule schedule = Schedule.start("test", SOON, () -> {
            begun.countDown();
            try {
                Thread.sleep(Duration.ofHours(1));
            } catch (InterruptedException e) {
                wasInterrupted.set(true);
            }
        });
        begun.await();
        schedule.interrupt();
        assertThat(wasInterrupted).isTrue();
    }
}
