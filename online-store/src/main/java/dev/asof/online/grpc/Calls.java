package dev.asof.online.grpc;

import io.grpc.stub.ServerCallStreamObserver;
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
        if (observer instanceof ServerCallStreamObserver<T> call && call.isCancelled()) {
            return;
        }
        observer.onNext(message);
        observer.onCompleted();
    }
}
