package dev.asof.online.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CallsTest {
    @Test
    void aCallWhoseWorkEndsInAnErrorIsAnsweredAllTheSame() {
        Answers answers = new Answers();
        Calls.answer(answers, () -> {
            throw new OutOfMemoryError("the test says so");
        });
        assertThat(answers.failure).isNotNull();
        assertThat(Status.fromThrowable(answers.failure).getCode()).isEqualTo(Status.Code.INTERNAL);
    }

    private static final class Answers implements StreamObserver<String> {
        private @Nullable Throwable failure;

        @Override
        public void onNext(String answer) {
            throw new AssertionError(answer);
        }

        @Override
        public void onError(Throwable error) {
            failure = error;
        }

        @Override
        public void onCompleted() {
            throw new AssertionError("There is no answer");
        }
    }
}
