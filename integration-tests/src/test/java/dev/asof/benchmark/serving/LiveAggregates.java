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
 * answers take, and whether they are the oracle's. In turns with a server that does nothing, beside the same ingest, which shows how much of
 * that is the machine's; with the servers on one core, and on both.
 */
final class LiveAggregates {
    private static final int ACCOUNTS = 20_000;
    private static final int EARLIER_EVENTS = 2_000_000;
    private static final double EVENTS_A_SECOND = 20_000;
    private static final double REQUESTS_A_SECOND = 2_000;

    /** What the server's virtual machine gets to compile what runs often, which for a good while takes turns with answering. */
    private static final double WARM_UP_SECONDS = 60;

    /** About as many as the answer to one question has. */
    private static final int ANSWER_BYTES = 300;

    /** What a measurement takes beside its time: the generator starts, and warms up. */
    private static final double AROUND_SECONDS = 5;

    private final Options options;
    private final Servers servers;
    private final String cores;
    private final Results results;
    private final Generator generator;

    private LiveAggregates(Options options, Servers servers, String cores, Results results) {
        this.options = options;
        this.servers = servers;
        this.cores = cores;
        this.results = results;
        this.generator = new Generator(options.folder().resolve("generator.log"));
    }

    static void run(Options options) throws Exception {
        Results results = new Results();
        for (String cores : List.of(Servers.SERVER_CORE, Servers.ANY_CORE)) {
            Path repository = options.folder().resolve("live");
            delete(repository);
            Files.createDirectories(repository);
            Files.writeString(repository.resolve("live.yaml"), LiveViews.definitions());
            try (Servers servers = new Servers(options.folder())) {
                servers.runAsof(repository, "apply");
                servers.runAsof(repository, "load");
                new LiveAggregates(options, servers, cores, results).run(repository);
            }
        }
        results.print(List.of("no-op", "asof"));
    }

    private void run(Path repository) throws Exception {
        Server noOp = servers.startNoOp(cores, ANSWER_BYTES, ANSWER_BYTES);
        generator.run(load(noOp, WARM_UP_SECONDS));
        measure(noOp, "nothing else", options.seconds());
        Server asof = servers.startAsof(cores, repository);
        Path said = options.folder().resolve("events.log");
        double seconds = WARM_UP_SECONDS + options.turns() * 2 * (options.seconds() + AROUND_SECONDS);
        try (Child events = startEvents(asof, said, seconds)) {
            generator.run(load(asof, WARM_UP_SECONDS));
            for (int turn = 0; turn < options.turns(); turn++) {
                measure(noOp, "20,000 events a second", options.seconds());
                measure(asof, "20,000 events a second", options.seconds());
            }
            if (!events.await()) {
                throw new IllegalStateException("Events were not sent: " + Files.readString(said));
            }
        }
        System.out.print("Servers on " + cores + ": " + Files.readString(said));
    }

    private Child startEvents(Server server, Path said, double seconds) throws Exception {
        List<String> words =
                Generator.words(server.port(), ACCOUNTS, options.liveBatch(), EARLIER_EVENTS, EVENTS_A_SECOND, seconds);
        Child events = Child.start(
                Generator.CLIENT_CORE,
                said,
                Child.java(LiveEvents.class, Generator.flags("1g"), words.toArray(String[]::new)));
        while (Files.readAllLines(said).stream().noneMatch("ready"::equals)) {
            if (!events.isAlive()) {
                throw new IllegalStateException("Events were not sent: " + Files.readString(said));
            }
            Thread.sleep(100);
        }
        return events;
    }

    private static LoadGenerator.Load load(Server server, double seconds) {
        return Generator.sparse(server.port(), 1, REQUESTS_A_SECOND, seconds, 3, ACCOUNTS);
    }

    private void measure(Server server, String beside, double seconds) throws Exception {
        Measured measured = generator.run(load(server, seconds));
        String what = "2,000 a second beside " + beside + ", servers on cores " + cores + ": ";
        for (String figure : List.of("p50", "p99", "p999", "refused", "failed")) {
            results.add(server.name(), what + figure, measured.number(figure));
        }
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
