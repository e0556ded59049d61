package dev.asof.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.online.wire.ErrorTrailer;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import dev.asof.v1.ErrorDetail;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import org.junit.jupiter.api.Test;

class CallFailuresTest {
    @Test
    void aMissingTokenIsToldWithWhereTheCommandTakesItFrom() {
        Metadata trailers = new Metadata();
        trailers.put(
                ErrorTrailer.KEY,
                ErrorDetail.newBuilder()
                        .setCode(ErrorCode.ACCESS_DENIED.name())
                        .setMessage("Send 'authorization: Bearer TOKEN'.")
                        .build());
        RuntimeException told = CallFailures.translate(
                new StatusRuntimeException(Status.UNAUTHENTICATED, trailers), ServerAddress.parse("db:7450"));

        assertThat(told)
                .isInstanceOf(AsofException.class)
                .hasMessage("Cannot call the server at db:7450: the command bears no token that it knows."
                        + " Set ASOF_TOKEN, or write 'token = ...' in .asof/config.");
        assertThat(((AsofException) told).code()).isEqualTo(ErrorCode.ACCESS_DENIED);
    }
}
