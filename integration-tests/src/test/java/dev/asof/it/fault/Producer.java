package dev.asof.it.fault;

import dev.asof.cli.client.AsofClient;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/** Sends orders and clicks in turns, each batch again and again until it is acknowledged, as a good producer does. */
final class Producer {
    private static final Set<ErrorCode> PASSING =
            Set.of(ErrorCode.SERVER_UNAVAILABLE, ErrorCode.IO_FAILED, ErrorCode.OVERLOADED);

    private final List<EventStream> streams;
    private final Supplier<AsofClient> server;
    private final Set<String> failures = new ConcurrentSkipListSet<>();
    private volatile boolean isStopping;
    private FutureTask<Void> sending = new FutureTask<>(() -> null);
    private final int pauseMillis;
    private int failedCalls;

    Producer(String name, long seed, Supplier<AsofClient> server) {
        this(name, seed, server, 0);
    }

    /** @param pauseMillis how long it waits after each batch */
    Producer(String name, long seed, Supplier<AsofClient> server, int pauseMillis) {
        this.pauseMillis = pauseMillis;
        this.streams = List.of(
                new EventStream(Shop.ORDER_SOURCE, name, seed), new EventStream(Shop.CLICK_SOURCE, name, seed + 1));
        this.server = server;
    }

    List<EventStream> streams() {
        return streams;
    }

    /** How many calls had no answer, or an error for one. */
    int failedCalls() {
        return failedCalls;
    }

    /** What the server said when it could not store events, without numbers. */
    Set<String> failures() {
        return failures;
    }

    void start() {
        isStopping = false;
        sending = new FutureTask<>(() -> {
            for (int batch = 0; !isStopping; batch++) {
                send(streams.get(batch % streams.size()));
                Thread.sleep(pauseMillis);
            }
            return null;
        });
        Thread.ofPlatform().daemon().start(sending);
    }

    /** Sends no new batch; one that is not acknowledged stays so. */
    void stop() throws InterruptedException, ExecutionException {
        isStopping = true;
        sending.get();
    }

    /** Sends again what is not acknowledged, until it is. */
    void finish() {
        for (EventStream stream : streams) {
            if (stream.acknowledged() < stream.sent().size()) {
                send(stream.next(), stream);
            }
        }
    }

    private void send(EventStream stream) throws InterruptedException {
        ColumnBatch batch = stream.next();
        while (!isStopping) {
            try {
                send(batch, stream);
                return;
            } catch (AsofException e) {
                if (!PASSING.contains(e.code())) {
                    throw e;
                }
                failures.add(e.code() + ": " + String.valueOf(e.getMessage()).replaceAll("[0-9]+", "#"));
            } catch (CancellationException closedWithTheServer) {
                // Its client is gone, and another one comes.
            }
            failedCalls++;
            Thread.sleep(10);
        }
    }

    private void send(ColumnBatch batch, EventStream stream) {
        server.get().ingest(stream.source().name(), stream.producer(), stream.acknowledged() + 1L, batch);
        stream.acknowledge();
    }
}
