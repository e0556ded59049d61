package dev.asof.benchmark.offline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Builds training sets with Asof and with DuckDB in turns, so that what else the machine does falls on both, each in
 * processes of their own, Asof by its command, untrained and trained, and warm; checks that the values agree, and prints
 * medians with the least and the greatest, and ratios. A cold figure is that of the whole process, with the start of its JVM; DuckDB's
 * query by itself is printed as well. Of {@link Workload#F} Asof alone is measured: ten times the events in a
 * bounded memory, and the events by themselves.
 */
public final class OfflineComparison {
    private static final int TIMES = 10;
    private static final int BOUND_MEGABYTES = 2048;
    private static final List<String> BOUND = List.of("--memory", BOUND_MEGABYTES + "MB");

    /** Not counted: until then the virtual machine still compiles much. */
    private static final int WARM_UP_TURNS = 3;

    /** The first JDK that keeps what a process learns. */
    private static final int TRAINING_JDK = 25;

    private final Options options;
    private final Map<String, List<Cost>> costs = new LinkedHashMap<>();

    private record Options(
            Path folder,
            Path asof,
            List<Workload> workloads,
            List<Integer> threads,
            int coldTurns,
            int warmTurns,
            long events,
            int files,
            long observations) {
        static Options parse(String[] arguments) {
            Map<String, String> given = new LinkedHashMap<>(Map.of(
                    "--asof", "./asof",
                    "--workloads", "a,b,c,d,e",
                    "--threads", "2,1",
                    "--cold-turns", "3",
                    "--warm-turns", "5",
                    "--events", "20000000",
                    "--files", "8",
                    "--observations", "1000000"));
            for (int i = 1; i + 1 < arguments.length; i += 2) {
                if (given.replace(arguments[i], arguments[i + 1]) == null) {
                    throw new IllegalArgumentException(
                            "There is no option " + arguments[i] + ", but " + given.keySet());
                }
            }
            return new Options(
                    Path.of(arguments[0]).toAbsolutePath(),
                    Path.of(given.get("--asof")).toAbsolutePath(),
                    Workload.of(given.get("--workloads")),
                    Arrays.stream(given.get("--threads").split(","))
                            .map(Integer::valueOf)
                            .toList(),
                    Integer.parseInt(given.get("--cold-turns")),
                    Integer.parseInt(given.get("--warm-turns")),
                    Long.parseLong(given.get("--events")),
                    Integer.parseInt(given.get("--files")),
                    Long.parseLong(given.get("--observations")));
        }
    }

    private OfflineComparison(Options options) {
        this.options = options;
    }

    /** Takes a folder for the data, which stays there for the next run, and options. */
    public static void main(String[] arguments) throws Exception {
        new OfflineComparison(Options.parse(arguments)).run();
    }

    private void run() throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement duckDb = connection.createStatement();
                WarmBuilds warm = new WarmBuilds()) {
            for (Workload workload : options.workloads()) {
                if (workload == Workload.F) {
                    beyondMemory();
                    continue;
                }
                PaymentData data = data(workload, 1);
                for (int threads : options.threads()) {
                    costs.clear();
                    System.out.printf("%s, %d threads%n", workload, threads);
                    compare(new Turn(workload, data, threads, options), duckDb, warm);
                }
            }
        }
    }

    /** The data of a workload, with {@code times} as many events and files. */
    private PaymentData data(Workload workload, int times) throws Exception {
        long events = options.events() * times;
        PaymentData data = PaymentData.in(options.folder(), workload.data(), events);
        data.write(workload.data(), events, options.files() * times, options.observations());
        ColdProcess.run(
                data.repository().resolve("apply.log"),
                List.of(options.asof().toString(), "-C", data.repository().toString(), "apply"));
        return data;
    }

    private void beyondMemory() throws Exception {
        PaymentData some = data(Workload.F, 1);
        PaymentData many = data(Workload.F, TIMES);
        for (int threads : options.threads()) {
            costs.clear();
            for (int i = 0; i < options.coldTurns(); i++) {
                add("cold Asof", new Turn(Workload.F, some, threads, options).coldAsof(Start.UNTRAINED, List.of()));
                add(
                        "cold " + TIMES + " times in " + BOUND_MEGABYTES + " MB",
                        new Turn(Workload.F, many, threads, options).coldAsof(Start.UNTRAINED, BOUND));
            }
            System.out.printf("F, %d threads; of Asof means of %d times as few events%n", threads, TIMES);
            print("cold");
        }
    }

    private void compare(Turn turn, Statement duckDb, WarmBuilds warm) throws Exception {
        boolean trains = options.coldTurns() > 0 && Runtime.version().feature() >= TRAINING_JDK;
        if (trains) {
            turn.coldAsof(Start.TRAINED, List.of("--train"));
        }
        for (int i = 0; i < options.coldTurns(); i++) {
            add("cold Asof", turn.coldAsof(Start.UNTRAINED, List.of()));
            if (trains) {
                add("cold Asof, trained", turn.coldAsof(Start.TRAINED, List.of()));
            }
            add("cold DuckDB", turn.coldDuckDb());
            add("cold DuckDB, query alone", turn.coldDuckDbQuery());
            add("cold scan and write", turn.coldScanAndWrite());
        }
        if (options.coldTurns() > 0) {
            print("cold");
            System.out.println("  " + new ValueCheck(duckDb, turn.asofOut(), turn.duckDbOut()).require());
        }
        int first = options.warmTurns() > 0 ? -WARM_UP_TURNS : 0;
        for (int i = first; i < options.warmTurns(); i++) {
            String counted = i < 0 ? "first " : "warm ";
            add(counted + "Asof", warm.build(turn.data(), turn.workload(), turn.asofOut(), turn.threads()));
            add(counted + "DuckDB", turn.warmDuckDb(duckDb));
            add(
                    counted + "scan and write",
                    warm.scanAndWrite(turn.data(), turn.workload(), turn.asofOut(), turn.threads()));
        }
        if (options.warmTurns() > 0) {
            print("warm");
        }
    }

    /** Whether the command starts from what another process learnt. */
    private enum Start {
        UNTRAINED("cache-of-none"),
        TRAINED("cache");

        private final String cacheFolder;

        Start(String cacheFolder) {
            this.cacheFolder = cacheFolder;
        }
    }

    /** One training set, built by either. */
    private record Turn(Workload workload, PaymentData data, int threads, Options options) {
        Path asofOut() {
            return folder().resolve("asof.parquet");
        }

        Path duckDbOut() {
            return folder().resolve("duckdb.parquet");
        }

        /** @param more options of the command */
        Cost coldAsof(Start start, List<String> more) throws Exception {
            List<String> command = new ArrayList<>(List.of(
                    "env",
                    "XDG_CACHE_HOME=" + folder().resolve(start.cacheFolder),
                    options.asof().toString(),
                    "-C",
                    data.repository().toString(),
                    "dataset",
                    "build",
                    "--service",
                    workload.service(),
                    "--observations",
                    data.observations().toString(),
                    "--out",
                    asofOut().toString(),
                    "--threads",
                    Integer.toString(threads)));
            command.addAll(more);
            return ColdProcess.run(folder().resolve("asof.log"), command);
        }

        private Path folder() {
            return options.folder();
        }

        /** Of the whole process, as {@link #coldAsof} is. */
        Cost coldDuckDb() throws Exception {
            Path query = folder().resolve("query.sql");
            Files.writeString(query, workload.query(data, duckDbOut()));
            return ColdProcess.run(
                    folder().resolve("duckdb.log"),
                    ColdProcess.java(
                            List.of("-Xmx256m"),
                            DuckDbBuild.class.getName(),
                            query.toString(),
                            Integer.toString(threads),
                            queryCost().toString()));
        }

        /** A process that does the least that a build could do, after Asof's, which it writes once more. */
        Cost coldScanAndWrite() throws Exception {
            return ColdProcess.run(
                    folder().resolve("scan.log"),
                    ColdProcess.java(
                            List.of("-XX:+UseParallelGC", "-XX:NewRatio=14"),
                            ScanAndWrite.class.getName(),
                            data.repository().toString(),
                            workload.service(),
                            asofOut().toString(),
                            Integer.toString(threads)));
        }

        /** What the last process said of its query: without the start of its JVM and the unpacking of its library. */
        Cost coldDuckDbQuery() throws IOException {
            String[] figures = Files.readString(queryCost()).split(" ");
            return new Cost(Double.parseDouble(figures[0]), Double.parseDouble(figures[1]), 0);
        }

        private Path queryCost() {
            return folder().resolve("cost");
        }

        Cost warmDuckDb(Statement duckDb) throws Exception {
            return DuckDbBuild.run(duckDb, workload.query(data, duckDbOut()), threads);
        }
    }

    private void add(String what, Cost cost) {
        costs.computeIfAbsent(what, each -> new ArrayList<>()).add(cost);
    }

    private void print(String which) {
        List<Cost> asof = costs.getOrDefault(which + " Asof", List.of());
        costs.forEach((what, all) -> {
            if (what.startsWith(which + " ")) {
                double[] seconds =
                        all.stream().mapToDouble(Cost::seconds).sorted().toArray();
                System.out.printf(
                        Locale.ROOT,
                        "  %-24s %7.2f s (%.2f to %.2f)  %.2f of Asof  cpu %.2f s, %.2f of Asof%s%n",
                        what,
                        seconds[seconds.length / 2],
                        seconds[0],
                        seconds[seconds.length - 1],
                        ratio(all, asof, Cost::seconds),
                        median(all, Cost::cpuSeconds),
                        ratio(all, asof, Cost::cpuSeconds),
                        peak(all));
            }
        });
    }

    private static String peak(List<Cost> all) {
        long peak = all.stream().mapToLong(Cost::peakBytes).max().orElse(0);
        return peak == 0 ? "" : "  peak %d MB".formatted(peak >> 20);
    }

    private static double median(List<Cost> costs, ToDoubleFunction<Cost> of) {
        double[] sorted = costs.stream().mapToDouble(of).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    /** The median of each turn's ratio. */
    private static double ratio(List<Cost> costs, List<Cost> base, ToDoubleFunction<Cost> of) {
        double[] ratios = new double[costs.size()];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = of.applyAsDouble(costs.get(i)) / of.applyAsDouble(base.get(i));
        }
        Arrays.sort(ratios);
        return ratios[ratios.length / 2];
    }
}
