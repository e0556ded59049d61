package dev.asof.benchmark.serving;

import dev.asof.v1.FeatureServiceGrpc;
import dev.asof.v1.GetOnlineFeaturesRequest;
import dev.asof.v1.GetOnlineFeaturesResponse;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Asks Asof, a server that does nothing, and a server over Redis in turns, each with the same requests, and prints
 * medians with the least and the greatest. Servers are pinned to one core, and what asks to the other.
 */
public final class ServingComparison {
    private static final int SERVER_CORE = 0;
    private static final int CLIENT_CORE = 1;
    private static final int LARGE = 100;
    private static final int CONNECTIONS = 8;

    /** What 2,000,000 entities take, which is less than Redis takes for them. */
    private static final String ANSWERS_MIB = "1280";

    private static final double WARM_UP_SECONDS = 1.5;

    private final Options options;
    private final List<Child> children = new ArrayList<>();
    private final Map<String, Variant> variants = new LinkedHashMap<>();

    /** One server that is compared, and the processes whose time counts. */
    private record Variant(String name, int port, List<Child> processes) {
        double cpuSeconds() {
            return processes.stream().mapToDouble(Child::cpuSeconds).sum();
        }
    }

    private record Options(
            int entities,
            int turns,
            double seconds,
            double rate,
            double warmUp,
            Path folder,
            List<String> variants,
            List<String> parts) {
        static Options parse(String[] arguments) {
            Map<String, String> given = new LinkedHashMap<>(Map.of(
                    "--entities", "2000000",
                    "--turns", "5",
                    "--seconds", "5",
                    "--rate", "12000",
                    "--warm-up", "30",
                    "--folder",
                            Path.of(System.getProperty("java.io.tmpdir"), "asof-serving")
                                    .toString(),
                    "--variants", "no-op,asof,redis",
                    "--parts", "comparison,overload"));
            for (int i = 0; i + 1 < arguments.length; i += 2) {
                if (given.replace(arguments[i], arguments[i + 1]) == null) {
                    throw new IllegalArgumentException(
                            "There is no option " + arguments[i] + ", but " + given.keySet());
                }
            }
            return new Options(
                    Integer.parseInt(given.get("--entities")),
                    Integer.parseInt(given.get("--turns")),
                    Double.parseDouble(given.get("--seconds")),
                    Double.parseDouble(given.get("--rate")),
                    Double.parseDouble(given.get("--warm-up")),
                    Path.of(given.get("--folder")),
                    List.of(given.get("--variants").split(",")),
                    List.of(given.get("--parts").split(",")));
        }
    }

    private ServingComparison(Options options) {
        this.options = options;
    }

    public static void main(String[] arguments) throws Exception {
        ServingComparison comparison = new ServingComparison(Options.parse(arguments));
        try {
            comparison.start();
            comparison.warmUp();
            if (comparison.options.parts().contains("comparison")) {
                comparison.compare();
            }
            if (comparison.options.parts().contains("overload")) {
                comparison.overload();
            }
        } finally {
            comparison.children.forEach(Child::close);
        }
    }

    private Path data() {
        return options.folder().resolve("entities-" + options.entities());
    }

    private void start() throws Exception {
        Path repository = data();
        Path loaded = repository.resolve("loaded");
        if (!Files.exists(loaded)) {
            System.out.printf("Loading %,d entities into %s%n", options.entities(), repository);
            ServingData.write(repository, options.entities());
            for (String command : List.of("apply", "load")) {
                runAsof(command);
            }
            Files.createFile(loaded);
        }
        Variant asof = startAsof();
        int small = response(asof, 1);
        int large = response(asof, LARGE);
        System.out.printf("Answers of %,d and %,d bytes%n", small, large);
        for (String name : options.variants()) {
            switch (name) {
                case "asof" -> variants.put(name, asof);
                case "no-op" -> variants.put(name, startNoOp(small, large));
                case "redis" -> variants.put(name, startRedis());
                default -> throw new IllegalArgumentException("There is no variant " + name);
            }
        }
    }

    private void runAsof(String command) throws Exception {
        Path log = options.folder().resolve(command + ".log");
        Child child = Child.start(
                SERVER_CORE,
                log,
                Child.java(dev.asof.cli.Asof.class, List.of("-Xmx2g"), "-C", data().toString(), command));
        if (!child.await()) {
            throw new IllegalStateException("asof " + command + " failed: " + Files.readString(log));
        }
    }

    private Child start(String name, List<String> command) throws IOException {
        Child child = Child.start(SERVER_CORE, options.folder().resolve(name + ".log"), command);
        children.add(child);
        return child;
    }

    private Variant startAsof() throws Exception {
        int port = freePort();
        Child child = start(
                "asof",
                Child.java(
                        dev.asof.cli.Asof.class,
                        Stream.concat(memory().stream(), Stream.of("-XX:MaxDirectMemorySize=2g"))
                                .toList(),
                        "-C",
                        data().toString(),
                        "serve",
                        "--port",
                        Integer.toString(port),
                        "--answers-mib",
                        ANSWERS_MIB));
        return started(new Variant("asof", port, List.of(child)));
    }

    private Variant startNoOp(int small, int large) throws Exception {
        int port = freePort();
        Child child = start(
                "no-op",
                Child.java(
                        NoOpServer.class,
                        memory(),
                        Integer.toString(port),
                        Integer.toString(small),
                        Integer.toString(large)));
        return started(new Variant("no-op", port, List.of(child)));
    }

    private Variant startRedis() throws Exception {
        int redisPort = freePort();
        Child redis = start(
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
        awaitPort(redisPort, redis);
        fillRedis(redisPort);
        int port = freePort();
        Child server = start(
                "redis-server",
                Child.java(RedisServer.class, memory(), Integer.toString(port), Integer.toString(redisPort)));
        Variant variant = started(new Variant("redis", port, List.of(redis, server)));
        response(variant, LARGE);
        return variant;
    }

    private static List<String> memory() {
        return List.of("-Xms1g", "-Xmx1g", "-XX:+UseG1GC");
    }

    private void fillRedis(int port) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port);
                OutputStream out = new BufferedOutputStream(socket.getOutputStream(), 1 << 16)) {
            Thread reader = Thread.ofVirtual().start(() -> drain(socket, 5L * options.entities() * ServingData.VIEWS));
            for (long entity = 0; entity < options.entities(); entity++) {
                for (int view = 0; view < ServingData.VIEWS; view++) {
                    write(out, RedisServer.key(view, entity), RedisServer.value(view, entity));
                }
            }
            out.flush();
            reader.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void drain(Socket socket, long bytes) {
        byte[] buffer = new byte[1 << 16];
        try {
            for (long left = bytes; left > 0; ) {
                left -= socket.getInputStream().read(buffer, 0, (int) Math.min(left, buffer.length));
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void write(OutputStream out, byte[] key, byte[] value) throws IOException {
        out.write(("*3\r\n$3\r\nSET\r\n$" + key.length + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.write(key);
        out.write(("\r\n$" + value.length + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.write(value);
        out.write('\r');
        out.write('\n');
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static Variant started(Variant variant) throws Exception {
        awaitPort(variant.port(), variant.processes().getLast());
        return variant;
    }

    private static void awaitPort(int port, Child child) throws Exception {
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

    /** Asks once, checks every value, and returns the size of the answer in bytes. */
    private int response(Variant variant, int entities) throws Exception {
        ManagedChannel channel = NettyChannelBuilder.forAddress("127.0.0.1", variant.port())
                .usePlaintext()
                .build();
        try {
            GetOnlineFeaturesRequest request =
                    GetOnlineFeaturesRequest.parseFrom(new Requests(entities, options.entities(), 1).next());
            GetOnlineFeaturesResponse response =
                    FeatureServiceGrpc.newBlockingStub(channel).getOnlineFeatures(request);
            var keys = request.getRows().getColumns(0).getValues().getInt64S();
            for (int feature = 0; feature < ServingData.FEATURES; feature++) {
                for (int row = 0; row < entities; row++) {
                    double value = response.getFeatures(feature)
                            .getValues()
                            .getFloat64S()
                            .getValues(row);
                    if (value != ServingData.value(keys.getValues(row), feature)) {
                        throw new IllegalStateException(variant.name() + " answers feature " + feature + " of entity "
                                + keys.getValues(row) + " with " + value);
                    }
                }
            }
            return response.getSerializedSize();
        } finally {
            channel.shutdownNow();
        }
    }

    /** Asks until most entities were asked for, and the virtual machines have compiled what runs often. */
    private void warmUp() throws Exception {
        for (Variant variant : variants.values()) {
            load(variant, LARGE, 0, options.warmUp());
            load(variant, 1, 0);
            load(variant, 1, 0);
        }
    }

    private void compare() throws Exception {
        Results results = new Results();
        for (int turn = 0; turn < options.turns(); turn++) {
            for (Variant variant : variants.values()) {
                peak(results, variant, 1);
                peak(results, variant, LARGE);
                atRate(results, variant);
            }
        }
        results.print(List.copyOf(variants.keySet()));
    }

    /**
     * Asks Asof for three times as much as it answers at most, in requests of many entities, and then for half as much: what it
     * still answers, how long that takes, and what it refuses.
     */
    private void overload() throws Exception {
        Variant asof = variants.get("asof");
        if (asof == null) {
            return;
        }
        Results results = new Results();
        for (int turn = 0; turn < options.turns(); turn++) {
            double peak = load(asof, LARGE, 0).number("answered") / options.seconds();
            results.add("asof", "Overload: the most requests a second", peak);
            for (double share : List.of(0.9, 3.0, 0.5)) {
                Measured measured = load(asof, LARGE, share * peak);
                String what = String.format(java.util.Locale.ROOT, "Overload: %.1f times as many, ", share);
                results.add("asof", what + "answered a second", measured.number("answered") / options.seconds());
                results.add("asof", what + "refused a second", measured.number("refused") / options.seconds());
                results.add("asof", what + "neither", measured.number("failed"));
                results.add("asof", what + "p50, us", measured.number("p50"));
                results.add("asof", what + "p99, us", measured.number("p99"));
            }
        }
        results.print(List.of("asof"));
    }

    private void peak(Results results, Variant variant, int entities) throws Exception {
        double before = variant.cpuSeconds();
        Measured measured = load(variant, entities, 0);
        double cpu = variant.cpuSeconds() - before;
        double requests = measured.number("answered");
        results.add(variant.name(), entities + " entities: requests a second", requests / measured.number("seconds"));
        results.add(
                variant.name(), entities + " entities: server CPU, us a request", cpu * 1e6 / measured.number("total"));
        results.add(
                variant.name(),
                entities + " entities: generator CPU, us a request",
                measured.number("cpu") * 1e6 / requests);
        results.add(
                variant.name(),
                entities + " entities: generator CPU, share of its core",
                measured.number("cpu") / measured.number("seconds"));
    }

    private void atRate(Results results, Variant variant) throws Exception {
        Measured measured = load(variant, 1, options.rate());
        String what = String.format(java.util.Locale.ROOT, "1 entity at %,.0f a second: ", options.rate());
        for (String figure : List.of("p50", "p99", "p999")) {
            results.add(variant.name(), what + figure + ", us", measured.number(figure));
        }
        results.add(variant.name(), what + "generator at work", measured.number("busy"));
    }

    /** What a generator measured. */
    private record Measured(Map<String, Double> figures) {
        double number(String name) {
            return figures.get(name);
        }
    }

    private Measured load(Variant variant, int entities, double rate) throws Exception {
        return load(variant, entities, rate, options.seconds());
    }

    private Measured load(Variant variant, int entities, double rate, double seconds) throws Exception {
        Path log = options.folder().resolve("generator.log");
        int inFlight = entities == 1 ? 64 : 16;
        List<String> command = Child.java(
                LoadGenerator.class,
                List.of("-Xmx512m", "-XX:+UseSerialGC"),
                Stream.of(
                                variant.port(),
                                CONNECTIONS,
                                inFlight,
                                rate,
                                seconds,
                                WARM_UP_SECONDS,
                                entities,
                                options.entities())
                        .map(Object::toString)
                        .toArray(String[]::new));
        Child generator = Child.start(CLIENT_CORE, log, command);
        boolean isDone = generator.await();
        String said = Files.readString(log);
        if (!isDone || !said.startsWith("answered=")) {
            throw new IllegalStateException("The generator failed: " + said);
        }
        Map<String, Double> figures = new LinkedHashMap<>();
        for (String part : said.strip().split(" ")) {
            int equals = part.indexOf('=');
            figures.put(part.substring(0, equals), Double.valueOf(part.substring(equals + 1)));
        }
        if (figures.get("failed") > 0 || (figures.get("refused") > 0 && rate <= options.rate() && entities == 1)) {
            System.out.printf("%s: %s%n", variant.name(), said.strip());
        }
        return new Measured(figures);
    }
}
