package dev.asof.registry.compute.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.registry.compute.expression.kernel.Evaluation;
import dev.asof.registry.compute.expression.kernel.Scratch;
import dev.asof.registry.compute.schema.ColumnBatch;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Arrays that are used again change no value. */
class ScratchTest {
    private static final int ROWS = 60;

    private static List<String> bits(Evaluation evaluation) {
        List<String> bits = new ArrayList<>();
        for (int row = 0; row < evaluation.size(); row++) {
            bits.add(Cases.bits(evaluation, row));
        }
        return bits;
    }

    @Test
    void whatIsComputedInUsedArraysIsTheSame() {
        Scratch scratch = new Scratch();
        for (long seed = 0; seed < 3_000; seed++) {
            Expression expression = Cases.compiled(new RandomExpressions(seed).any(4));
            ColumnBatch batch = new RandomRows(seed).batch(Cases.SCOPE, seed % 50 == 0 ? 7 : ROWS);
            assertThat(bits(expression.evaluate(batch, scratch)))
                    .as(expression.canonical())
                    .isEqualTo(bits(expression.evaluate(batch)));
        }
    }

    @Test
    void whatIsKeptIsNeverUsedAgain() {
        Scratch scratch = new Scratch();
        ColumnBatch batch = new RandomRows(1).batch(Cases.SCOPE, ROWS);
        List<Evaluation> kept = new ArrayList<>();
        List<List<String>> asItWas = new ArrayList<>();
        for (long seed = 0; seed < 1_000; seed++) {
            Evaluation evaluation =
                    Cases.compiled(new RandomExpressions(seed).any(3)).evaluateToKeep(batch, scratch);
            kept.add(evaluation);
            asItWas.add(bits(evaluation));
        }
        for (int i = 0; i < kept.size(); i++) {
            assertThat(bits(kept.get(i))).isEqualTo(asItWas.get(i));
        }
    }

    @Test
    void theColumnsOfABatchAreNeverLent() {
        Scratch scratch = new Scratch();
        ColumnBatch batch = new RandomRows(2).batch(Cases.SCOPE, ROWS);
        List<String> before = bits(new Evaluation(batch.column("big")));
        Cases.compiled("big").evaluate(batch, scratch);
        Cases.compiled("other_big * 2 + small").evaluate(batch, scratch);
        Cases.compiled("other_big * 3 + small").evaluate(batch, scratch);
        assertThat(bits(new Evaluation(batch.column("big")))).isEqualTo(before);
    }
}
