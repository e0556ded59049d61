package dev.asof.benchmark.serving;

import dev.asof.benchmark.serving.Generator.Measured;
import dev.asof.benchmark.serving.Servers.Server;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Starts a server of a store of 5 GB that the system has in memory: how long until it is ready, and how long answers take in
 * the three seconds after that, at 2,000 requests a second. The server is started by the command, after {@code asof serve --train}.
 */
final class ColdStart {
    /** So many take about 5 GB. */
    private static final int ENTITIES = 20_000_000;

    private static final double REQUESTS_A_SECOND = 2_000;
    private static final double SECONDS = 3;

    private final Servers servers;
    private final Path command;
    private final Path repository;
    private final Path said;
    private final Results results = new Results();

    private ColdStart(Options options, Servers servers) {
        this.servers = servers;
        this.command = options.asof();
        this.repository = options.folder().resolve("entities-" + ENTITIES);
        this.said = options.folder().resolve("first-seconds.log");
    }

    static void run(Options options) throws Exception {
        try (Servers servers = new Servers(options.folder())) {
            ColdStart start = new ColdStart(options, servers);
            servers.load(start.repository, ENTITIES);
            start.compact();
            System.out.printf(Locale.ROOT, "The store takes %.2f GB%n", start.readAll() / 1e9);
            servers.runCommand(start.command, start.repository, "serve", "--train");
            for (int turn = 0; turn < options.turns(); turn++) {
                start.measure();
            }
            start.results.print(List.of("asof"));
        }
    }

    /** Merges what the load left, once: a server that has run for some minutes has done that. */
    private void compact() throws Exception {
        Path compacted = repository.resolve("compacted");
        if (!Files.exists(compacted)) {
            servers.runCommand(command, repository, "compact");
            Files.createFile(compacted);
        }
    }

    /** Reads the store's files, so that they are in memory; returns how many bytes they have. */
    private long readAll() throws IOException {
        long bytes = 0;
        byte[] buffer = new byte[1 << 20];
        try (Stream<Path> files = Files.walk(repository.resolve(".asof/online"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                try (InputStream in = Files.newInputStream(file)) {
                    for (int read = in.read(buffer); read > 0; read = in.read(buffer)) {
                        bytes += read;
                    }
                }
            }
        }
        return bytes;
    }

    private void measure() throws Exception {
        Server other = servers.startNoOp(Servers.SERVER_CORE, 1_000, 1_000);
        int port = Servers.freePort();
        int httpPort = Servers.freePort();
        List<String> words = Generator.words(other.port(), port, httpPort, REQUESTS_A_SECOND, SECONDS, ENTITIES);
        try (Child client = Child.start(
                Generator.CLIENT_CORE,
                said,
                Child.java(FirstSeconds.class, Generator.flags("512m"), words.toArray(String[]::new)))) {
            while (client.isAlive() && !Files.readString(said).contains("waiting")) {
                Thread.sleep(100);
            }
            other.processes().forEach(Child::close);
            long from = System.currentTimeMillis();
            try (Child asof = servers.beginCommand(
                    command,
                    repository,
                    "serve",
                    "--port",
                    Integer.toString(port),
                    "--http-port",
                    Integer.toString(httpPort))) {
                while (client.isAlive() && !Files.readString(said).contains("ready=")) {
                    Thread.sleep(5);
                }
                results.add("asof", "Processor time until ready, seconds", asof.cpuSeconds());
                if (!client.await()) {
                    throw new IllegalStateException("Nobody answered: " + Files.readString(said));
                }
            }
            note(from, Files.readString(said));
        }
    }

    private void note(long from, String text) {
        String ready = text.lines()
                .filter(line -> line.startsWith("ready="))
                .findFirst()
                .orElseThrow();
        results.add("asof", "Seconds until ready", (Long.parseLong(ready.substring(6)) - from) / 1e3);
        Measured measured = Measured.parse(text);
        for (String figure : List.of("answered", "refused", "failed", "p50", "p99", "p999", "max")) {
            results.add("asof", "The first three seconds, 2,000 a second: " + figure, measured.number(figure));
        }
    }
}
