package dev.asof.benchmark.serving;

import dev.asof.benchmark.serving.Generator.Measured;
import dev.asof.benchmark.serving.Servers.Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Asks for ten windowed aggregates of seven views, 2,000 times a second, while 20,000 events a second are ingested: how long
 * answers take, and whether they are the oracle's.
 */
final class LiveAggregates {
    private static final int ACCOUNTS = 20_000;
    private static final int EARLIER_EVENTS = 2_000_000;
    private static final double EVENTS_A_SECOND = 20_000;
    private static final double REQUESTS_A_SECOND = 2_000;

    /** What the server's virtual machine gets to compile what runs often. */
    private static final double WARM_UP_SECONDS = 10;

    private LiveAggregates() {}

    static void run(Options options) throws Exception {
        Path repository = options.folder().resolve("live");
        delete(repository);
        Files.createDirectories(repository);
        Files.writeString(repository.resolve("live.yaml"), LiveViews.definitions());
        Results results = new Results();
        try (Servers servers = new Servers(options.folder())) {
            servers.runAsof(repository, "apply");
            servers.runAsof(repository, "load");
            Server server = servers.startAsof(repository);
            Path said = options.folder().resolve("events.log");
            double seconds = WARM_UP_SECONDS + options.turns() * (options.seconds() + 5);
            try (Child events = startEvents(server, said, seconds)) {
                Generator generator = new Generator(options.folder().resolve("generator.log"));
                generator.run(load(server, WARM_UP_SECONDS));
                for (int turn = 0; turn < options.turns(); turn++) {
                    measure(server, generator.run(load(server, options.seconds())), results);
                }
                if (!events.await()) {
                    throw new IllegalStateException("Events were not sent: " + Files.readString(said));
                }
            }
            results.print(List.of("asof"));
            System.out.print(Files.readString(said));
        }
    }

    private static Child startEvents(Server server, Path said, double seconds) throws Exception {
        List<String> words = Generator.words(server.port(), ACCOUNTS, EARLIER_EVENTS, EVENTS_A_SECOND, seconds);
        Child events = Child.start(
                Generator.CLIENT_CORE,
                said,
                Child.java(LiveEvents.class, List.of("-Xmx1g", "-XX:+UseSerialGC"), words.toArray(String[]::new)));
        while (!Files.readString(said).startsWith("ready")) {
            if (!events.isAlive()) {
                throw new IllegalStateException("Events were not sent: " + Files.readString(said));
            }
            Thread.sleep(100);
        }
        return events;
    }

    private static LoadGenerator.Load load(Server server, double seconds) {
        return Generator.open(server.port(), 1, REQUESTS_A_SECOND, seconds, 1.5, ACCOUNTS);
    }

    private static void measure(Server server, Measured measured, Results results) {
        for (String figure : List.of("p50", "p99", "p999")) {
            results.add(
                    server.name(),
                    "Ten aggregates, 2,000 a second, 20,000 events a second: " + figure + ", us",
                    measured.number(figure));
        }
        results.add(server.name(), "Refused or failed", measured.number("refused") + measured.number("failed"));
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
