package dev.asof.cli.ingest;

import dev.asof.cli.client.AsofClient;
import dev.asof.cli.console.BrokenRule;
import dev.asof.cli.console.Words;
import dev.asof.online.ingest.IngestResult;
import dev.asof.online.ingest.Rejection;
import dev.asof.registry.compute.event.OnViolation;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * Sends the events of one producer in order, each under its number, from 1. What the server took before is passed over;
 * a server that is away is waited for, and a batch without an answer is sent again, which changes nothing.
 */
public final class EventSender {
    private static final int MOST_LISTED = 20;

    private final Connection connection;
    private final Pause pause;
    private final String source;
    private final String producer;
    private final List<RejectedEvent> listed = new ArrayList<>();
    private long sent;
    private long accepted;
    private long passedOver;
    private long duplicates;
    private long dropped;
    private long rejected;

    /** Where the server is now; it may come back elsewhere. */
    @FunctionalInterface
    public interface Connection {
        /** @throws AsofException SERVER_UNAVAILABLE if no server runs */
        AsofClient open();
    }

    /** Waits between two attempts. */
    @FunctionalInterface
    public interface Pause {
        void pass(Duration duration) throws InterruptedException;
    }

    /**
     * An event that the server did not take.
     *
     * @param disposition {@code quarantined}, {@code dropped} or {@code refused}
     */
    public record RejectedEvent(long place, String disposition, List<BrokenRule> violations) {
        public RejectedEvent {
            violations = List.copyOf(violations);
        }

        static RejectedEvent of(long place, Rejection rejection) {
            String disposition = switch (rejection.onViolation()) {
                case FAIL -> "refused";
                case QUARANTINE -> "quarantined";
                case DROP -> "dropped";
            };
            List<BrokenRule> broken = rejection.violations().stream()
                    .map(violation ->
                            new BrokenRule(violation.column(), Words.of(violation.reason()), violation.message()))
                    .toList();
            return new RejectedEvent(place, disposition, broken);
        }
    }

    /**
     * What became of all events: accepted + passedOver + duplicates + dropped + rejected = events.
     *
     * @param passedOver events whose numbers the server had taken from this producer before: not sent, and not compared
     * @param duplicates events that were sent, and there before
     * @param dropped events that break the contract of a source that drops such
     * @param rejected events that break the contract, in quarantine or given back
     * @param rejections the first of those that were dropped or rejected
     */
    public record Tally(
            long events,
            long accepted,
            long passedOver,
            long duplicates,
            long dropped,
            long rejected,
            List<RejectedEvent> rejections) {
        public Tally {
            rejections = List.copyOf(rejections);
        }
    }

    public EventSender(Connection connection, Pause pause, String source, String producer) {
        this.connection = connection;
        this.pause = pause;
        this.source = source;
        this.producer = producer;
    }

    /**
     * Sends all that {@code reader} has.
     *
     * @param lastSequence the last number that the server has taken from the producer
     * @param progress is told how many events are done
     */
    public void send(EventReader reader, long lastSequence, LongConsumer progress)
            throws IOException, InterruptedException {
        for (var batch = reader.next(); batch.isPresent(); batch = reader.next()) {
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedException();
            }
            int known = Math.clamp(lastSequence - sent, 0, batch.get().size());
            passedOver += known;
            sent += known;
            if (known < batch.get().size()) {
                send(known == 0 ? batch.get() : batch.get().after(known));
            }
            progress.accept(sent);
        }
    }

    /** What became of the events so far. */
    public Tally tally() {
        return new Tally(sent, accepted, passedOver, duplicates, dropped, rejected, listed);
    }

    private void send(EventBatch batch) throws InterruptedException {
        IngestResult answer = attempt(batch);
        sent += batch.size();
        accepted += answer.accepted();
        duplicates += answer.duplicates();
        for (Rejection rejection : answer.rejections()) {
            if (rejection.onViolation() == OnViolation.DROP) {
                dropped++;
            } else {
                rejected++;
            }
            if (listed.size() < MOST_LISTED) {
                listed.add(RejectedEvent.of(batch.places()[rejection.index()], rejection));
            }
        }
    }

    private IngestResult attempt(EventBatch batch) throws InterruptedException {
        Backoff backoff = new Backoff();
        while (true) {
            try {
                return connection.open().ingest(source, producer, sent + 1, batch.columns());
            } catch (AsofException e) {
                boolean mayWorkLater = e.code() == ErrorCode.SERVER_UNAVAILABLE || e.code() == ErrorCode.OVERLOADED;
                if (!mayWorkLater || backoff.isExhausted()) {
                    throw e;
                }
                pause.pass(backoff.next());
            }
        }
    }

    /** Waits that double from 100 ms to 5 s, for about a minute in all. */
    private static final class Backoff {
        private static final Duration FIRST = Duration.ofMillis(100);
        private static final Duration LONGEST = Duration.ofSeconds(5);
        private static final Duration PATIENCE = Duration.ofMinutes(1);

        private Duration next = FIRST;
        private Duration waited = Duration.ZERO;

        boolean isExhausted() {
            return waited.compareTo(PATIENCE) >= 0;
        }

        Duration next() {
            Duration now = next;
            waited = waited.plus(now);
            Duration doubled = now.multipliedBy(2);
            next = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
            return now;
        }
    }
}
