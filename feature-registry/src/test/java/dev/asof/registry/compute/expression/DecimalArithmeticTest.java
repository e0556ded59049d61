package dev.asof.registry.compute.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.registry.compute.expression.kernel.Conversions;
import dev.asof.registry.compute.expression.kernel.Evaluation;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.Schema;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecimalArithmeticTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DECIMAL '1.50' | decimal(3,2) | 1.50",
                "DECIMAL '-0.05' | decimal(2,2) | -0.05",
                "DECIMAL '000' | decimal(1,0) | 0",
                "DECIMAL '0.00' | decimal(2,2) | 0.00",
                "DECIMAL '1.5' + DECIMAL '2.25' | decimal(4,2) | 3.75",
                "DECIMAL '99' + 1 | decimal(3,0) | 100",
                "1 - DECIMAL '0.01' | decimal(4,2) | 0.99",
                "DECIMAL '1.5' * DECIMAL '-2.25' | decimal(5,3) | -3.375",
                "DECIMAL '99999999999999999999' * DECIMAL '9999999999999999999' | decimal(38,0) | null",
                "DECIMAL '1' / 3 | decimal(38,6) | 0.333333",
                "DECIMAL '2' / 3 | decimal(38,6) | 0.666667",
                "DECIMAL '0.0000005' / 1 | decimal(38,13) | 0.0000005000000",
                "DECIMAL '1' / DECIMAL '0.0' | decimal(38,7) | null",
                "DECIMAL '-7.5' % 2 | decimal(2,1) | -1.5",
                "DECIMAL '7' % 0 | decimal(1,0) | null",
                "-DECIMAL '1.5' | decimal(2,1) | -1.5",
                "-(-DECIMAL '12345678901234567890.5') | decimal(21,1) | 12345678901234567890.5",
                "DECIMAL '1.50' = DECIMAL '1.5' | bool | true",
                "DECIMAL '12345678901234567890.5' > 9223372036854775807 | bool | true",
                "2 IN (DECIMAL '1.5', DECIMAL '2.00') | bool | true",
                "DECIMAL '1.5' BETWEEN 1 AND 2 | bool | true",
                "coalesce(CAST(NULL AS int32), DECIMAL '1.5') | decimal(11,1) | 1.5",
                "nullif(DECIMAL '1.50', DECIMAL '1.5') | decimal(3,2) | null",
                "CASE WHEN TRUE THEN 1 ELSE DECIMAL '0.25' END | decimal(3,2) | 1.00"
            })
    void decimalsAreComputedExactly(String text, String type, String value) {
        Expression expression =
                ExpressionCompiler.compile(text, new Schema(List.of())).orElseThrow();
        assertThat(expression.type().displayName()).isEqualTo(type);
        assertThat(shown(expression)).isEqualTo(value);
        Expression again = ExpressionCompiler.compile(expression.canonical(), new Schema(List.of()))
                .orElseThrow();
        assertThat(again).isEqualTo(expression);
    }

    private static String shown(Expression expression) {
        Evaluation evaluation = expression.evaluate(new ColumnBatch(new Schema(List.of()), List.of(), 1));
        return evaluation.column().isNull(0)
                ? "null"
                : Conversions.text(evaluation.column(), 0).orElseThrow();
    }
}
