package dev.asof.online.grpc;

import dev.asof.online.OnlineStore;
import dev.asof.online.lookup.LookupRequest;
import dev.asof.online.lookup.MadeUpRequests;
import dev.asof.online.lookup.Selection;
import dev.asof.online.wire.AnswerBytes;
import dev.asof.online.wire.AnswerBytes.AnswerParts;
import dev.asof.online.wire.AnswerLayout;
import dev.asof.online.wire.WireColumns;
import dev.asof.registry.error.AsofException;
import dev.asof.v1.FeatureServiceRef;
import dev.asof.v1.GetOnlineFeaturesRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Asks what nobody asked, before a server says that it is ready: over the network, from the bytes of a request to those of its answer, as
 * all others will, and about the past without it, as answers about now are soon kept.
 */
public final class ServingWarmUp {
    /** The header that shows the key. */
    public static final String KEY_HEADER = "asof-warm-up";

    /** So many requests are sent at once on each connection: few enough that none is refused. */
    private static final int AT_ONCE = 8;

    private static final int MOST_BYTES = 16_000;
    private static final AnswerParts VALUES = new AnswerParts(false, false);
    private static final AnswerParts VALUES_AND_SCHEMA = new AnswerParts(true, false);
    private static final AnswerParts ALL = new AnswerParts(true, true);

    private final OnlineStore store;
    private final MadeUpRequests requests;
    private final List<byte[]> messages = new ArrayList<>();
    private int next;

    /** Making requests up, and their messages, takes half of the time at most. */
    private ServingWarmUp(OnlineStore store, long fromNanos, Duration time) {
        this.store = store;
        this.requests = store.madeUpRequests(() -> isOver(fromNanos, time.dividedBy(4)));
        for (LookupRequest request : requests.aboutNow()) {
            byte[] message = message(request, messages.size() % 2 == 0 ? VALUES : VALUES_AND_SCHEMA);
            if (message.length <= MOST_BYTES) {
                messages.add(message);
            }
            if (!messages.isEmpty() && isOver(fromNanos, time.dividedBy(2))) {
                break;
            }
        }
    }

    private static boolean isOver(long fromNanos, Duration time) {
        return Thread.currentThread().isInterrupted() || System.nanoTime() - fromNanos >= time.toNanos();
    }

    /**
     * Asks until the time is over or the thread is interrupted, and a few requests in any case, if there is whom to ask.
     *
     * @param port of this machine, where a server of the store answers who shows {@code key}
     * @param connections one a thread of the network
     * @return how many requests were answered over the network; 0 if no service is ready, or nothing is stored
     */
    public static long run(OnlineStore store, Duration time, int port, String key, int connections) throws IOException {
        long from = System.nanoTime();
        try {
            ServingWarmUp warmUp = new ServingWarmUp(store, from, time);
            return warmUp.messages.isEmpty() ? 0 : warmUp.run(() -> isOver(from, time), port, key, connections);
        } finally {
            store.forgetAnswered();
        }
    }

    private long run(BooleanSupplier isOver, int port, String key, int connections) throws IOException {
        List<WarmUpConnection> open = new ArrayList<>();
        try {
            for (int i = 0; i < connections; i++) {
                open.add(new WarmUpConnection(port, key));
            }
            do {
                takeTurn(open);
            } while (!isOver.getAsBoolean());
            return open.stream().mapToLong(WarmUpConnection::answered).sum();
        } finally {
            for (WarmUpConnection each : open) {
                each.close();
            }
        }
    }

    private void takeTurn(List<WarmUpConnection> open) throws IOException {
        for (WarmUpConnection each : open) {
            send(each);
        }
        answer(requests.nextOfThePast());
        for (WarmUpConnection each : open) {
            each.awaitAnswers();
        }
    }

    private void send(WarmUpConnection connection) throws IOException {
        for (int i = 0; i < AT_ONCE; i++) {
            connection.send(messages.get(next++ % messages.size()));
        }
    }

    private void answer(LookupRequest request) {
        try {
            var answer = store.lookup(request);
            AnswerBytes.of(AnswerLayout.of(answer.selection()), answer, ALL);
        } catch (AsofException notNow) {
            // Whoever asks for it in earnest is told.
        }
    }

    static byte[] message(LookupRequest request, AnswerParts parts) {
        Selection.OfService service = (Selection.OfService) request.selection();
        return GetOnlineFeaturesRequest.newBuilder()
                .setFeatureService(
                        FeatureServiceRef.newBuilder().setName(service.name()).setVersion(service.version()))
                .setRows(WireColumns.of(request.rows()))
                .setOmitSchema(!parts.withSchema())
                .setIncludeEventTimes(parts.withEventTimes())
                .build()
                .toByteArray();
    }
}
