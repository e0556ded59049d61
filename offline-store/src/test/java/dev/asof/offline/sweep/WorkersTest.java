package dev.asof.offline.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WorkersTest {
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();

    @Test
    void noMoreTasksRunAtOneTimeThanAreAllowed() {
        List<Runnable> tasks = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            tasks.add(this::task);
        }
        try (Workers workers = new Workers(7)) {
            workers.run(tasks, 2);
        }
        assertThat(done).hasValue(200);
        assertThat(most).hasValueLessThanOrEqualTo(2);
    }

    private void task() {
        most.accumulateAndGet(running.incrementAndGet(), Math::max);
        Thread.yield();
        running.decrementAndGet();
        done.incrementAndGet();
    }
}
