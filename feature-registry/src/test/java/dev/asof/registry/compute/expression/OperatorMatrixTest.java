package dev.asof.registry.compute.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.registry.compute.expression.kernel.Evaluation;
import dev.asof.registry.compute.schema.ColumnBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operator by itself, on columns of every type it takes, against the interpreter, with equal operands often. */
class OperatorMatrixTest {
    private static final int ROWS = 3_000;

    private static final List<String> COMPARISONS =
            List.of("=", "<>", "<", "<=", ">", ">=", "IS DISTINCT FROM", "IS NOT DISTINCT FROM");
    private static final List<String> ARITHMETIC = List.of("+", "-", "*", "/", "%");
    private static final List<List<String>> NUMBERS = List.of(
            List.of("big", "other_big"),
            List.of("small", "big"),
            List.of("amount", "other_amount"),
            List.of("single", "amount"),
            List.of("big", "amount"),
            List.of("amount", "small"),
            List.of("big", "big"),
            List.of("amount", "amount"));
    private static final List<List<String>> OTHERS =
            List.of(List.of("country", "other_text"), List.of("seen", "seen"), List.of("day", "day"));

    static Stream<String> expressions() {
        List<String> texts = new ArrayList<>(List.of(
                "flag = flag",
                "flag <> flag",
                "flag IS DISTINCT FROM (big > 1)",
                "flag AND big > 1",
                "big > 1 OR flag",
                "flag AND big > 1 AND amount > 1",
                "1 / big > 0 AND flag",
                "flag OR 1 / big > 0",
                "NOT flag",
                "-big",
                "-amount",
                "-single",
                "big IN (1, 2, 3, 7, -1)",
                "amount IN (0, 1.5, -1, 2.5)",
                "country IN ('a', 'ab', '', 'é')",
                "nullif(small, other_big)",
                "nullif(amount, single)",
                "nullif(country, other_text)",
                "TRY_CAST(amount AS int32)"));
        for (List<String> pair :
                Stream.concat(NUMBERS.stream(), OTHERS.stream()).toList()) {
            COMPARISONS.forEach(operator -> texts.add(String.join(" " + operator + " ", pair)));
            texts.add(pair.getFirst() + " IN (" + pair.getLast() + ", " + pair.getFirst() + ")");
            texts.add(pair.getFirst() + " BETWEEN " + pair.getLast() + " AND " + pair.getFirst());
            texts.add("coalesce(" + String.join(", ", pair) + ")");
            texts.add("CASE " + pair.getFirst() + " WHEN " + pair.getLast() + " THEN 1 ELSE 2 END");
        }
        for (List<String> pair : NUMBERS) {
            ARITHMETIC.forEach(operator -> texts.add(String.join(" " + operator + " ", pair)));
        }
        for (String pattern : List.of("%", "_", "a%", "%b", "%a%b%", "_b%", "%_", "__", "%é%", "\uD83D\uDE00_%")) {
            texts.add("country LIKE '" + pattern + "'");
        }
        for (String type : List.of("int32", "int64", "float32", "float64")) {
            Stream.of("small", "big", "single", "amount", "flag")
                    .forEach(column -> texts.add("CAST(" + column + " AS " + type + ")"));
        }
        return texts.stream();
    }

    @ParameterizedTest
    @MethodSource("expressions")
    void oneOperatorAgreesWithTheInterpreter(String text) {
        Expression expression = Cases.compiled(text);
        ColumnBatch batch = new RandomRows(31).batch(Cases.SCOPE, ROWS);
        Evaluation evaluation = expression.evaluate(batch);
        for (int row = 0; row < ROWS; row++) {
            String expected = Cases.interpreted(expression, batch, row);
            String actual = Cases.bits(evaluation, row);
            if (!actual.equals(expected)) {
                assertThat(actual).as("row %d of %s", row, text).isEqualTo(expected);
            }
        }
    }
}
