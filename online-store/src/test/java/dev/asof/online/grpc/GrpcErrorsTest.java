package dev.asof.online.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.online.wire.ErrorTrailer;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GrpcErrorsTest {
    @ParameterizedTest
    @EnumSource(value = ErrorCode.class, mode = EnumSource.Mode.EXCLUDE, names = "INTERNAL")
    void everyCodeTravelsWithItsMessage(ErrorCode code) {
        StatusRuntimeException status = GrpcErrors.of(new AsofException(code, "Cannot do it."));
        assertThat(status.getStatus().getDescription()).isEqualTo("Cannot do it.");
        assertThat(status.getStatus().getCode()).isNotIn(Status.Code.OK, Status.Code.UNKNOWN);
        assertThat(status.getTrailers().get(ErrorTrailer.KEY).getCode()).isEqualTo(code.name());
    }

    @Test
    void aFailingDiskIsTheServersFaultAndNoOverload() {
        StatusRuntimeException status =
                GrpcErrors.of(new AsofException(ErrorCode.IO_FAILED, "Cannot write the online store."));
        assertThat(status.getStatus().getCode()).isEqualTo(Status.Code.INTERNAL);
    }

    @Test
    void aDefectTellsNothingOfItsInside() {
        StatusRuntimeException status = GrpcErrors.of(new IllegalStateException("secret"));
        assertThat(status.getStatus().getCode()).isEqualTo(Status.Code.INTERNAL);
        assertThat(status.getStatus().getDescription()).doesNotContain("secret");
        assertThat(status.getTrailers().get(ErrorTrailer.KEY).toString()).doesNotContain("secret");
        assertThat(status.getTrailers().get(ErrorTrailer.KEY).getCode()).isEqualTo("INTERNAL");
    }
}
