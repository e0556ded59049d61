package dev.asof.online.server;

import dev.asof.online.grpc.LookupQueue;
import io.grpc.netty.shaded.io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs lookups on the thread that read them from the network: no other thread has to wake up, and answers of one turn leave
 * together. A turn reads first and answers then, so that what it cannot answer in time is refused while it reads.
 */
final class EventLoopQueues implements LookupQueue {
    private static final Logger LOG = LoggerFactory.getLogger(EventLoopQueues.class);

    private final Map<Thread, Lookups> ofThread;

    private EventLoopQueues(Map<Thread, Lookups> ofThread) {
        this.ofThread = ofThread;
    }

    /** @param longestWait how long a lookup may be expected to wait for those before it in an overload */
    static EventLoopQueues of(List<EventLoop> loops, Duration longestWait) {
        Map<Thread, Lookups> ofThread = new HashMap<>();
        for (EventLoop loop : loops) {
            try {
                ofThread.put(loop.submit(Thread::currentThread).get(), new Lookups(loop, longestWait));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while starting the network's threads", e);
            } catch (ExecutionException e) {
                throw new IllegalStateException("A network thread did not start", e.getCause());
            }
        }
        return new EventLoopQueues(Map.copyOf(ofThread));
    }

    @Override
    public boolean isFull() {
        Lookups lookups = ofThread.get(Thread.currentThread());
        return lookups != null && lookups.isFull();
    }

    @Override
    public void submit(int rows, Runnable lookup, Runnable refusal) {
        Lookups lookups = ofThread.get(Thread.currentThread());
        if (lookups == null) {
            lookup.run();
        } else if (lookups.isFull()) {
            refusal.run();
        } else {
            lookups.add(rows, lookup);
        }
    }

    private record Waiting(int rows, Runnable lookup) {}

    /** What waits on one thread; that thread's alone. */
    private static final class Lookups {
        /** So many may wait in any case: a few that took long, as the first do, don't turn all others away. */
        private static final int LEAST_WAITING = 16;

        private static final int ROWS_AT_A_TIME = 1_024;

        private final EventLoop loop;
        private final QueueDelay delay;
        private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
        private final Runnable beginning = this::begin;
        private final Runnable answering = this::answer;
        private boolean isAnswerDue;
        private long turnFromNanos;
        private long rowsWaiting;

        Lookups(EventLoop loop, Duration longestWait) {
            this.loop = loop;
            this.delay = new QueueDelay(longestWait);
        }

        boolean isFull() {
            return waiting.size() >= LEAST_WAITING && delay.isTooLong(rowsWaiting, System.nanoTime());
        }

        /** One that asks for no row takes time as well. */
        void add(int rows, Runnable lookup) {
            int least = Math.max(rows, 1);
            waiting.add(new Waiting(least, lookup));
            rowsWaiting += least;
            if (!isAnswerDue) {
                isAnswerDue = true;
                loop.execute(beginning);
            }
        }

        private void begin() {
            turnFromNanos = System.nanoTime();
            answer();
        }

        /** Answers some, and goes on once they are sent: answers that pile up leave the processor's caches before they are. */
        private void answer() {
            int rows = 0;
            while (rows < ROWS_AT_A_TIME && !waiting.isEmpty()) {
                Waiting next = waiting.poll();
                rows += next.rows();
                runSafely(next.lookup());
            }
            if (waiting.isEmpty()) {
                endTurn();
            } else {
                loop.execute(answering);
            }
        }

        private void endTurn() {
            isAnswerDue = false;
            delay.answered(rowsWaiting, turnFromNanos, System.nanoTime());
            rowsWaiting = 0;
        }

        /** Those behind it are answered whatever becomes of it, and the network's thread lives. */
        private static void runSafely(Runnable lookup) {
            try {
                lookup.run();
            } catch (RuntimeException | Error e) {
                LOG.error("A lookup was not answered for a defect", e);
            }
        }
    }
}
