package dev.asof.online.ingest;

import dev.asof.online.live.LiveDefinitions;
import dev.asof.online.state.StateStore;
import dev.asof.online.state.StateWrite;
import dev.asof.online.state.database.Durability;
import dev.asof.registry.error.AsofException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Writes batches of several callers in one write: who finds nobody writing writes for all that wait. So a disk
 * that takes long to sync sees few large writes, and batches of one producer keep their order. A batch that fails by
 * itself, for whatever reason, fails alone.
 */
final class GroupCommit {
    private static final int MOST_BATCHES = 64;

    private final StateStore state;
    private final LiveDefinitions definitions;
    private final Durability durability;
    private final InstantSource wallClock;
    private final ConcurrentLinkedQueue<Ticket> waiting = new ConcurrentLinkedQueue<>();
    private final ReentrantLock leading = new ReentrantLock();

    GroupCommit(StateStore state, LiveDefinitions definitions, IngestDurability durability, InstantSource wallClock) {
        this.state = state;
        this.definitions = definitions;
        this.durability = durability.ofWrites();
        this.wallClock = wallClock;
    }

    /** What became of a batch. */
    sealed interface Outcome {
        /** It is stored and durable. */
        record Done(IngestResult result) implements Outcome {}

        /** It is refused, or the write failed. */
        record Failed(RuntimeException failure) implements Outcome {}

        /** Other definitions were applied since it was prepared: prepare it again. */
        record Outdated() implements Outcome {}
    }

    /** One batch that waits; guarded by {@link #leading}. */
    private static final class Ticket {
        private final PreparedBatch batch;
        private @Nullable Outcome outcome;

        Ticket(PreparedBatch batch) {
            this.batch = batch;
        }
    }

    /** Returns when the batch is durable, refused or outdated. */
    Outcome commit(PreparedBatch batch) {
        Ticket ticket = new Ticket(batch);
        waiting.add(ticket);
        leading.lock();
        try {
            Outcome outcome = ticket.outcome;
            while (outcome == null) {
                commitWaiting();
                outcome = ticket.outcome;
            }
            return outcome;
        } finally {
            leading.unlock();
        }
    }

    private void commitWaiting() {
        List<Ticket> group = new ArrayList<>();
        for (Ticket next = waiting.poll(); next != null; next = waiting.poll()) {
            group.add(next);
            if (group.size() == MOST_BATCHES) {
                break;
            }
        }
        while (!group.isEmpty() && !isCommitted(group)) {
            group.removeIf(ticket -> ticket.outcome != null);
        }
    }

    /**
     * Writes the batches, all or none.
     *
     * @return false if one that cannot be added, and has its outcome, kept the others from being written
     */
    private boolean isCommitted(List<Ticket> group) {
        try {
            List<Outcome> outcomes = state.write(durability, write -> addAll(group, write));
            for (int i = 0; i < group.size(); i++) {
                group.get(i).outcome = outcomes.get(i);
            }
            return true;
        } catch (RuntimeException e) {
            return failed(group, e);
        } catch (Error e) {
            // Whoever waits for the leader has to learn of it too: a batch that was taken is in no queue any more.
            if (failed(group, new IllegalStateException(e))) {
                throw e;
            }
            return false;
        }
    }

    /** The failure of one batch is its own; any other one is that of all. */
    private static boolean failed(List<Ticket> group, RuntimeException failure) {
        if (group.stream().anyMatch(ticket -> ticket.outcome != null)) {
            return false;
        }
        group.forEach(ticket -> ticket.outcome = new Outcome.Failed(failure));
        return true;
    }

    private List<Outcome> addAll(List<Ticket> group, StateWrite write) {
        long nowMicros = ChronoUnit.MICROS.between(Instant.EPOCH, wallClock.instant());
        List<Outcome> outcomes = new ArrayList<>();
        for (Ticket ticket : group) {
            outcomes.add(addOrFail(ticket, write, nowMicros));
        }
        return outcomes;
    }

    /** What a batch leaves in the write when it fails halfway may not be written: the write is begun anew without it. */
    private Outcome addOrFail(Ticket ticket, StateWrite write, long nowMicros) {
        try {
            return add(ticket.batch, write, nowMicros);
        } catch (RuntimeException e) {
            ticket.outcome = new Outcome.Failed(e);
            throw e;
        } catch (Error e) {
            ticket.outcome = new Outcome.Failed(new IllegalStateException(e));
            throw e;
        }
    }

    private Outcome add(PreparedBatch batch, StateWrite write, long nowMicros) {
        if (batch.catalog() != definitions.current()) {
            return new Outcome.Outdated();
        }
        BatchCommit commit;
        try {
            commit = BatchCommit.check(batch, write, nowMicros);
        } catch (AsofException refused) {
            return new Outcome.Failed(refused);
        }
        return new Outcome.Done(commit.add());
    }
}
