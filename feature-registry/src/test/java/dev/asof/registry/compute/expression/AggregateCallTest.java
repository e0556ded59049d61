package dev.asof.registry.compute.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.registry.compute.schema.ScalarType;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AggregateCallTest {

    private static AggregateCall call(String text) {
        return ExpressionCompiler.compileCall(text, Cases.SCOPE).orElseThrow();
    }

    @Test
    void aStarIsKnownFromArguments() {
        AggregateCall call = call("  COUNT( * )");
        assertThat(call.function()).isEqualTo("count");
        assertThat(call.start()).isEqualTo(2);
        assertThat(call.end()).isEqualTo(7);
        assertThat(call.arguments()).isEqualTo(new AggregateCall.Star(9, 10));
        assertThat(call.canonical()).isEqualTo("count(*)");
    }

    @Test
    void argumentsAreTypedAndPlaced() {
        AggregateCall call = call("top(big * 2, country)");
        AggregateCall.Listed listed = (AggregateCall.Listed) call.arguments();
        assertThat(listed.values()).hasSize(2);
        assertThat(listed.values().getFirst().expression().type()).isEqualTo(ScalarType.INT64);
        assertThat(listed.values().getFirst().start()).isEqualTo(4);
        assertThat(listed.values().getFirst().end()).isEqualTo(11);
        assertThat(listed.values().getLast().start()).isEqualTo(13);
        assertThat(call.canonical()).isEqualTo("top(big * 2, country)");
    }

    @Test
    void noArgumentsAreAnEmptyList() {
        assertThat(call("f()").arguments()).isEqualTo(new AggregateCall.Listed(java.util.List.of()));
    }

    @Test
    void aggregatesMayBeCalledLikeRowFunctions() {
        assertThat(call("abs(big)").function()).isEqualTo("abs");
    }

    @Test
    void whatIsNotOneCallIsRefusedWithItsPlace() {
        assertThat(problem("big")).isEqualTo("3..3 the expression ends too early; expected '('");
        assertThat(problem("sum(*, big)")).isEqualTo("5..6 ',' is not expected here; expected ')'");
        assertThat(problem("sum(amout)")).isEqualTo("4..9 unknown column 'amout'. Did you mean 'amount'?");
        assertThat(problem("sum(NULL)")).startsWith("4..8 NULL has no type here; write CAST(NULL AS type)");
    }

    @Test
    void whatOtherDialectsWriteInACallIsRefusedWithWhatToWrite() {
        Map<String, String> remedies = Map.of(
                "sum(DISTINCT big)",
                        "4..12 'DISTINCT' is not expected here; calls have no DISTINCT; count_distinct(x) counts distinct values",
                "sum(big) / count(*)",
                        "9..10 '/' is not expected here; an aggregate is one call; what computes with aggregates is a"
                                + " feature of an on-demand view",
                "max(big) FILTER (WHERE flag)",
                        "9..15 'FILTER' is not expected here; the condition of an aggregate stands beside it, under 'where:'",
                "max(big) over (x)",
                        "9..13 'over' is not expected here; the window of an aggregate stands beside it, under 'window:'",
                "sum(big))", "8..9 ')' is not expected here; expected the end of the expression",
                "decayed_sum(big, 7d)",
                        "18..19 'd' is not expected here; a span of time stands in single quotes: '7d'");
        remedies.forEach((text, remedy) -> assertThat(problem(text)).isEqualTo(remedy));
    }

    private static String problem(String text) {
        ExpressionProblem problem =
                ExpressionCompiler.compileCall(text, Cases.SCOPE).problems().getFirst();
        return problem.start() + ".." + problem.end() + " " + problem.message();
    }
}
