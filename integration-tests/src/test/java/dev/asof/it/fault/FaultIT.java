package dev.asof.it.fault;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each fault a few times; {@link FaultRun} does it more often. */
class FaultIT {
    private static final int TIMES = 2;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void everyAcknowledgedEventIsThereExactlyOnceAfter(Fault fault) throws Exception {
        assumeTrue(fault.isPossible(), fault + " is SKIPPED: this machine cannot make it happen, see CONTRIBUTING.md");
        System.out.println(FaultRun.run(fault, TIMES, Long.getLong("asof.seed", 1), folder));
    }
}
