package dev.asof.registry.compute.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.registry.compute.schema.ScalarType;
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
        assertThat(problem("sum(big) / 2"))
                .isEqualTo("9..10 '/' is not expected here; expected the end of the expression");
        assertThat(problem("big")).isEqualTo("3..3 the expression ends too early; expected '('");
        assertThat(problem("sum(*, big)")).isEqualTo("5..6 ',' is not expected here; expected ')'");
        assertThat(problem("sum(amout)")).isEqualTo("4..9 unknown column 'amout'. Did you mean 'amount'?");
        assertThat(problem("sum(NULL)")).startsWith("4..8 NULL has no type here; write CAST(NULL AS type)");
    }

    private static String problem(String text) {
        ExpressionProblem problem =
                ExpressionCompiler.compileCall(text, Cases.SCOPE).problems().getFirst();
        return problem.start() + ".." + problem.end() + " " + problem.message();
    }
}
