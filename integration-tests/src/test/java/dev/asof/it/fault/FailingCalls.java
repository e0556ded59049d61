package dev.asof.it.fault;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Lets a process's calls of the operating system fail, by libfiu under it (Debian's package {@code fiu-utils}). */
final class FailingCalls {
    private static final Path LIBRARIES = Path.of("/usr/lib/fiu");
    private static final Path CONTROL = Path.of(System.getProperty("java.io.tmpdir"), "asof-fiu");

    private FailingCalls() {}

    /** Whether the package is there. */
    static boolean isPossible() {
        return Files.exists(LIBRARIES.resolve("fiu_posix_preload.so"));
    }

    /** What a process needs in its environment, so that its calls can be made to fail. */
    static Map<String, String> environment() {
        return Map.of(
                "LD_PRELOAD",
                LIBRARIES.resolve("fiu_run_preload.so") + " " + LIBRARIES.resolve("fiu_posix_preload.so"),
                "FIU_CTRL_FIFO",
                CONTROL.toString());
    }

    /** Lets some of these calls fail, one in ten. */
    static void begin(long pid, List<String> calls) {
        for (String call : calls) {
            control(pid, "enable_random name=" + call + ",probability=0.1,failinfo=5");
        }
    }

    static void end(long pid, List<String> calls) {
        calls.forEach(call -> control(pid, "disable name=" + call));
    }

    private static void control(long pid, String command) {
        try {
            Process process = new ProcessBuilder(
                            "fiu-ctrl", "-f", CONTROL.toString(), "-c", command, Long.toString(pid))
                    .redirectErrorStream(true)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException("fiu-ctrl: " + output.strip());
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
