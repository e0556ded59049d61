package dev.asof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.cli.CommandRun.Surroundings;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoTest {
    @TempDir
    private Path folder;

    @Test
    void theDemoTellsItsStoryAndTrainingAndServingAgree() {
        CommandRun run = Surroundings.in(folder).run("demo", "--keep", "story");

        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains("   $ asof dataset build --service fraud_check@1", " --label is_fraud ")
                .doesNotContain("warning")
                .contains("\n     Applied, number 1, from commit ")
                .contains("of these payments are fraud. In the hour before one, its card had paid")
                .contains(" - Of 45,462 rows of payments, 45,442 are events; 20 break the source's contract")
                .contains("its payments within an hour went from 0 to 3.")
                .contains(" - 10,000 values were asked of the server and built offline: 0 mismatches.")
                .contains("are in " + folder.resolve("story") + ".");
        assertThat(folder.resolve("story/fraud.training.parquet")).isNotEmptyFile();
    }
}
