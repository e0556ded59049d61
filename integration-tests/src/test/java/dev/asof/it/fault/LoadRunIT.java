package dev.asof.it.fault;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A short {@link LoadRun}. */
class LoadRunIT {
    @TempDir
    private Path folder;

    @Test
    void aKilledLoadIsDoneAgainBesideIngest() throws Exception {
        System.out.println(LoadRun.run(1, 120_000, Long.getLong("asof.seed", 1), folder));
    }
}
