package dev.asof.benchmark.serving;

import com.sun.management.ThreadMXBean;
import dev.asof.it.repository.ParquetSourceFiles;
import dev.asof.offline.archive.EventArchiveWriter;
import dev.asof.online.OnlineStore;
import dev.asof.online.OnlineStoreOptions;
import dev.asof.online.OnlineStoreWiring;
import dev.asof.online.grpc.CallExecutors;
import dev.asof.online.grpc.GrpcServices;
import dev.asof.online.grpc.LookupQueue;
import dev.asof.online.state.database.StateOptions;
import dev.asof.online.wire.ServerInfo;
import dev.asof.registry.catalog.RegistryStore;
import dev.asof.registry.repository.FeatureRepository;
import io.grpc.Attributes;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerMethodDefinition;
import io.grpc.Status;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * What a lookup costs beside the network: from the bytes of a request to those of its answer, on one thread, in processor
 * time and allocated bytes. Uses the data that {@link ServingComparison} made.
 */
public final class LookupCosts {
    private static final int ROUNDS = 7;
    private static final double WARM_UP_SECONDS = 8;
    private static final double ROUND_SECONDS = 1;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final ServerMethodDefinition<Object, Object> method;
    private final Requests requests;
    private final int rows;

    private LookupCosts(ServerMethodDefinition<Object, Object> method, int rows, long entities) {
        this.method = method;
        this.rows = rows;
        this.requests = Requests.atRandom(rows, entities, 7);
    }

    /**
     * Takes the folder of the data, the number of its entities, how many a request asks about ({@code 1,100} for one after the
     * other), and the MiB that kept answers may take: 0 shows what computing them costs.
     */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        FeatureRepository repository = new FeatureRepository(folder);
        OnlineStoreWiring wiring = new OnlineStoreWiring(
                repository,
                RegistryStore.of(folder)::load,
                new ParquetSourceFiles(repository),
                new EventArchiveWriter()::write,
                InstantSource.system());
        OnlineStoreOptions options = OnlineStoreOptions.DEFAULT
                .withAnswerBytes(Long.parseLong(arguments[3]) << 20)
                .with(new StateOptions(1L << 30, 128L << 20));
        try (OnlineStore store = OnlineStore.open(wiring, options)) {
            for (String rows : arguments[2].split(",")) {
                new LookupCosts(method(store), Integer.parseInt(rows), Long.parseLong(arguments[1])).run();
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static ServerMethodDefinition<Object, Object> method(OnlineStore store) {
        String name = ByteMessages.method().getFullMethodName();
        return (ServerMethodDefinition<Object, Object>) GrpcServices.of(
                        store,
                        new ServerInfo("benchmark", 0, Instant.EPOCH),
                        new CallExecutors(LookupQueue.IMMEDIATE, Runnable::run, Runnable::run))
                .getFirst()
                .bindService()
                .getMethod(name);
    }

    private void run() throws IOException {
        round(WARM_UP_SECONDS);
        double[] micros = new double[ROUNDS];
        double bytes = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long allocated = THREADS.getCurrentThreadAllocatedBytes();
            long cpu = THREADS.getCurrentThreadCpuTime();
            long count = round(ROUND_SECONDS);
            micros[round] = (THREADS.getCurrentThreadCpuTime() - cpu) / 1e3 / count;
            bytes = (double) (THREADS.getCurrentThreadAllocatedBytes() - allocated) / count;
        }
        Arrays.sort(micros);
        System.out.printf(
                Locale.ROOT,
                "%d entities: %.2f us of processor time (%.2f to %.2f), %,.0f bytes allocated%n",
                rows,
                micros[ROUNDS / 2],
                micros[0],
                micros[ROUNDS - 1],
                bytes);
    }

    /** Answers until so much processor time is spent. */
    private long round(double seconds) throws IOException {
        long end = THREADS.getCurrentThreadCpuTime() + (long) (seconds * TimeUnit.SECONDS.toNanos(1));
        long count = 0;
        while (count % 64 != 0 || THREADS.getCurrentThreadCpuTime() < end) {
            Call call = new Call(method.getMethodDescriptor());
            ServerCall.Listener<Object> listener = method.getServerCallHandler().startCall(call, new Metadata());
            listener.onMessage(method.getMethodDescriptor().parseRequest(new ByteArrayInputStream(requests.next())));
            listener.onHalfClose();
            if (!call.isAnswered) {
                throw new IllegalStateException("A lookup was not answered");
            }
            count++;
        }
        return count;
    }

    /** A call whose answer is made and thrown away. */
    private static final class Call extends ServerCall<Object, Object> {
        private final MethodDescriptor<Object, Object> method;
        private boolean isAnswered;

        Call(MethodDescriptor<Object, Object> method) {
            this.method = method;
        }

        @Override
        public void request(int count) {}

        @Override
        public void sendHeaders(Metadata headers) {}

        @Override
        public void sendMessage(Object message) {
            try (InputStream stream = method.streamResponse(message)) {
                isAnswered = stream.available() > 0;
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close(Status status, Metadata trailers) {
            if (!status.isOk()) {
                throw status.asRuntimeException();
            }
        }

        @Override
        public boolean isCancelled() {
            return false;
        }

        @Override
        public Attributes getAttributes() {
            return Attributes.EMPTY;
        }

        @Override
        public MethodDescriptor<Object, Object> getMethodDescriptor() {
            return method;
        }
    }
}
