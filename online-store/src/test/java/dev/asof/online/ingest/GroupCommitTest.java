package dev.asof.online.ingest;

import static dev.asof.online.OnlineFixture.NOW;
import static dev.asof.online.OnlineFixture.payments;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asof.online.OnlineFixture;
import dev.asof.online.live.LiveDefinitions;
import dev.asof.online.state.StateOptions;
import dev.asof.online.state.StateStore;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class GroupCommitTest {
    @TempDir
    Path folder;

    @Test
    @Timeout(60)
    void aLeaderThatFailsWithAnErrorTellsThoseWhoWaitForIt() throws Exception {
        OnlineFixture fixture = new OnlineFixture(folder);
        StagedClock clock = new StagedClock();
        try (StateStore state =
                StateStore.open(fixture.repository().onlineFolder(), StateOptions.SMALL, fixture.clock())) {
            LiveDefinitions definitions = new LiveDefinitions(fixture::registry, state, catalog -> {});
            EventIngestor ingestor =
                    new EventIngestor(state, definitions, IngestLimits.DEFAULT, new IngestDurability.Fsync(), clock);
            Call first = Call.start(ingestor, 1);
            clock.firstIsWriting.await();
            Call second = Call.start(ingestor, 2);
            Call third = Call.start(ingestor, 3);
            second.awaitQueued();
            third.awaitQueued();
            clock.letFirstWrite.countDown();

            assertThat(first.result.get().accepted()).isOne();
            assertThatThrownBy(second.result::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasRootCauseInstanceOf(StackOverflowError.class);
            assertThatThrownBy(third.result::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasRootCauseInstanceOf(StackOverflowError.class);
            assertThat(Call.start(ingestor, 4).result.get().accepted()).isOne();
        }
    }

    /** The first write waits, the second one, which is of all that waited meanwhile, fails as a JVM does. */
    private static final class StagedClock implements InstantSource {
        private final CountDownLatch firstIsWriting = new CountDownLatch(1);
        private final CountDownLatch letFirstWrite = new CountDownLatch(1);
        private int writes;

        @Override
        public Instant instant() {
            writes++;
            if (writes == 2) {
                throw new StackOverflowError("the test says so");
            }
            if (writes == 1) {
                firstIsWriting.countDown();
                awaitUninterrupted(letFirstWrite);
            }
            return Instant.EPOCH;
        }
    }

    /** An ingest on a thread of its own. */
    private record Call(Thread thread, CompletableFuture<IngestResult> result) {

        static Call start(EventIngestor ingestor, int payment) {
            CompletableFuture<IngestResult> result = new CompletableFuture<>();
            IngestBatch batch = new IngestBatch(
                    "payments",
                    "",
                    0,
                    payments().row(payment, 7, "zoo", NOW, 1.0).batch());
            Thread thread = Thread.ofPlatform().daemon().start(() -> {
                try {
                    result.complete(ingestor.ingest(batch));
                } catch (RuntimeException | Error e) {
                    result.completeExceptionally(e);
                }
            });
            return new Call(thread, result);
        }

        /** Returns once the thread does nothing but wait for the one that writes. */
        void awaitQueued() throws InterruptedException {
            while (thread.getState() != Thread.State.WAITING) {
                TimeUnit.MILLISECONDS.sleep(1);
            }
        }
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
