package dev.asof.benchmark.serving;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Starts servers, each a process of its own, and stops all when it is closed. Logs go to one folder. */
final class Servers implements AutoCloseable {
    /** The core that servers run on where they are compared. */
    static final String SERVER_CORE = "0";

    /** All of them. */
    static final String ANY_CORE = "0,1";

    private static final List<String> MEMORY = List.of("-Xms1g", "-Xmx1g", "-XX:+UseG1GC");

    private final Path folder;
    private final List<Child> children = new ArrayList<>();

    /** One server, and the processes whose time counts. */
    record Server(String name, int port, List<Child> processes) {
        double cpuSeconds() {
            return processes.stream().mapToDouble(Child::cpuSeconds).sum();
        }
    }

    Servers(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
    }

    /** Makes a repository with {@link ServingData} of so many entities ready to be served, if it is not there yet. */
    void load(Path repository, int entities) throws Exception {
        Path loaded = repository.resolve("loaded");
        if (!Files.exists(loaded)) {
            System.out.printf("Loading %,d entities into %s%n", entities, repository);
            ServingData.write(repository, entities);
            runAsof(repository, "apply");
            runAsof(repository, "load");
            Files.createFile(loaded);
        }
    }

    /** Runs a command to its end. */
    void runAsof(Path repository, String command) throws Exception {
        Path log = folder.resolve(command + ".log");
        Child child = Child.start(
                ANY_CORE,
                log,
                Child.java(dev.asof.cli.Asof.class, List.of("-Xmx2g"), "-C", repository.toString(), command));
        if (!child.await()) {
            throw new IllegalStateException("asof " + command + " failed: " + Files.readString(log));
        }
    }

    private Child start(String cores, String name, List<String> command) throws IOException {
        Child child = Child.start(cores, folder.resolve(name + ".log"), command);
        children.add(child);
        return child;
    }

    /** A server of a repository. */
    Server startAsof(String cores, Path repository) throws Exception {
        int port = freePort();
        return started(new Server("asof", port, List.of(beginAsof(cores, repository, port))));
    }

    /** Starts a server, which does not listen yet. Beside its heap it may keep answers as if the heap were as large as it usually is. */
    Child beginAsof(String cores, Path repository, int port, String... options) throws IOException {
        String[] serve = Stream.concat(
                        Stream.of("-C", repository.toString(), "serve", "--port", Integer.toString(port)),
                        Stream.of(options))
                .toArray(String[]::new);
        List<String> flags = Stream.concat(MEMORY.stream(), Stream.of("-XX:MaxDirectMemorySize=2g"))
                .toList();
        return start(cores, "asof", Child.java(dev.asof.cli.Asof.class, flags, serve));
    }

    /** Starts a server with the command, as its users do. */
    Child beginCommand(Path asof, Path repository, String... words) throws IOException {
        return start(ANY_CORE, "asof", command(asof, repository, words));
    }

    /** Runs the command to its end. */
    void runCommand(Path asof, Path repository, String... words) throws Exception {
        Path log = folder.resolve("command.log");
        try (Child child = Child.start(ANY_CORE, log, command(asof, repository, words))) {
            if (!child.await()) {
                throw new IllegalStateException("asof failed: " + Files.readString(log));
            }
        }
    }

    private static List<String> command(Path asof, Path repository, String... words) {
        return Stream.concat(
                        Stream.of(
                                "env",
                                "JAVA_HOME=" + System.getProperty("java.home"),
                                "ASOF_JAVA_OPTS=-Xms1g -Xmx1g -XX:MaxDirectMemorySize=2g",
                                asof.toString(),
                                "-C",
                                repository.toString()),
                        Stream.of(words))
                .toList();
    }

    /** A server that answers with so many bytes to requests for one entity, and for many. */
    Server startNoOp(String cores, int small, int large) throws Exception {
        int port = freePort();
        List<String> command = Child.java(
                NoOpServer.class, MEMORY, Integer.toString(port), Integer.toString(small), Integer.toString(large));
        return started(new Server("no-op", port, List.of(start(cores, "no-op", command))));
    }

    /** A server over Redis, which is filled with {@link ServingData}. */
    Server startRedis(int entities) throws Exception {
        int redisPort = freePort();
        Child redis = start(
                SERVER_CORE,
                "redis",
                List.of(
                        "redis-server",
                        "--port",
                        Integer.toString(redisPort),
                        "--bind",
                        "127.0.0.1",
                        "--save",
                        "",
                        "--appendonly",
                        "no"));
        await(redisPort, redis);
        fillRedis(redisPort, entities);
        int port = freePort();
        Child server = start(
                SERVER_CORE,
                "redis-server",
                Child.java(RedisServer.class, MEMORY, Integer.toString(port), Integer.toString(redisPort)));
        return started(new Server("redis", port, List.of(redis, server)));
    }

    private static void fillRedis(int port, int entities) throws Exception {
        try (Socket socket = new Socket("127.0.0.1", port);
                OutputStream out = new BufferedOutputStream(socket.getOutputStream(), 1 << 16)) {
            Thread reader = Thread.ofVirtual().start(() -> drain(socket, 5L * entities * ServingData.VIEWS));
            for (long entity = 0; entity < entities; entity++) {
                for (int view = 0; view < ServingData.VIEWS; view++) {
                    set(out, RedisServer.key(view, entity), RedisServer.value(view, entity));
                }
            }
            out.flush();
            reader.join();
        }
    }

    private static void drain(Socket socket, long bytes) {
        byte[] buffer = new byte[1 << 16];
        try {
            for (long left = bytes; left > 0; ) {
                left -= socket.getInputStream().read(buffer, 0, (int) Math.min(left, buffer.length));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void set(OutputStream out, byte[] key, byte[] value) throws IOException {
        out.write(("*3\r\n$3\r\nSET\r\n$" + key.length + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.write(key);
        out.write(("\r\n$" + value.length + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.write(value);
        out.write('\r');
        out.write('\n');
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static Server started(Server server) throws Exception {
        await(server.port(), server.processes().getLast());
        return server;
    }

    private static void await(int port, Child child) throws Exception {
        while (true) {
            try (Socket socket = new Socket("127.0.0.1", port)) {
                return;
            } catch (IOException notYet) {
                if (!child.isAlive()) {
                    throw new IllegalStateException("A server did not start; see the logs", notYet);
                }
                Thread.sleep(50);
            }
        }
    }

    @Override
    public void close() {
        children.forEach(Child::close);
    }
}
