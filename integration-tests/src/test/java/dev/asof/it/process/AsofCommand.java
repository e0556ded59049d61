package dev.asof.it.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The {@code asof} command in a process of its own, with the classes and flags of this one. */
public final class AsofCommand {
    private static final String MAIN = "dev.asof.cli.Asof";

    private AsofCommand() {}

    /** What a command left behind. */
    public record Outcome(int exitCode, String output, String errors) {

        /** The same, which has to have succeeded. */
        public Outcome requireDone() {
            if (exitCode != 0) {
                throw new AssertionError("Exit code " + exitCode + "\n" + output + errors);
            }
            return this;
        }
    }

    /** Runs a command to its end. */
    public static Outcome run(Path repository, String... words) {
        try {
            Path output = Files.createTempFile("asof", ".out");
            Path errors = Files.createTempFile("asof", ".err");
            Process process = new ProcessBuilder(line(repository, words))
                    .redirectOutput(output.toFile())
                    .redirectError(errors.toFile())
                    .start();
            Outcome outcome = new Outcome(process.waitFor(), Files.readString(output), Files.readString(errors));
            Files.delete(output);
            Files.delete(errors);
            return outcome;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Starts a command, whose output is its caller's to read. */
    public static Process start(Path repository, String... words) {
        return start(line(repository, words));
    }

    /** Starts a command that can write no file longer than so many KiB, as on a disk that is full. */
    public static Process startWithFileLimit(Path repository, long kibibytes, String... words) {
        List<String> line = new ArrayList<>(List.of("bash", "-c", "ulimit -f " + kibibytes + "; exec \"$@\"", "bash"));
        line.addAll(line(repository, words));
        return start(line);
    }

    private static Process start(List<String> line) {
        try {
            return new ProcessBuilder(line).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> line(Path repository, String... words) {
        List<String> line = java(MAIN);
        line.addAll(words(repository, words));
        return line;
    }

    /** The words of a command on a repository. */
    static List<String> words(Path repository, String... words) {
        List<String> all = new ArrayList<>(List.of("-C", repository.toString()));
        all.addAll(List.of(words));
        return all;
    }

    /** Runs a main class with the classes and flags of this process; arguments can be added. */
    static List<String> java(String mainClass) {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> flag.startsWith("--") || flag.startsWith("-XX:") || flag.startsWith("-Dio.netty."))
                .forEach(line::add);
        line.add("-Xmx1g");
        line.add("-cp");
        line.add(System.getProperty("java.class.path"));
        line.add(mainClass);
        return line;
    }
}
