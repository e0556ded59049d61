package dev.asof.online.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.asof.online.OnlineFixture;
import dev.asof.online.OnlineStore;
import dev.asof.online.wire.ErrorTrailer;
import dev.asof.online.wire.ServerInfo;
import dev.asof.registry.error.ErrorCode;
import dev.asof.v1.FeatureServiceGrpc;
import dev.asof.v1.GetOnlineFeaturesRequest;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RefusalTest {
    @TempDir
    Path folder;

    /** As at an overload, seen at a call's headers or later. */
    private record Full(boolean isFull) implements LookupQueue {
        @Override
        public void submit(int rows, Runnable lookup, Runnable refusal) {
            refusal.run();
        }
    }

    private StatusRuntimeException refusal(LookupQueue queue) throws Exception {
        OnlineStore store = new OnlineFixture(folder).open();
        InProcessServerBuilder builder = InProcessServerBuilder.forName("full");
        GrpcServices.of(
                        store,
                        new ServerInfo("1.2.3", 4711, Instant.EPOCH),
                        new CallExecutors(queue, Runnable::run, Runnable::run))
                .forEach(builder::addService);
        Server server = builder.build().start();
        ManagedChannel channel = InProcessChannelBuilder.forName("full").build();
        try (store) {
            return catchThrowableOfType(
                    StatusRuntimeException.class,
                    () -> FeatureServiceGrpc.newBlockingStub(channel)
                            .getOnlineFeatures(GetOnlineFeaturesRequest.getDefaultInstance()));
        } finally {
            channel.shutdownNow();
            server.shutdownNow().awaitTermination();
        }
    }

    private static void assertSaysSo(StatusRuntimeException refusal) {
        assertThat(refusal.getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
        assertThat(refusal.getStatus().getDescription()).startsWith("Cannot answer the request now");
        Metadata trailers = Objects.requireNonNull(refusal.getTrailers());
        assertThat(Objects.requireNonNull(trailers.get(ErrorTrailer.KEY)).getCode())
                .isEqualTo(ErrorCode.OVERLOADED.name());
    }

    @Test
    void aLookupIsRefusedBeforeItIsRead() throws Exception {
        assertSaysSo(refusal(new Full(true)));
    }

    @Test
    void aLookupForWhichThereIsNoThreadIsRefused() throws Exception {
        assertSaysSo(refusal(new Full(false)));
    }
}
