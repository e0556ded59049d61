package dev.asof.it.replay;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A short {@link ReplayRun}. */
class ReplayIT {
    @TempDir
    private Path folder;

    @Test
    void whatWasServedIsRebuiltFromFilesAndArchive() throws Exception {
        System.out.println(ReplayRun.run(50_000, Long.getLong("asof.seed", 1), folder));
    }
}
