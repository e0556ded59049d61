package dev.asof.it.process;

import dev.asof.cli.client.AsofClient;
import dev.asof.cli.client.ServerAddress;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** {@code asof serve} in a process of its own, which can be killed as the system would. */
public final class ServerProcess implements AutoCloseable {
    private static final int LONGEST_START_SECONDS = 300;
    private static final int MOST_STARTS = 3;
    private static final ScheduledExecutorService CLOCK = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().factory());
    private static final String[] SERVE = {"serve", "--port", "0"};
    private static final Pattern SERVING = Pattern.compile("Serving at (\\S+) \\(process \\d+\\)\\..*");

    private final Process process;
    private final AsofClient client;

    private ServerProcess(Process process, AsofClient client) {
        this.process = process;
        this.client = client;
    }

    /**
     * Starts a server, and waits until it answers.
     *
     * @throws IllegalStateException if it ends without serving; the message is what it said
     */
    public static ServerProcess start(Path repository) {
        return start(repository, Map.of());
    }

    /** Starts a server with this set beside the environment of this process. */
    public static ServerProcess start(Path repository, Map<String, String> environment) {
        return start(AsofCommand.line(repository, SERVE), environment);
    }

    /**
     * Starts a server whose calls of the operating system can be made to fail, and waits until it answers. What lets them fail and the
     * loader of libraries may wait for each other before the virtual machine runs, which then can't even tell its stacks: such a process is
     * no start, and another is made.
     *
     * @param environment what lets them be made to fail
     */
    public static ServerProcess startOfFailingCalls(Path repository, Map<String, String> environment) {
        List<String> command = AsofCommand.java(LibrariesFirst.class.getName());
        command.addAll(AsofCommand.words(repository, SERVE));
        for (int failures = 0; ; failures++) {
            try {
                return start(command, environment, LONGEST_START_SECONDS / MOST_STARTS);
            } catch (SaidNothing e) {
                if (failures + 1 == MOST_STARTS) {
                    throw e;
                }
            }
        }
    }

    /** Starts a {@link SmallServer}, and waits until it answers. */
    public static ServerProcess startSmall(Path repository) {
        List<String> command = AsofCommand.java(SmallServer.class.getName());
        command.add(repository.toString());
        return start(command, Map.of());
    }

    private static ServerProcess start(List<String> command, Map<String, String> environment) {
        return start(command, environment, LONGEST_START_SECONDS);
    }

    private static ServerProcess start(List<String> command, Map<String, String> environment, int longestSeconds) {
        try {
            // Elsewhere than the repository, whose disk may be full.
            Path log = Files.createTempFile("asof-serve", ".log");
            log.toFile().deleteOnExit();
            ProcessBuilder builder = new ProcessBuilder(command).redirectError(log.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            ScheduledFuture<?> giveUp = CLOCK.schedule(() -> endWithStacks(process), longestSeconds, TimeUnit.SECONDS);
            StringBuilder said = new StringBuilder();
            BufferedReader output = process.inputReader();
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                Matcher serving = SERVING.matcher(line);
                if (serving.matches()) {
                    giveUp.cancel(false);
                    return new ServerProcess(process, AsofClient.to(ServerAddress.parse(serving.group(1))));
                }
                said.append(line).append('\n');
            }
            said.append(Files.readString(log));
            String ended = "It ended with exit code " + process.waitFor() + ".";
            throw said.isEmpty() ? new SaidNothing(ended) : new IllegalStateException(said + ended);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class SaidNothing extends IllegalStateException {
        SaidNothing(String message) {
            super(message);
        }
    }

    /** Ends one that does not come to serve; the stacks of its threads are the last that it says. */
    private static void endWithStacks(Process process) {
        try {
            signal(process.pid(), "QUIT");
            Thread.sleep(2_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            process.destroyForcibly();
        }
    }

    public long pid() {
        return process.pid();
    }

    public AsofClient client() {
        return client;
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /**
     * Stops all of its threads (SIGSTOP), for good: from then on it tells nobody anything. Calls of the operating system that
     * are under way go on, but do not return to it.
     */
    public void freeze() {
        try {
            signal(pid(), "STOP");
            while (isAlive() && !isFrozen()) {
                Thread.sleep(1);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void signal(long pid, String name) throws InterruptedException {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether each thread is stopped, or waits in a call that does not return before it is stopped. */
    private boolean isFrozen() throws IOException {
        try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(pid()), "task"))) {
            return threads.allMatch(thread -> "TtDZ".indexOf(state(thread)) >= 0);
        }
    }

    private static char state(Path thread) {
        try {
            String stat = Files.readString(thread.resolve("stat"), StandardCharsets.ISO_8859_1);
            return stat.charAt(stat.lastIndexOf(')') + 2);
        } catch (IOException ended) {
            return 'Z';
        }
    }

    /** Ends it with SIGKILL: it gets to write nothing and to tell nobody. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd();
        client.close();
    }

    /** Ends it with SIGTERM, as an operator would. */
    @Override
    public void close() {
        process.destroy();
        awaitEnd();
        client.close();
    }

    private void awaitEnd() {
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
