package dev.asof.it.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Lets calls of the operating system fail in one process after the other, by libfiu under them (Debian's package {@code fiu-utils}).
 * They are told through pipes that are named by the process and outlive it: each run has a folder of its own for them, which is emptied
 * before the next process, as that may have the number of an earlier one.
 */
final class FailingCalls implements AutoCloseable {
    private static final Path LIBRARIES = Path.of("/usr/lib/fiu");
    private static final int LONGEST_ANSWER_SECONDS = 30;

    private final Path folder;
    private final Path control;

    private FailingCalls(Path folder) {
        this.folder = folder;
        this.control = folder.resolve("fiu");
    }

    static FailingCalls create() throws IOException {
        return new FailingCalls(Files.createTempDirectory("asof-fiu"));
    }

    /** Whether the package is there. */
    static boolean isPossible() {
        return Files.exists(LIBRARIES.resolve("fiu_posix_preload.so"));
    }

    /** What the next process needs in its environment, so that its calls can be made to fail; the one before it has ended. */
    Map<String, String> environment() {
        deletePipes();
        return Map.of(
                "LD_PRELOAD",
                LIBRARIES.resolve("fiu_run_preload.so") + " " + LIBRARIES.resolve("fiu_posix_preload.so"),
                "FIU_CTRL_FIFO",
                control.toString());
    }

    /** Lets some of these calls fail, one in ten. */
    void begin(long pid, List<String> calls) {
        for (String call : calls) {
            tell(pid, "enable_random name=" + call + ",probability=0.1,failinfo=5");
        }
    }

    void end(long pid, List<String> calls) {
        calls.forEach(call -> tell(pid, "disable name=" + call));
    }

    private void tell(long pid, String command) {
        try {
            Process process = new ProcessBuilder(
                            "fiu-ctrl", "-f", control.toString(), "-c", command, Long.toString(pid))
                    .redirectErrorStream(true)
                    .start();
            if (!process.waitFor(LONGEST_ANSWER_SECONDS, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                throw new IllegalStateException("fiu-ctrl: process " + pid + " does not answer '" + command + "'");
            }
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.exitValue() != 0) {
                throw new IllegalStateException("fiu-ctrl: " + output.strip());
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void deletePipes() {
        try (Stream<Path> pipes = Files.list(folder)) {
            for (Path pipe : pipes.toList()) {
                Files.delete(pipe);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        deletePipes();
        Files.delete(folder);
    }
}
