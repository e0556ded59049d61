package dev.asof.benchmark.serving;

import dev.asof.benchmark.serving.LoadGenerator.Idling;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Runs {@link LoadGenerator} in a process of its own, on a core of its own. */
final class Generator {
    /** The core that it runs on. */
    static final String CLIENT_CORE = "1";

    private static final int CONNECTIONS = 8;
    private static final int IN_FLIGHT = 64;
    private static final int LARGE_IN_FLIGHT = 16;

    private final Path log;

    /** @param log where the generator writes what it measured */
    Generator(Path log) {
        this.log = log;
    }

    /** What a generator measured. */
    record Measured(Map<String, Double> figures) {
        double number(String name) {
            return figures.get(name);
        }

        /** What the last line with figures says. */
        static Measured parse(String said) {
            return parseAll(said).getLast();
        }

        /** What each line with figures says, of which there is one at least. */
        static List<Measured> parseAll(String said) {
            List<Measured> all = said.lines()
                    .filter(line -> line.startsWith("answered="))
                    .map(Measured::ofLine)
                    .toList();
            if (all.isEmpty()) {
                throw new IllegalStateException("The generator failed: " + said);
            }
            return all;
        }

        private static Measured ofLine(String line) {
            Map<String, Double> figures = new LinkedHashMap<>();
            for (String part : line.strip().split(" ")) {
                int equals = part.indexOf('=');
                figures.put(part.substring(0, equals), Double.valueOf(part.substring(equals + 1)));
            }
            return new Measured(figures);
        }
    }

    /** As much as there is, with a fixed number of requests under way. */
    static LoadGenerator.Load closed(int port, int entities, double seconds, long keys) {
        return new LoadGenerator.Load(
                port,
                CONNECTIONS,
                entities == 1 ? IN_FLIGHT : LARGE_IN_FLIGHT,
                0,
                seconds,
                1.5,
                entities,
                keys,
                Idling.POLL);
    }

    /** So many requests a second. */
    static LoadGenerator.Load open(int port, int entities, double rate, double seconds, double warmUp, long keys) {
        return new LoadGenerator.Load(port, CONNECTIONS, IN_FLIGHT, rate, seconds, warmUp, entities, keys, Idling.POLL);
    }

    /** The same for few requests a second, which leaves the core to others meanwhile, as a client elsewhere does. */
    static LoadGenerator.Load sparse(int port, int entities, double rate, double seconds, double warmUp, long keys) {
        return new LoadGenerator.Load(
                port, CONNECTIONS, IN_FLIGHT, rate, seconds, warmUp, entities, keys, Idling.SLEEP);
    }

    Measured run(LoadGenerator.Load load) throws Exception {
        return run(List.of(load)).getFirst();
    }

    /** Loads one after another, without a pause and from one process, which is warm after the first. */
    List<Measured> run(List<LoadGenerator.Load> loads) throws Exception {
        boolean isSparse = loads.stream().allMatch(load -> load.idling() == Idling.SLEEP);
        List<String> command = Child.java(
                LoadGenerator.class,
                isSparse ? flags("512m") : List.of("-Xmx512m", "-XX:+UseSerialGC"),
                loads.stream().flatMap(load -> load.arguments().stream()).toArray(String[]::new));
        Child generator = Child.start(CLIENT_CORE, log, command);
        boolean isDone = generator.await();
        String said = Files.readString(log);
        if (!isDone) {
            throw new IllegalStateException("The generator failed: " + said);
        }
        return Measured.parseAll(said);
    }

    /** Flags for what asks or sends seldom: what compiles for long would take its core from it. */
    static List<String> flags(String memory) {
        return List.of("-Xmx" + memory, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
    }

    /** Everything, as words. */
    static List<String> words(Object... all) {
        return Stream.of(all).map(Object::toString).toList();
    }
}
