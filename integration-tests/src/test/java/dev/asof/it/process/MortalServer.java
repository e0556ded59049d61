package dev.asof.it.process;

import dev.asof.cli.client.AsofClient;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** A server that is killed in the middle of calls, started again, and called again. */
public final class MortalServer implements AutoCloseable {
    private static final int MOST_ATTEMPTS = 5;

    private final Path repository;
    private final Function<Path, ServerProcess> start;
    private final ExecutorService killer = Executors.newSingleThreadExecutor();
    private ServerProcess server;
    private int kills;
    private int brokenCalls;

    public MortalServer(Path repository) {
        this(repository, ServerProcess::start);
    }

    /** @param start starts a server of a repository */
    public MortalServer(Path repository, Function<Path, ServerProcess> start) {
        this.repository = repository;
        this.start = start;
        this.server = start.apply(repository);
    }

    /** How often the server was killed. */
    public int kills() {
        return kills;
    }

    /** How many calls got no answer because of that. */
    public int brokenCalls() {
        return brokenCalls;
    }

    /** Calls the server. */
    public <T> T call(Function<AsofClient, T> call) {
        return call.apply(server.client());
    }

    /** Calls the server, kills it so long after the call began, and calls it again until there is an answer. */
    public <T> T callAndKill(Duration delay, Function<AsofClient, T> call) {
        ServerProcess victim = server;
        Future<?> killing = killer.submit(() -> {
            Thread.sleep(delay);
            victim.kill();
            return null;
        });
        try {
            T answer = attempt(call, killing);
            await(killing);
            return answer;
        } finally {
            restartAfter(killing);
        }
    }

    private <T> T attempt(Function<AsofClient, T> call, Future<?> killing) {
        for (int attempt = 1; ; attempt++) {
            try {
                return call.apply(server.client());
            } catch (AsofException e) {
                if (e.code() != ErrorCode.SERVER_UNAVAILABLE || attempt == MOST_ATTEMPTS) {
                    throw e;
                }
            } catch (CancellationException closedWithTheServer) {
                if (attempt == MOST_ATTEMPTS) {
                    throw closedWithTheServer;
                }
            }
            brokenCalls++;
            restartAfter(killing);
        }
    }

    private void restartAfter(Future<?> killing) {
        await(killing);
        if (!server.isAlive()) {
            kills++;
            server = start.apply(repository);
        }
    }

    private static void await(Future<?> killing) {
        try {
            killing.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        killer.shutdownNow();
        server.close();
    }
}
