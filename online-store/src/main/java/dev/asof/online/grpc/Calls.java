package dev.asof.online.grpc;

import io.grpc.Context;
import io.grpc.Deadline;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

/** Answers calls. */
final class Calls {
    private Calls() {}

    /**
     * Answers, unless nobody waits any more: a call whose deadline passed, or which was cancelled, is not worked on.
     *
     * @param context of the call, which knows its deadline
     */
    static <T> void answerUnlessCancelled(Context context, StreamObserver<T> observer, Supplier<T> answer) {
        Deadline deadline = context.getDeadline();
        if (!context.isCancelled() && (deadline == null || !deadline.isExpired())) {
            answer(observer, answer);
        }
    }

    /** Answers on another thread, or says that too much waits for one. */
    static <T> void answerOn(Executor executor, StreamObserver<T> observer, Supplier<T> answer) {
        try {
            executor.execute(() -> answer(observer, answer));
        } catch (RejectedExecutionException full) {
            observer.onError(Refusal.asException());
        }
    }

    /** Answers with what {@code answer} gives, or with its failure, an {@link Error} not excepted: somebody waits. */
    static <T> void answer(StreamObserver<T> observer, Supplier<T> answer) {
        T message;
        try {
            message = answer.get();
        } catch (RuntimeException | Error failure) {
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
