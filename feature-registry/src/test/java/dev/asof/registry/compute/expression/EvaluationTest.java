package dev.asof.registry.compute.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.registry.compute.expression.kernel.Evaluation;
import dev.asof.registry.compute.schema.ColumnBatch;
import org.junit.jupiter.api.Test;

/** Whole random expressions: the kernels against a plain interpreter, batches against rows, texts against canonical texts. */
class EvaluationTest {
    private static final int EXPRESSIONS = 1_500;
    private static final int ROWS = 40;

    @Test
    void kernelsAgreeWithAnInterpreterOfSingleRows() {
        for (long seed = 0; seed < EXPRESSIONS; seed++) {
            String text = new RandomExpressions(seed).any(4);
            Expression expression = Cases.compiled(text);
            ColumnBatch batch = new RandomRows(seed).batch(Cases.SCOPE, ROWS);
            Evaluation evaluation = expression.evaluate(batch);
            for (int row = 0; row < ROWS; row++) {
                String expected = Cases.interpreted(expression, batch, row);
                String actual = Cases.bits(evaluation, row);
                if (!actual.equals(expected)) {
                    assertThat(actual)
                            .as("seed %d, row %d of %s", seed, row, text)
                            .isEqualTo(expected);
                }
            }
        }
    }

    @Test
    void rowsDoNotDependOnTheirBatch() {
        for (long seed = 0; seed < EXPRESSIONS / 4; seed++) {
            Expression expression = Cases.compiled(new RandomExpressions(seed).any(4));
            ColumnBatch batch = new RandomRows(seed).batch(Cases.SCOPE, ROWS);
            Evaluation together = expression.evaluate(batch);
            for (int row = 0; row < ROWS; row++) {
                Evaluation alone = expression.evaluate(batch.gather(new int[] {row}));
                assertThat(Cases.bits(together, row)).as("seed %d", seed).isEqualTo(Cases.bits(alone, 0));
            }
        }
    }

    @Test
    void canonicalTextCompilesToItself() {
        for (long seed = 0; seed < EXPRESSIONS; seed++) {
            Expression expression = Cases.compiled(new RandomExpressions(seed).any(5));
            Expression again = Cases.compiled(expression.canonical());
            assertThat(again.canonical()).as("seed %d", seed).isEqualTo(expression.canonical());
            assertThat(again).isEqualTo(expression);
            assertThat(again.inputs()).isEqualTo(expression.inputs());
        }
    }

    @Test
    void anEmptyBatchGivesAnEmptyColumn() {
        for (long seed = 0; seed < EXPRESSIONS / 4; seed++) {
            Expression expression = Cases.compiled(new RandomExpressions(seed).any(4));
            Evaluation evaluation = expression.evaluate(new RandomRows(seed).batch(Cases.SCOPE, 0));
            assertThat(evaluation.size()).isZero();
            assertThat(evaluation.errorCount()).isZero();
        }
    }
}
