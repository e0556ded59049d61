package dev.asof.benchmark.ingest;

import dev.asof.it.repository.ParquetSourceFiles;
import dev.asof.offline.archive.EventArchiveWriter;
import dev.asof.online.OnlineStore;
import dev.asof.online.OnlineStoreOptions;
import dev.asof.online.OnlineStoreWiring;
import dev.asof.online.ingest.IngestDurability;
import dev.asof.online.server.OnlineServer;
import dev.asof.online.server.ServerOptions;
import dev.asof.registry.catalog.RegistryStore;
import dev.asof.registry.repository.FeatureRepository;
import dev.asof.v1.IngestEventsRequest;
import dev.asof.v1.IngestEventsResponse;
import dev.asof.v1.IngestServiceGrpc;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.StreamObserver;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A server in this process, and producers that stream to it. */
record IngestServer(OnlineServer server, ManagedChannel channel) implements AutoCloseable {
    private static final int BATCHES_UNDER_WAY = 4;

    static IngestServer start(Path folder, IngestDurability durability) {
        FeatureRepository repository = new FeatureRepository(folder);
        OnlineStoreWiring wiring = new OnlineStoreWiring(
                repository,
                RegistryStore.of(folder)::load,
                new ParquetSourceFiles(repository),
                new EventArchiveWriter()::write,
                InstantSource.system());
        OnlineServer server = OnlineServer.start(
                OnlineStore.open(wiring, OnlineStoreOptions.DEFAULT.with(durability)),
                ServerOptions.onLoopback(0, "benchmark"),
                InstantSource.system());
        ManagedChannel channel = NettyChannelBuilder.forAddress("127.0.0.1", server.port())
                .usePlaintext()
                .build();
        return new IngestServer(server, channel);
    }

    /** Sends what each producer has, all at the same time; returns how many events were accepted. */
    long send(List<List<IngestEventsRequest>> producers) throws InterruptedException {
        AtomicLong accepted = new AtomicLong();
        List<CompletableFuture<Void>> sending = new ArrayList<>();
        for (List<IngestEventsRequest> messages : producers) {
            CompletableFuture<Void> done = new CompletableFuture<>();
            sending.add(done);
            Thread.ofPlatform().start(() -> send(messages, accepted, done));
        }
        sending.forEach(CompletableFuture::join);
        return accepted.get();
    }

    private void send(List<IngestEventsRequest> messages, AtomicLong accepted, CompletableFuture<Void> done) {
        Semaphore underWay = new Semaphore(BATCHES_UNDER_WAY);
        StreamObserver<IngestEventsRequest> stream = IngestServiceGrpc.newStub(channel)
                .ingestEventStream(new StreamObserver<>() {
                    @Override
                    public void onNext(IngestEventsResponse response) {
                        accepted.addAndGet(response.getAccepted());
                        underWay.release();
                    }

                    @Override
                    public void onError(Throwable failure) {
                        done.completeExceptionally(failure);
                        underWay.release(BATCHES_UNDER_WAY);
                    }

                    @Override
                    public void onCompleted() {
                        done.complete(null);
                    }
                });
        for (IngestEventsRequest message : messages) {
            underWay.acquireUninterruptibly();
            stream.onNext(message);
        }
        stream.onCompleted();
    }

    @Override
    public void close() throws InterruptedException {
        channel.shutdown().awaitTermination(5, TimeUnit.SECONDS);
        server.close();
    }
}
