package dev.asof.it.fault;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A short {@link ReloadRun}. */
class ReloadIT {
    @TempDir
    private Path folder;

    @Test
    void noRequestFailsWhileVersionsAreSwitchedAndBackupsTaken() throws Exception {
        System.out.println(ReloadRun.run(5, 100, 2_000, Long.getLong("asof.seed", 1), folder));
    }
}
