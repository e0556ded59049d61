package dev.asof.online.server;

import dev.asof.online.grpc.CallExecutors;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.channel.EventLoop;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.IoHandlerFactory;
import io.grpc.netty.shaded.io.netty.channel.MultiThreadIoEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.ServerChannel;
import io.grpc.netty.shaded.io.netty.channel.epoll.Epoll;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollIoHandler;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollServerSocketChannel;
import io.grpc.netty.shaded.io.netty.channel.nio.NioIoHandler;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioServerSocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * The threads of a server: those that read from and write to the network, one a core, which also answer lookups while the
 * data is in memory; and pools for whatever may have to wait.
 */
final class ServerThreads implements AutoCloseable {
    private static final int LEAST_THREADS = 8;
    private static final int WAITING_PER_THREAD = 64;
    private static final Duration LONGEST_WAIT = Duration.ofMillis(10);
    private static final Duration LONGEST_WAIT_IN_POOL = Duration.ofMillis(100);

    private final int ofNetwork;
    private final EventLoopGroup network;
    private final Class<? extends ServerChannel> channel;
    private final ThreadPoolExecutor lookups;
    private final ThreadPoolExecutor calls;
    private final ExecutorService longCalls;
    private final CallExecutors executors;

    /**
     * Starts them.
     *
     * @param storeBytes the size of the store's files, which decides where lookups run
     * @param isTooMuchUnread whether so much waits to be read by clients that no more is to be answered
     */
    ServerThreads(LongSupplier storeBytes, BooleanSupplier isTooMuchUnread) {
        int cores = Runtime.getRuntime().availableProcessors();
        this.ofNetwork = cores;
        IoHandlerFactory io = Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        this.channel = Epoll.isAvailable() ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
        this.network = new MultiThreadIoEventLoopGroup(cores, threads("asof-network-"), io);
        this.lookups = pool(Math.max(LEAST_THREADS, 2 * cores), "asof-lookup-");
        this.calls = pool(Math.max(LEAST_THREADS, 2 * cores), "asof-call-");
        this.longCalls = Executors.newCachedThreadPool(threads("asof-long-call-"));
        List<EventLoop> loops = new ArrayList<>();
        network.forEach(each -> loops.add((EventLoop) each));
        this.executors = new CallExecutors(
                new ChosenQueue(
                        EventLoopQueues.of(loops, LONGEST_WAIT),
                        new PoolQueue(lookups, LONGEST_WAIT_IN_POOL),
                        MemoryCheck.of(storeBytes),
                        isTooMuchUnread),
                calls,
                longCalls);
    }

    private static ThreadPoolExecutor pool(int threads, String name) {
        return new ThreadPoolExecutor(
                threads,
                threads,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(threads * WAITING_PER_THREAD),
                threads(name));
    }

    private static ThreadFactory threads(String name) {
        return Thread.ofPlatform().name(name, 0).daemon().factory();
    }

    /** How many threads read from the network. */
    int ofNetwork() {
        return ofNetwork;
    }

    CallExecutors executors() {
        return executors;
    }

    /** Lets the server's network threads run calls at once: whatever may wait is handed on by the services. */
    void use(NettyServerBuilder builder) {
        builder.directExecutor()
                .bossEventLoopGroup(network)
                .workerEventLoopGroup(network)
                .channelType(channel);
    }

    @Override
    public void close() {
        lookups.shutdown();
        calls.shutdown();
        longCalls.shutdown();
        network.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
}
