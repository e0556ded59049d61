package dev.asof.it.parity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.asof.it.generate.CoveragePlan;
import dev.asof.it.way.StoresWay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Every aggregate function over every type it takes in every form of window, online and offline, against the oracle. Writes
 * the matrix to {@code target/coverage-matrix.txt}.
 */
@Tag("long")
class CoverageIT {
    private static final String SCENARIO = "asof.coverage.scenario";

    @Test
    void everyCellAgreesWithTheOracleInEveryBit() throws IOException {
        assumeTrue(Integer.getInteger(SCENARIO) == null, "Only one scenario is asked for");
        CoverageRun run = new CoverageRun(new CoveragePlan(ParityBudget.seed()), SCENARIO);
        run.run(Long.getLong("asof.coverage.values", 100_000_000), Integer.getInteger("asof.coverage.threads", 2));
        CoverageMatrix matrix = run.matrix();
        Files.writeString(Path.of("target", "coverage-matrix.txt"), matrix.table() + matrix.summary() + "\n");
        assertThat(matrix.mismatches()).isZero();
        assertThat(matrix.shortfalls(StoresWay.PATHS)).isEmpty();
    }

    @Test
    void oneScenarioAgreesWithTheOracleInEveryBit() {
        Integer number = Integer.getInteger(SCENARIO);
        assumeTrue(number != null, "No scenario is asked for");
        ParityRun run = new ParityRun(
                StoresWay.inProcess(), (seed, cases) -> CoverageRun.flags(ParityBudget.seed(), SCENARIO, number));
        run.compare(List.of(new CoveragePlan(ParityBudget.seed()).scenario(number, "s0")));
        System.out.println(run.summary());
    }
}
