package dev.asof.it.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.asof.it.fault.LoopDisk;
import dev.asof.it.process.AsofCommand;
import dev.asof.it.process.AsofCommand.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Builds that are told to stop (SIGINT, SIGTERM, SIGHUP), are killed (SIGKILL), run at the same time, may not write a file on, or have no room left on their disk, at random moments: under a training set's name there
 * is the whole of it or what was there before, and what the build had begun is gone after the next one.
 */
class BuildFaultsIT {
    private static final int FAULTS = Integer.getInteger("asof.faults", 3);
    private static final long SEED = Long.getLong("asof.seed", 4711);
    private static final int DISK_MEBIBYTES = 128;
    private static final List<String> FORMATS = List.of("parquet", "arrow", "csv");

    @TempDir
    private Path folder;

    private final Random random = new Random(SEED);
    private Path repository;
    private TreeSet<String> filesBefore;
    private final TreeSet<String> complete = new TreeSet<>();
    private long buildMillis;
    private long mostBytes;

    @BeforeEach
    void buildUndisturbed() throws Exception {
        AsofCommand.run(folder, "init", "fraud").requireDone();
        repository = folder.resolve("fraud");
        AsofCommand.run(repository, "apply").requireDone();
        for (String format : FORMATS) {
            long start = System.nanoTime();
            AsofCommand.run(repository, words(format)).requireDone();
            buildMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
            mostBytes = Math.max(mostBytes, Files.size(target(format)));
            complete.add(sha256(target(format)));
        }
        filesBefore = files();
    }

    @Test
    void aKilledBuildLeavesTheOldFileOrTheWholeNewOne() throws Exception {
        int killed = 0;
        for (int fault = 0; fault < FAULTS; fault++) {
            String format = FORMATS.get(fault % FORMATS.size());
            prepare(format, fault);
            Process process = AsofCommand.start(repository, words(format));
            boolean ended = process.waitFor(moment(), TimeUnit.MILLISECONDS);
            process.destroyForcibly().waitFor();
            killed += ended ? 0 : 1;
            requireWhole(format, "killed, fault " + fault);
        }
        System.out.printf("%d of %d builds were killed before they ended%n", killed, FAULTS);
        assertThat(killed).as("killed builds").isPositive();
        requireNothingLeftAfterTheNextBuild();
    }

    @Test
    void aBuildThatIsToldToStopSaysSoAndLeavesNothing() throws Exception {
        int stopped = 0;
        for (int fault = 0; fault < FAULTS * 2; fault++) {
            String format = FORMATS.get(fault % FORMATS.size());
            String signal = List.of("INT", "TERM", "HUP").get(fault % 3);
            prepare(format, fault);
            Process process = AsofCommand.start(repository, words(format));
            boolean ended = process.waitFor(buildMillis / 4 + moment() * 3 / 4, TimeUnit.MILLISECONDS);
            new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                    .start()
                    .waitFor();
            int exitCode = process.waitFor();
            String when = "SIG" + signal + ", fault " + fault;
            if (!ended && exitCode != 0) {
                stopped++;
                assertThat(exitCode).as(when).isEqualTo(130);
            }
            assertThat(files()).as(when).noneMatch(file -> file.endsWith(".tmp"));
            requireWhole(format, when);
        }
        System.out.printf("%d builds were stopped before they ended%n", stopped);
        assertThat(stopped).as("stopped builds").isPositive();
        requireNothingLeftAfterTheNextBuild();
    }

    @Test
    void buildsOfTheSameFileAtTheSameTimeAllEndWell() throws Exception {
        for (String format : FORMATS) {
            List<Process> builds = List.of(
                    AsofCommand.start(repository, words(format)),
                    AsofCommand.start(repository, words(format, "--statuses")),
                    AsofCommand.start(repository, words(format)));
            for (Process build : builds) {
                String errors = new String(build.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
                assertThat(build.waitFor()).as(errors).isZero();
            }
            assertThat(Files.readString(manifest(format))).contains(sha256(target(format)));
            assertThat(files()).isEqualTo(filesBefore);
        }
    }

    @Test
    void aBuildWhoseFileMayNotGrowSaysSoAndLeavesNothing() throws Exception {
        int failed = 0;
        for (int fault = 0; fault < FAULTS; fault++) {
            String format = FORMATS.get(fault % FORMATS.size());
            prepare(format, fault);
            long limit = random.nextLong(Files.exists(target(format)) ? mostBytes / 1024 + 2 : mostBytes / 2048 + 1);
            Process process = AsofCommand.startWithFileLimit(repository, limit, words(format));
            String errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                failed++;
                assertThat(process.exitValue()).as(errors).isEqualTo(3);
                assertThat(errors)
                        .startsWith("asof: Cannot write ")
                        .contains("File too large")
                        .hasLineCount(1);
                assertThat(files()).as("after fault %d", fault).noneMatch(file -> file.endsWith(".tmp"));
            }
            requireWhole(format, "disk full at " + limit + " KiB, fault " + fault);
        }
        assertThat(failed).as("failed builds").isPositive();
        requireNothingLeftAfterTheNextBuild();
    }

    @Test
    void aBuildOnAFullDiskSaysSoAndLeavesNothing() throws Exception {
        assumeTrue(LoopDisk.isPossible(), "a disk of its own can't be mounted here");
        try (LoopDisk disk = LoopDisk.create(Files.createDirectories(folder.resolve("loop")), DISK_MEBIBYTES)) {
            repository = copy(repository, disk.folder().resolve("fraud"));
            int failed = 0;
            for (int fault = 0; fault < FAULTS; fault++) {
                String format = FORMATS.get(fault % FORMATS.size());
                prepare(format, fault);
                long room = random.nextLong(mostBytes + mostBytes / 4);
                disk.fillUpTo(room);
                Outcome outcome = AsofCommand.run(repository, words(format));
                if (outcome.exitCode() != 0) {
                    failed++;
                    requireFullDiskToldOf(outcome, fault);
                }
                requireWhole(format, "full disk with room for " + room + " bytes, fault " + fault);
                disk.free();
            }
            System.out.printf("%d of %d builds found their disk full%n", failed, FAULTS);
            assertThat(failed).as("failed builds").isPositive();
            requireNothingLeftAfterTheNextBuild();
        }
    }

    private void requireFullDiskToldOf(Outcome outcome, int fault) throws IOException {
        assertThat(outcome.exitCode()).as(outcome.errors()).isEqualTo(3);
        assertThat(outcome.errors())
                .startsWith("asof: Cannot write " + repository)
                .contains("No space left on device")
                .hasLineCount(1);
        assertThat(files()).as("after fault %d", fault).noneMatch(file -> file.endsWith(".tmp"));
    }

    private static Path copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
        return to;
    }

    /** Every other time there is no file yet. */
    private void prepare(String format, int fault) throws IOException {
        if (fault % 2 == 0) {
            Files.deleteIfExists(target(format));
            Files.deleteIfExists(manifest(format));
        }
    }

    /** Half of the moments lie where files are written. */
    private long moment() {
        return random.nextBoolean()
                ? random.nextLong(buildMillis + 1)
                : buildMillis / 2 + random.nextLong(buildMillis / 2 + 1);
    }

    private void requireWhole(String format, String when) throws Exception {
        if (Files.exists(target(format))) {
            assertThat(complete).as("%s (-Dasof.seed=%d)", when, SEED).contains(sha256(target(format)));
        }
        if (Files.exists(manifest(format))) {
            assertThat(Files.readString(manifest(format)))
                    .as("%s (-Dasof.seed=%d)", when, SEED)
                    .endsWith("}\n")
                    .contains(sha256(target(format)));
        }
    }

    private void requireNothingLeftAfterTheNextBuild() throws Exception {
        for (String format : FORMATS) {
            AsofCommand.run(repository, words(format)).requireDone();
            requireWhole(format, "the next build");
        }
        assertThat(files()).isEqualTo(filesBefore);
    }

    private static String[] words(String format, String... more) {
        List<String> words = new ArrayList<>(List.of(
                "dataset",
                "build",
                "--service",
                "fraud_check@1",
                "--observations",
                "data/labels.parquet",
                "--out",
                "out." + format));
        words.addAll(List.of(more));
        return words.toArray(String[]::new);
    }

    private Path target(String format) {
        return repository.resolve("out." + format);
    }

    private Path manifest(String format) {
        return repository.resolve("out." + format + ".manifest.json");
    }

    private TreeSet<String> files() throws IOException {
        try (var files = Files.walk(repository)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> repository.relativize(file).toString())
                    .collect(java.util.stream.Collectors.toCollection(TreeSet::new));
        }
    }

    private static String sha256(Path file) throws Exception {
        return java.util.HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }
}
