package dev.asof.online.grpc;

import io.grpc.stub.StreamObserver;
import java.util.function.Supplier;

/** Answers calls. */
final class Calls {
    private Calls() {}

    /** Answers with what {@code answer} gives, or with its failure. */
    static <T> void answer(StreamObserver<T> observer, Supplier<T> answer) {
        T message;
        try {
            message = answer.get();
        } catch (RuntimeException failure) {
            observer.onError(GrpcErrors.of(failure));
            return;
        }
        observer.onNext(message);
        observer.onCompleted();
    }
}
