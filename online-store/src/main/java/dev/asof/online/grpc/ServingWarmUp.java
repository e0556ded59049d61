package dev.asof.online.grpc;

import dev.asof.online.OnlineStore;
import dev.asof.online.wire.AnswerBytes;
import dev.asof.online.wire.AnswerLayout;
import java.time.Duration;

/** Answers and encodes what nobody asked, before a server says that it is ready. */
public final class ServingWarmUp {
    private ServingWarmUp() {}

    /** @param time how long */
    public static void run(OnlineStore store, Duration time) {
        store.warmUp(
                time,
                answer -> AnswerBytes.of(
                        AnswerLayout.of(answer.selection()), answer, new AnswerBytes.AnswerParts(true, true)));
    }
}
