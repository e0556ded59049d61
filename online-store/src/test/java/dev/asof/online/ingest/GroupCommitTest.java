package dev.asof.online.ingest;

import static dev.asof.online.OnlineFixture.NOW;
import static dev.asof.online.OnlineFixture.payments;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asof.online.OnlineFixture;
import dev.asof.online.live.LiveCatalog;
import dev.asof.online.live.LiveDefinitions;
import dev.asof.online.state.StateStore;
import dev.asof.online.state.database.StateOptions;
import dev.asof.registry.compute.event.OnViolation;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
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
        StagedClock clock = new StagedClock(() -> {
            throw new StackOverflowError("the test says so");
        });
        try (StateStore state =
                StateStore.open(fixture.repository().onlineFolder(), StateOptions.SMALL, fixture.clock())) {
            LiveDefinitions definitions = new LiveDefinitions(fixture::registry, state, catalog -> {});
            EventIngestor ingestor =
                    new EventIngestor(state, definitions, IngestLimits.DEFAULT, new IngestDurability.Fsync(), clock);
            Call first = Call.start(() -> ingestor.ingest(batch(1)));
            clock.firstIsWriting.await();
            Call second = Call.start(() -> ingestor.ingest(batch(2)));
            Call third = Call.start(() -> ingestor.ingest(batch(3)));
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
            assertThat(Call.start(() -> ingestor.ingest(batch(4))).result.get().accepted())
                    .isOne();
        }
    }

    @Test
    @Timeout(60)
    void aBatchThatFailsFailsAloneAndLeavesNothing() throws Exception {
        OnlineFixture fixture = new OnlineFixture(folder);
        StagedClock clock = new StagedClock(() -> {});
        try (StateStore state =
                StateStore.open(fixture.repository().onlineFolder(), StateOptions.SMALL, fixture.clock())) {
            LiveDefinitions definitions = new LiveDefinitions(fixture::registry, state, catalog -> {});
            GroupCommit commits = new GroupCommit(state, definitions, new IngestDurability.Fsync(), clock);
            Call first = Call.start(() -> done(commits.commit(prepared(definitions, 1))));
            clock.firstIsWriting.await();
            Call before = Call.start(() -> done(commits.commit(prepared(definitions, 2))));
            before.awaitQueued();
            Call broken = Call.start(() -> done(commits.commit(broken(prepared(definitions, 3)))));
            broken.awaitQueued();
            Call after = Call.start(() -> done(commits.commit(prepared(definitions, 4))));
            after.awaitQueued();
            clock.letFirstWrite.countDown();

            for (Call sound : List.of(first, before, after)) {
                assertThat(sound.result.get().accepted()).isOne();
            }
            assertThatThrownBy(broken.result::get).hasCauseInstanceOf(IndexOutOfBoundsException.class);
            assertThat(done(commits.commit(prepared(definitions, 2))).accepted())
                    .isZero();
            assertThat(done(commits.commit(prepared(definitions, 3))).accepted())
                    .isOne();
        }
    }

    private static PreparedBatch prepared(LiveDefinitions definitions, int payment) {
        LiveCatalog catalog = definitions.current();
        return BatchPreparation.prepare(
                batch(payment), catalog, catalog.requireSource("payments"), BatchPreparation.Retries.TOLD_BY_THE_ROW);
    }

    /** With a rejection of a row that isn't there, which is found only after the batch's event is in the write. */
    private static PreparedBatch broken(PreparedBatch batch) {
        return new PreparedBatch(
                batch.batch(),
                batch.catalog(),
                batch.source(),
                batch.events(),
                List.of(new Rejection(5, 0, OnViolation.QUARANTINE, List.of())));
    }

    private static IngestResult done(GroupCommit.Outcome outcome) {
        return switch (outcome) {
            case GroupCommit.Outcome.Done(IngestResult result) -> result;
            case GroupCommit.Outcome.Failed(RuntimeException failure) -> throw failure;
            case GroupCommit.Outcome.Outdated() -> throw new AssertionError("Nothing was applied");
        };
    }

    private static IngestBatch batch(int payment) {
        return new IngestBatch(
                "payments", "", 0, payments().row(payment, 7, "zoo", NOW, 1.0).batch());
    }

    /** The first write waits; the second one is of all that waited meanwhile. */
    private static final class StagedClock implements InstantSource {
        private final CountDownLatch firstIsWriting = new CountDownLatch(1);
        private final CountDownLatch letFirstWrite = new CountDownLatch(1);
        private final Runnable atSecondWrite;
        private int writes;

        StagedClock(Runnable atSecondWrite) {
            this.atSecondWrite = atSecondWrite;
        }

        @Override
        public Instant instant() {
            writes++;
            if (writes == 2) {
                atSecondWrite.run();
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

        static Call start(Supplier<IngestResult> ingest) {
            CompletableFuture<IngestResult> result = new CompletableFuture<>();
            Thread thread = Thread.ofPlatform().daemon().start(() -> {
                try {
                    result.complete(ingest.get());
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
