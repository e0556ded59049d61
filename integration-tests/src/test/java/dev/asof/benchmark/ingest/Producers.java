package dev.asof.benchmark.ingest;

import com.sun.management.OperatingSystemMXBean;
import dev.asof.v1.IngestEventsRequest;
import dev.asof.v1.IngestEventsResponse;
import dev.asof.v1.IngestServiceGrpc;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.StreamObserver;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** Two producers in a process of their own, which make their messages first and send them when they are told to. */
final class Producers implements AutoCloseable {
    private static final int BATCHES_UNDER_WAY = 4;

    private final Process process;
    private final BufferedReader said;

    private Producers(Process process) {
        this.process = process;
        this.said = process.inputReader(StandardCharsets.UTF_8);
    }

    /** What was sent: accepted events, and seconds of the processes' time. */
    record Sent(long accepted, double seconds, double processorSeconds) {}

    /** Starts the process, and waits until it has made all messages. */
    static Producers start(int port, int events, int batch) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx3g",
                        "-XX:+UseParallelGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Producers.class.getName(),
                        Integer.toString(port),
                        Integer.toString(events),
                        Integer.toString(batch))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Producers producers = new Producers(process);
        producers.said.readLine();
        return producers;
    }

    /** Lets them send, and waits until all is answered. */
    Sent send() throws IOException {
        long start = System.nanoTime();
        process.outputWriter(StandardCharsets.UTF_8).append("go\n").flush();
        String[] words = said.readLine().split(" ");
        return new Sent(Long.parseLong(words[0]), (System.nanoTime() - start) / 1e9, Long.parseLong(words[1]) / 1e9);
    }

    @Override
    public void close() throws Exception {
        process.destroyForcibly().waitFor();
    }

    /** What runs in that process: takes the port of the server, the events and the events of a batch. */
    public static void main(String[] arguments) throws Exception {
        int events = Integer.parseInt(arguments[1]);
        int batch = Integer.parseInt(arguments[2]);
        List<List<IngestEventsRequest>> messages = Stream.of("till", "web")
                .map(name -> new Payments(name, name.equals("web") ? events : 1).messages(events / batch / 2, batch))
                .toList();
        ManagedChannel channel = NettyChannelBuilder.forAddress("127.0.0.1", Integer.parseInt(arguments[0]))
                .usePlaintext()
                .build();
        System.out.println("ready");
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long processor = system.getProcessCpuTime();
        long accepted = send(channel, messages);
        System.out.println(accepted + " " + (system.getProcessCpuTime() - processor));
    }

    private static long send(ManagedChannel channel, List<List<IngestEventsRequest>> producers) {
        AtomicLong accepted = new AtomicLong();
        List<CompletableFuture<Void>> sending = new ArrayList<>();
        for (List<IngestEventsRequest> messages : producers) {
            CompletableFuture<Void> done = new CompletableFuture<>();
            sending.add(done);
            Thread.ofPlatform().start(() -> send(channel, messages, accepted, done));
        }
        sending.forEach(CompletableFuture::join);
        return accepted.get();
    }

    private static void send(
            ManagedChannel channel,
            List<IngestEventsRequest> messages,
            AtomicLong accepted,
            CompletableFuture<Void> done) {
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
}
