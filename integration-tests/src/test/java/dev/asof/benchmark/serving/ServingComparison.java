package dev.asof.benchmark.serving;

import dev.asof.benchmark.serving.Generator.Measured;
import dev.asof.benchmark.serving.Servers.Server;
import dev.asof.v1.FeatureServiceGrpc;
import dev.asof.v1.GetOnlineFeaturesRequest;
import dev.asof.v1.GetOnlineFeaturesResponse;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Asks Asof, a server that does nothing, and a server over Redis in turns, each with the same requests, and prints
 * medians with the least and the greatest. Servers are pinned to one core, and what asks to the other.
 */
public final class ServingComparison {
    private static final int LARGE = 100;
    private static final double WARM_UP_SECONDS = 1.5;

    /** Instead of a time: until every entity was asked about. */
    private static final double ALL_ONCE = 0;

    /** The second after an overload is looked at in pieces. */
    private static final int RECOVERY_SLICES = 4;

    private static final double RECOVERY_SLICE_SECONDS = 0.25;

    private final Options options;
    private final Servers servers;
    private final Generator generator;
    private final Map<String, Server> variants = new LinkedHashMap<>();

    private ServingComparison(Options options, Servers servers) {
        this.options = options;
        this.servers = servers;
        this.generator = new Generator(options.folder().resolve("generator.log"));
    }

    public static void main(String[] arguments) throws Exception {
        Options options = Options.parse(arguments);
        if (options.parts().contains("comparison") || options.parts().contains("overload")) {
            try (Servers servers = new Servers(options.folder())) {
                new ServingComparison(options, servers).run();
            }
        }
        if (options.parts().contains("live")) {
            LiveAggregates.run(options);
        }
        if (options.parts().contains("start")) {
            ColdStart.run(options);
        }
    }

    private void run() throws Exception {
        servers.load(options.data(), options.entities());
        start();
        warmUp();
        if (options.parts().contains("comparison")) {
            compare();
        }
        if (options.parts().contains("overload")) {
            overload();
        }
    }

    private void start() throws Exception {
        Server asof = servers.startAsof(Servers.SERVER_CORE, options.data());
        int small = response(asof, 1);
        int large = response(asof, LARGE);
        System.out.printf("Answers of %,d and %,d bytes%n", small, large);
        for (String name : options.variants()) {
            switch (name) {
                case "asof" -> variants.put(name, asof);
                case "no-op" -> variants.put(name, servers.startNoOp(Servers.SERVER_CORE, small, large));
                case "redis" -> variants.put(name, servers.startRedis(options.entities()));
                default -> throw new IllegalArgumentException("There is no variant " + name);
            }
        }
        if (variants.containsKey("redis")) {
            response(variants.get("redis"), LARGE);
        }
    }

    /** Asks once, checks every value, and returns the size of the answer in bytes. */
    private int response(Server variant, int entities) throws Exception {
        ManagedChannel channel = NettyChannelBuilder.forAddress("127.0.0.1", variant.port())
                .usePlaintext()
                .build();
        try {
            GetOnlineFeaturesRequest request = GetOnlineFeaturesRequest.parseFrom(
                    Requests.atRandom(entities, options.entities(), 1).next());
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

    /** Asks about every entity once, and then until the virtual machines have compiled what runs often. */
    private void warmUp() throws Exception {
        for (Server variant : variants.values()) {
            closed(variant, LARGE, ALL_ONCE);
            closed(variant, 1, options.warmUp());
        }
    }

    private void compare() throws Exception {
        Results results = new Results();
        for (int turn = 0; turn < options.turns(); turn++) {
            for (Server variant : variants.values()) {
                peak(results, variant, 1);
                peak(results, variant, LARGE);
                atRate(results, variant);
            }
        }
        results.print(List.copyOf(variants.keySet()));
    }

    /**
     * Asks Asof for as much as it answers at most but for a tenth, for three times as much, and at once for half as much: what it
     * still answers, how long that takes, and what it refuses.
     */
    private void overload() throws Exception {
        Server asof = variants.get("asof");
        if (asof == null) {
            return;
        }
        Results results = new Results();
        for (int turn = 0; turn < options.turns(); turn++) {
            double peak = closed(asof, LARGE, options.seconds()).number("answered") / options.seconds();
            results.add("asof", "Overload: the most requests a second", peak);
            LoadGenerator.Load below = load(asof, 0.9 * peak, WARM_UP_SECONDS, options.seconds());
            note(results, "0.9 times as many", options.seconds(), generator.run(below));
            overload(results, asof, peak);
        }
        results.print(List.of("asof"));
    }

    private void overload(Results results, Server asof, double peak) throws Exception {
        List<LoadGenerator.Load> loads = new ArrayList<>();
        loads.add(load(asof, 3 * peak, WARM_UP_SECONDS, options.seconds()));
        for (int slice = 0; slice < RECOVERY_SLICES; slice++) {
            loads.add(load(asof, 0.5 * peak, 0, RECOVERY_SLICE_SECONDS));
        }
        List<Measured> measured = generator.run(loads);
        note(results, "3 times as many", options.seconds(), measured.getFirst());
        results.add(
                "asof",
                "Overload: 3 times as many, answered of the most",
                measured.getFirst().number("answered") / options.seconds() / peak);
        for (int slice = 0; slice < RECOVERY_SLICES; slice++) {
            String when =
                    String.format(Locale.ROOT, "half as many, from %.2f s after it", slice * RECOVERY_SLICE_SECONDS);
            note(results, when, RECOVERY_SLICE_SECONDS, measured.get(1 + slice));
        }
    }

    private LoadGenerator.Load load(Server asof, double rate, double warmUp, double seconds) {
        return Generator.open(asof.port(), LARGE, rate, seconds, warmUp, options.entities());
    }

    private static void note(Results results, String what, double seconds, Measured measured) {
        String name = "Overload: " + what + ", ";
        results.add("asof", name + "answered a second", measured.number("answered") / seconds);
        results.add("asof", name + "refused a second", measured.number("refused") / seconds);
        results.add("asof", name + "neither", measured.number("failed"));
        results.add("asof", name + "p50, us", measured.number("p50"));
        results.add("asof", name + "p99, us", measured.number("p99"));
    }

    private void peak(Results results, Server variant, int entities) throws Exception {
        double before = variant.cpuSeconds();
        Measured measured = closed(variant, entities, options.seconds());
        double cpu = variant.cpuSeconds() - before;
        double requests = measured.number("answered");
        String name = variant.name();
        results.add(name, entities + " entities: requests a second", requests / measured.number("seconds"));
        results.add(name, entities + " entities: server CPU, us a request", cpu * 1e6 / measured.number("total"));
        double generatorCpu = measured.number("cpu");
        results.add(name, entities + " entities: generator CPU, us a request", generatorCpu * 1e6 / requests);
        results.add(
                name,
                entities + " entities: generator CPU, share of its core",
                generatorCpu / measured.number("seconds"));
    }

    private void atRate(Results results, Server variant) throws Exception {
        Measured measured = generator.run(Generator.open(
                variant.port(), 1, options.rate(), options.seconds(), WARM_UP_SECONDS, options.entities()));
        warnOfFailures(variant, measured, measured.number("refused"));
        String what = String.format(Locale.ROOT, "1 entity at %,.0f a second: ", options.rate());
        for (String figure : List.of("p50", "p99", "p999")) {
            results.add(variant.name(), what + figure + ", us", measured.number(figure));
        }
        results.add(variant.name(), what + "generator at work", measured.number("busy"));
    }

    private Measured closed(Server variant, int entities, double seconds) throws Exception {
        Measured measured = generator.run(Generator.closed(variant.port(), entities, seconds, options.entities()));
        warnOfFailures(variant, measured, entities == 1 ? measured.number("refused") : 0);
        return measured;
    }

    private static void warnOfFailures(Server variant, Measured measured, double refused) {
        if (measured.number("failed") > 0 || refused > 0) {
            System.out.printf("%s: %s%n", variant.name(), measured);
        }
    }
}
