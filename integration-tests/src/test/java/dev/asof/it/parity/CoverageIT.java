package dev.asof.it.parity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.it.answer.Answers;
import dev.asof.it.generate.Cell;
import dev.asof.it.generate.CoverageGenerator;
import dev.asof.it.generate.Scenario;
import dev.asof.it.oracle.Answer;
import dev.asof.it.way.StoresWay;
import dev.asof.it.way.Way;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Every aggregate function over every type it takes in every form of window, online and offline, against the oracle. Writes
 * the matrix to {@code target/coverage-matrix.txt}.
 */
@Tag("long")
class CoverageIT {
    private static final int BATCH = 20;
    private static final List<Cell> CELLS = Cell.all();

    private final CoverageMatrix matrix = new CoverageMatrix();
    private int nextCell;

    @Test
    void everyCellAgreesWithTheOracleInEveryBit() throws IOException {
        long seed = ParityBudget.seed();
        ParityBudget budget = ParityBudget.orCases(200);
        for (int size = budget.next(BATCH); size > 0; size = budget.next(BATCH)) {
            compare(seed, size);
            seed += size;
            System.out.println(matrix.summary());
        }
        Files.writeString(Path.of("target", "coverage-matrix.txt"), matrix.table() + matrix.summary() + "\n");
        assertThat(matrix.mismatches()).isZero();
    }

    private void compare(long seed, int size) {
        List<List<Cell>> cells = new ArrayList<>();
        List<Scenario> scenarios = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            cells.add(next());
            scenarios.add(CoverageGenerator.scenario(seed + i, "s" + i, cells.getLast()));
        }
        List<Way.Told> told = StoresWay.inProcess().tell(scenarios);
        for (int i = 0; i < size; i++) {
            count(cells.get(i), told, i, Answers.ofOracle(scenarios.get(i)));
        }
    }

    private List<Cell> next() {
        List<Cell> next = new ArrayList<>();
        for (int i = 0; i < CoverageGenerator.FEATURES; i++) {
            next.add(CELLS.get(nextCell++ % CELLS.size()));
        }
        return next;
    }

    private void count(List<Cell> cells, List<Way.Told> told, int scenario, Answers oracle) {
        for (Way.Told path : told) {
            List<List<Answer>> answers = path.answers().get(scenario).byView().getFirst();
            for (int feature = 0; feature < answers.size(); feature++) {
                List<Answer> expected = oracle.byView().getFirst().get(feature);
                for (int question = 0; question < expected.size(); question++) {
                    matrix.add(
                            cells.get(feature),
                            path.path(),
                            answers.get(feature).get(question),
                            expected.get(question));
                }
            }
        }
    }
}
