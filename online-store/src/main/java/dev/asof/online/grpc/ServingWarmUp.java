package dev.asof.online.grpc;

import dev.asof.online.OnlineStore;
import dev.asof.online.lookup.LookupRequest;
import dev.asof.online.lookup.MadeUpRequests;
import dev.asof.online.lookup.Selection;
import dev.asof.online.wire.AnswerBytes;
import dev.asof.online.wire.AnswerLayout;
import dev.asof.online.wire.WireColumns;
import dev.asof.registry.error.AsofException;
import dev.asof.v1.FeatureServiceRef;
import dev.asof.v1.GetOnlineFeaturesRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

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

    private final OnlineStore store;
    private final MadeUpRequests requests;
    private final List<byte[]> messages = new ArrayList<>();
    private int next;

    private ServingWarmUp(OnlineStore store) {
        this.store = store;
        this.requests = store.madeUpRequests();
        for (LookupRequest request : requests.aboutNow()) {
            byte[] message = message(request, messages.size() % 2 == 0);
            if (message.length <= MOST_BYTES) {
                messages.add(message);
            }
        }
    }

    /**
     * Asks until the time is over.
     *
     * @param port of this machine, where a server of the store answers who shows {@code key}
     * @param connections one a thread of the network
     */
    public static void run(OnlineStore store, Duration time, int port, String key, int connections) throws IOException {
        long end = System.nanoTime() + time.toNanos();
        try {
            new ServingWarmUp(store).run(end, port, key, connections);
        } finally {
            store.forgetAnswered();
        }
    }

    private void run(long endNanos, int port, String key, int connections) throws IOException {
        List<WarmUpConnection> open = new ArrayList<>();
        try {
            for (int i = 0; i < connections && !messages.isEmpty(); i++) {
                open.add(new WarmUpConnection(port, key));
            }
            while (!messages.isEmpty() && System.nanoTime() < endNanos) {
                for (WarmUpConnection each : open) {
                    send(each);
                }
                answer(requests.nextOfThePast());
                for (WarmUpConnection each : open) {
                    each.awaitAnswers();
                }
            }
        } finally {
            for (WarmUpConnection each : open) {
                each.close();
            }
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
            AnswerBytes.of(AnswerLayout.of(answer.selection()), answer, new AnswerBytes.AnswerParts(true, true));
        } catch (AsofException notNow) {
            // Whoever asks for it in earnest is told.
        }
    }

    static byte[] message(LookupRequest request, boolean omitSchema) {
        Selection.OfService service = (Selection.OfService) request.selection();
        return GetOnlineFeaturesRequest.newBuilder()
                .setFeatureService(
                        FeatureServiceRef.newBuilder().setName(service.name()).setVersion(service.version()))
                .setRows(WireColumns.of(request.rows()))
                .setOmitSchema(omitSchema)
                .build()
                .toByteArray();
    }
}
