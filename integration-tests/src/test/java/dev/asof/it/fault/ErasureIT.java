package dev.asof.it.fault;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A few erasures that are killed; {@link ErasureRun} does it more often. */
class ErasureIT {
    @TempDir
    private Path folder;

    @Test
    void anErasureThatIsKilledIsDoneByTheNext() throws Exception {
        System.out.println(ErasureRun.run(3, Long.getLong("asof.seed", 1), folder));
    }
}
