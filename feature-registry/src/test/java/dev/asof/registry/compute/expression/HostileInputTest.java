package dev.asof.registry.compute.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.registry.compute.expression.kernel.Evaluation;
import dev.asof.registry.compute.expression.parse.Limits;
import dev.asof.registry.compute.schema.ColumnBatch;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** Texts meant to break the compiler, and data meant to break the kernels. */
class HostileInputTest {
    /** Less than any thread of ours has. */
    private static final long SMALL_STACK_BYTES = 512 << 10;

    private static final List<String> WORDS = List.of(
            "(",
            ")",
            ",",
            "*",
            "+",
            "-",
            "/",
            "%",
            "||",
            "=",
            "<>",
            "<",
            ">=",
            "AND",
            "OR",
            "NOT",
            "IS",
            "NULL",
            "TRUE",
            "CASE",
            "WHEN",
            "THEN",
            "ELSE",
            "END",
            "CAST",
            "AS",
            "int64",
            "string",
            "IN",
            "BETWEEN",
            "LIKE",
            "ESCAPE",
            "DISTINCT",
            "FROM",
            "big",
            "amount",
            "country",
            "flag",
            "seen",
            "coalesce",
            "nullif",
            "abs",
            "round",
            "1",
            "2.5",
            "'a'",
            "''",
            "\"big\"",
            "DATE",
            "'2020-01-01'",
            "date_trunc",
            "'day'",
            "?",
            "\"",
            "'",
            "\u0000",
            "é",
            "\uD83D\uDE00",
            "\uD83D",
            "--",
            ";",
            "1e999",
            "99999999999999999999");

    private static String onSmallStack(Runnable work) throws InterruptedException {
        AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
        Thread thread = new Thread(null, work, "small-stack", SMALL_STACK_BYTES);
        thread.setUncaughtExceptionHandler((t, failure) -> thrown.set(failure));
        thread.start();
        thread.join();
        return String.valueOf(thrown.get());
    }

    private static void isRefusedAtOnce(String text, String because) {
        List<ExpressionProblem> problems = Assertions.assertTimeout(
                Duration.ofSeconds(5),
                () -> ExpressionCompiler.compile(text, Cases.SCOPE).problems());
        assertThat(problems).hasSize(1);
        assertThat(problems.getFirst().message()).contains(because);
    }

    @Test
    void whatIsTooLongIsRefused() {
        isRefusedAtOnce(
                "1" + " ".repeat(Limits.LENGTH), "the expression has 10001 characters; at most 10000 are allowed");
        isRefusedAtOnce("(".repeat(50_000_000), "characters; at most 10000 are allowed");
    }

    @Test
    void whatIsNestedTooDeepIsRefused() {
        String message = "nested more than 100 deep";
        isRefusedAtOnce("(".repeat(101) + "1" + ")".repeat(101), message);
        isRefusedAtOnce("(".repeat(10_000), message);
        isRefusedAtOnce("CASE ".repeat(2_000), message);
        isRefusedAtOnce("abs(".repeat(2_000), message);
        isRefusedAtOnce("[".repeat(2_000), message);
        isRefusedAtOnce("[".repeat(99) + "1" + "]".repeat(99), "lists and maps are nested more than 8 deep");
        assertThat(Cases.problems("(".repeat(100) + "1" + ")".repeat(100))).isEmpty();
    }

    @Test
    void whatIsAChainWithoutEndIsRefused() {
        isRefusedAtOnce("1" + " + 1".repeat(500), "a chain or nest of more than 250 operators");
        isRefusedAtOnce("NOT ".repeat(500) + "flag", "a chain or nest of more than 250 operators");
        isRefusedAtOnce("- ".repeat(500) + "big", "a chain or nest of more than 250 operators");
        isRefusedAtOnce("1+".repeat(4_999) + "1", "more than 4000 words and signs");
        assertThat(Cases.problems("flag" + " AND flag".repeat(1_000))).isEmpty();
        assertThat(Cases.problems("country" + " || country".repeat(900))).isEmpty();
    }

    @Test
    void whatIsWithinTheLimitsNeedsLittleStack() throws InterruptedException {
        String sum = "1" + " + big".repeat(240);
        List<String> texts = List.of(
                "abs(".repeat(100) + "big" + ")".repeat(100),
                "CASE WHEN flag THEN ".repeat(100) + "1" + " END".repeat(100),
                "(".repeat(99) + sum + ")".repeat(99),
                "- ".repeat(250) + "big",
                "NOT (".repeat(100) + "flag" + ")".repeat(100),
                "(flag AND big IN (1, 2 + ".repeat(49) + "big" + ")) ".repeat(49),
                "-(big-".repeat(100) + "1" + ")".repeat(100));
        ColumnBatch batch = new RandomRows(1).batch(Cases.SCOPE, 3);
        for (String text : texts) {
            assertThat(onSmallStack(() -> {
                        switch (ExpressionCompiler.compile(text, Cases.SCOPE)) {
                            case Compilation.Success<Expression>(Expression expression) -> {
                                expression.evaluate(batch);
                                expression.inputs();
                                assertThat(Cases.compiled(expression.canonical()))
                                        .hasSameHashCodeAs(expression);
                            }
                            case Compilation.Failure<Expression> failure ->
                                assertThat(failure.problems()).isNotEmpty();
                        }
                    }))
                    .as(text.substring(0, 30))
                    .isEqualTo("null");
        }
    }

    @Test
    void noTextMakesTheCompilerThrow() {
        for (long seed = 0; seed < 20_000; seed++) {
            String text = garbage(new Random(seed));
            for (ExpressionProblem problem :
                    ExpressionCompiler.compile(text, Cases.SCOPE).problems()) {
                isInside(problem, text, seed);
            }
            for (ExpressionProblem problem :
                    ExpressionCompiler.compileCall(text, Cases.SCOPE).problems()) {
                isInside(problem, text, seed);
            }
        }
    }

    private static void isInside(ExpressionProblem problem, String text, long seed) {
        boolean inside = 0 <= problem.start() && problem.start() <= problem.end() && problem.end() <= text.length();
        assertThat(inside && !problem.message().isBlank())
                .as("seed %d: %s in %s", seed, problem, text)
                .isTrue();
    }

    private static String garbage(Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> characters(random);
            case 1 -> words(random);
            default -> damaged(new RandomExpressions(random.nextLong()).any(3), random);
        };
    }

    private static String characters(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(30); i > 0; i--) {
            text.append((char) (random.nextInt(4) == 0 ? random.nextInt(0x10000) : random.nextInt(0x80)));
        }
        return text.toString();
    }

    private static String words(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(15); i > 0; i--) {
            text.append(WORDS.get(random.nextInt(WORDS.size()))).append(random.nextInt(4) == 0 ? "" : " ");
        }
        return text.toString();
    }

    private static String damaged(String text, Random random) {
        StringBuilder damaged = new StringBuilder(text);
        for (int i = random.nextInt(4); i >= 0 && !damaged.isEmpty(); i--) {
            int at = random.nextInt(damaged.length());
            switch (random.nextInt(3)) {
                case 0 -> damaged.deleteCharAt(at);
                case 1 -> damaged.insert(at, WORDS.get(random.nextInt(WORDS.size())));
                default -> damaged.setLength(at);
            }
        }
        return damaged.toString();
    }

    @Test
    void stringsDoNotGrowBeyondTheirLimit() {
        assertThat(Cases.valueOf("length(rpad('a', 1048576))")).isEqualTo("1048576");
        assertThat(Cases.valueOf("rpad('a', 1048577)")).isEqualTo("NULL!");
        assertThat(Cases.valueOf("lpad('a', 9223372036854775807)")).isEqualTo("NULL!");
        assertThat(Cases.valueOf("rpad('é', 524289, 'é')")).isEqualTo("NULL!");
        String megabyte = "rpad('a', 1048576, 'a')";
        assertThat(Cases.valueOf(megabyte + " || 'a'")).isEqualTo("NULL!");
        assertThat(Cases.valueOf("replace(" + megabyte + ", 'a', 'bb')")).isEqualTo("NULL!");
        assertThat(Cases.valueOf("length(replace(" + megabyte + ", 'a', ''))")).isEqualTo("0");
        assertThat(Cases.valueOf("lpad('abc', 9223372036854775807, '')")).isEqualTo("'abc'");
    }

    @Test
    void aBatchWhoseStringsAreTooLargeIsEvaluatedInParts() {
        ColumnBatch batch = new RandomRows(3).batch(Cases.SCOPE, 300);
        Expression lengths = Cases.compiled("length(rpad(country, 900000, 'x') || coalesce(other_text, ''))");
        Evaluation evaluation = lengths.evaluate(batch);
        assertThat(evaluation.size()).isEqualTo(300);
        for (int row = 0; row < 300; row += 37) {
            Evaluation alone = lengths.evaluate(batch.gather(new int[] {row}));
            assertThat(Cases.bits(evaluation, row)).isEqualTo(Cases.bits(alone, 0));
        }
    }
}
