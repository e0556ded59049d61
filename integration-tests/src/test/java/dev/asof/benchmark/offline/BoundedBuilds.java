package dev.asof.benchmark.offline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Builds {@link Workload#C} with each number of threads and in each memory, bounded ones in a memory cgroup, the input files
 * under shuffled names each time. All of them have to stay within and to write the same bytes. Of the machine it says the
 * processor's time and the most resident memory.
 */
public final class BoundedBuilds {
    /** What {@code --memory} leaves out of account, as docs/datasets.md states it. */
    private static final int BASELINE_MEGABYTES = 250;

    private static final Workload WORKLOAD = Workload.C;

    private final Path asof;
    private final Path folder;
    private final Map<String, String> options;

    private BoundedBuilds(Path asof, Path folder, Map<String, String> options) {
        this.asof = asof;
        this.folder = folder;
        this.options = options;
    }

    /** Takes the launcher, a folder for the data, which stays there for the next run, and options. */
    public static void main(String[] arguments) throws Exception {
        Map<String, String> options = new LinkedHashMap<>(Map.of(
                "--threads", "1,2,4,7",
                "--memory", "256,1024,none",
                "--events", "20000000",
                "--files", "8",
                "--observations", "1000000",
                "--seed", "1"));
        for (int i = 2; i + 1 < arguments.length; i += 2) {
            if (options.replace(arguments[i], arguments[i + 1]) == null) {
                throw new IllegalArgumentException("There is no option " + arguments[i] + ", but " + options.keySet());
            }
        }
        if (!MemoryGroup.isPossible()) {
            System.out.println("SKIPPED: builds in a bounded memory");
            return;
        }
        new BoundedBuilds(Path.of(arguments[0]), Path.of(arguments[1]).toAbsolutePath(), options).run();
    }

    private void run() throws Exception {
        long events = Long.parseLong(options.get("--events"));
        PaymentData data = PaymentData.in(folder, WORKLOAD.data(), events);
        data.write(
                WORKLOAD.data(),
                events,
                Integer.parseInt(options.get("--files")),
                Long.parseLong(options.get("--observations")));
        Random random = new Random(Long.parseLong(options.get("--seed")));
        TreeSet<String> hashes = new TreeSet<>();
        System.out.printf(
                "%,d events, %s observations; a group has the memory and %d MB more%n",
                events, options.get("--observations"), BASELINE_MEGABYTES);
        for (String memory : options.get("--memory").split(",")) {
            for (String threads : options.get("--threads").split(",")) {
                hashes.add(build(shuffled(data, random), data, memory, threads));
            }
        }
        if (hashes.size() > 1) {
            throw new AssertionError("Not all wrote the same bytes: SHA-256 " + hashes);
        }
        System.out.println("All wrote the same bytes: SHA-256 " + hashes.first());
    }

    private String build(Path repository, PaymentData data, String memory, String threads) throws Exception {
        Path out = folder.resolve("bounded.parquet");
        ColdProcess.run(folder.resolve("apply.log"), List.of(asof.toString(), "-C", repository.toString(), "apply"));
        Cost cost = cost(command(repository, data, out, memory, threads), memory);
        String hash = sha256(out);
        System.out.printf(
                "%8s, %s threads: %6.1f s, %6.1f s of the processor, most resident %5d MB, %s%n",
                memory.equals("none") ? "none" : memory + " MB",
                threads,
                cost.seconds(),
                cost.cpuSeconds(),
                cost.peakBytes() >> 20,
                hash.substring(0, 12));
        return hash;
    }

    private List<String> command(Path repository, PaymentData data, Path out, String memory, String threads) {
        List<String> command = new ArrayList<>(List.of(
                asof.toString(),
                "-C",
                repository.toString(),
                "dataset",
                "build",
                "--service",
                WORKLOAD.service(),
                "--observations",
                data.observations().toString(),
                "--out",
                out.toString(),
                "--threads",
                threads));
        if (!memory.equals("none")) {
            command.addAll(List.of("--memory", memory + "MB"));
        }
        return command;
    }

    private Cost cost(List<String> command, String memory) throws Exception {
        Path log = folder.resolve("bounded.log");
        if (memory.equals("none")) {
            return ColdProcess.run(log, command);
        }
        try (MemoryGroup group = MemoryGroup.of((Long.parseLong(memory) + BASELINE_MEGABYTES) << 20)) {
            return ColdProcess.run(log, group.within(command));
        }
    }

    /** A repository with the same files under other names, in another order. */
    private Path shuffled(PaymentData data, Random random) throws IOException {
        Path repository = folder.resolve("shuffled");
        delete(repository);
        Files.createDirectories(repository.resolve("events"));
        Files.copy(data.repository().resolve("features.yaml"), repository.resolve("features.yaml"));
        try (Stream<Path> files = Files.list(data.repository().resolve("events"))) {
            List<Path> all = files.sorted().toList();
            List<Integer> numbers =
                    new ArrayList<>(IntStream.range(0, all.size()).boxed().toList());
            Collections.shuffle(numbers, random);
            for (int i = 0; i < all.size(); i++) {
                Files.createLink(
                        repository.resolve("events").resolve("part-%03d.parquet".formatted(numbers.get(i))),
                        all.get(i));
            }
        }
        return repository;
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Collections.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static String sha256(Path file) throws IOException, NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }
}
