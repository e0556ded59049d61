package dev.asof.registry.compute.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Value;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiteralTest {

    private static Value read(String text, ScalarType type) {
        return ExpressionCompiler.parseLiteral(text, type).orElseThrow();
    }

    private static String refusal(String text, ScalarType type) {
        List<ExpressionProblem> problems =
                ExpressionCompiler.parseLiteral(text, type).problems();
        assertThat(problems).hasSize(1);
        return problems.getFirst().message();
    }

    @Test
    void textIsReadAsTheTypeThatIsWanted() {
        assertThat(read("true", ScalarType.BOOL)).isEqualTo(Value.ofBool(true));
        assertThat(read("7", ScalarType.INT32)).isEqualTo(Value.ofLong(ScalarType.INT32, 7));
        assertThat(read("-7", ScalarType.INT64)).isEqualTo(Value.ofLong(ScalarType.INT64, -7));
        assertThat(read("0", ScalarType.FLOAT64)).isEqualTo(Value.ofDouble(ScalarType.FLOAT64, 0));
        assertThat(read("0.1", ScalarType.FLOAT32)).isEqualTo(Value.ofDouble(ScalarType.FLOAT32, 0.1f));
        assertThat(read("nan", ScalarType.FLOAT64)).isEqualTo(Value.ofDouble(ScalarType.FLOAT64, Double.NaN));
        assertThat(read("2020-01-01", ScalarType.DATE)).isEqualTo(Value.ofLong(ScalarType.DATE, 18_262));
        assertThat(read("1970-01-01T00:00:01Z", ScalarType.TIMESTAMP))
                .isEqualTo(Value.ofLong(ScalarType.TIMESTAMP, 1_000_000));
        assertThat(read("it's", ScalarType.STRING)).isEqualTo(Value.ofText("it's"));
        assertThat(read("", ScalarType.STRING)).isEqualTo(Value.ofText(""));
    }

    @Test
    void refusalsSayWhatIsWanted() {
        assertThat(refusal("seven", ScalarType.INT64))
                .isEqualTo("'seven' is not an int64 (a whole number from -9223372036854775808 to"
                        + " 9223372036854775807)");
        assertThat(refusal("2147483648", ScalarType.INT32))
                .isEqualTo("'2147483648' is not an int32 (a whole number from -2147483648 to 2147483647)");
        assertThat(refusal("1.5", ScalarType.INT64)).startsWith("'1.5' is not an int64");
        assertThat(refusal("yes", ScalarType.BOOL)).isEqualTo("'yes' is not a bool (true or false)");
        assertThat(refusal("31.12.2020", ScalarType.DATE)).isEqualTo("'31.12.2020' is not a date (YYYY-MM-DD)");
        assertThat(refusal("x".repeat(1000), ScalarType.FLOAT64)).hasSizeLessThan(120);
        assertThat(refusal("\uD83D\uDE00".repeat(1000), ScalarType.DATE)).hasSizeLessThan(120);
    }
}
