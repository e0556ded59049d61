package dev.asof.registry.compute.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.registry.compute.expression.function.FunctionCatalog;
import dev.asof.registry.compute.expression.function.Parameter;
import dev.asof.registry.compute.expression.function.ScalarFunction;
import dev.asof.registry.compute.expression.function.Signature;
import dev.asof.registry.compute.expression.kernel.Evaluation;
import dev.asof.registry.compute.schema.BytesColumn;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.DoubleColumn;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.LongColumn;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Schema;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What every function holds to, in every signature; a new one is tested by standing in the catalog. */
class FunctionContractTest {
    private static final int ROWS = 120;

    /** One call: a function, one of its signatures, and columns a0, a1, ... as its arguments. */
    private record Subject(String name, ScalarFunction function, Schema scope, FunctionCall call) {}

    private static Stream<DynamicTest> forEach(java.util.function.Consumer<Subject> test) {
        List<Subject> subjects = new ArrayList<>();
        for (ScalarFunction function : FunctionCatalog.all()) {
            List<Signature> signatures = function.forms().stream()
                    .flatMap(form -> form.samples().stream())
                    .toList();
            for (Signature signature : signatures) {
                int most = signature.repetition() == Signature.Repetition.ONCE ? 0 : 2;
                for (int extra = 0; extra <= most; extra++) {
                    subjects.add(subject(function, signature, extra));
                }
            }
        }
        return subjects.stream().map(subject -> DynamicTest.dynamicTest(subject.name(), () -> test.accept(subject)));
    }

    private static Subject subject(ScalarFunction function, Signature signature, int extra) {
        List<Field> fields = new ArrayList<>();
        List<Expression> arguments = new ArrayList<>();
        for (int i = 0; i < signature.parameters().size() + extra; i++) {
            switch (signature.parameter(i)) {
                case Parameter.Of(DataType type) -> {
                    fields.add(new Field("a" + i, type));
                    arguments.add(new ColumnReference("a" + i, type));
                }
                case Parameter.Written literal ->
                    arguments.add(Cases.compiled(literal.samples().getFirst()));
            }
        }
        FunctionCall call = FunctionCall.of(function.name(), signature, arguments);
        return new Subject(call.canonical() + " " + fields, function, new Schema(fields), call);
    }

    @TestFactory
    Stream<DynamicTest> examplesGiveWhatTheySay() {
        return FunctionCatalog.all().stream()
                .flatMap(function -> function.examples().stream())
                .map(example -> DynamicTest.dynamicTest(example.expression(), () -> {
                    Evaluation actual = Cases.evaluated(example.expression());
                    String shown = Cases.shown(new Evaluation(actual.column()), 0);
                    String expected =
                            example.result().equals("NULL") ? "NULL" : expected(example.result(), actual.column());
                    assertThat(shown).isEqualTo(expected);
                }));
    }

    private static String expected(String literal, Column actual) {
        Evaluation evaluation = Cases.evaluated(literal);
        assertThat(evaluation.column().type()).isEqualTo(actual.type());
        return Cases.shown(evaluation, 0);
    }

    @TestFactory
    Stream<DynamicTest> aNullArgumentGivesNullAndNoError() {
        return forEach(subject -> {
            ColumnBatch batch = new RandomRows(1).batch(subject.scope(), ROWS);
            Evaluation result = subject.call().evaluate(batch);
            for (int row = 0; row < ROWS; row++) {
                int at = row;
                if (batch.columns().stream().anyMatch(column -> column.isNull(at))) {
                    assertThat(result.column().isNull(row)).isTrue();
                    assertThat(result.failedAt(row)).isFalse();
                } else if (subject.function().nulls().isPresent()) {
                    assertThat(result.failedAt(row) && !result.column().isNull(row))
                            .isFalse();
                } else {
                    assertThat(result.failedAt(row)).isEqualTo(result.column().isNull(row));
                }
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> aBatchGivesWhatItsRowsGiveOneByOne() {
        return forEach(subject -> {
            for (long seed = 0; seed < 3; seed++) {
                ColumnBatch batch = new RandomRows(seed).batch(subject.scope(), ROWS);
                Evaluation together = subject.call().evaluate(batch);
                for (int row = 0; row < ROWS; row++) {
                    Evaluation alone = subject.call().evaluate(batch.gather(new int[] {row}));
                    assertThat(Cases.bits(together, row)).isEqualTo(Cases.bits(alone, 0));
                }
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> resultsAreCanonicalAndArgumentsUntouched() {
        return forEach(subject -> {
            ColumnBatch batch = new RandomRows(7).batch(subject.scope(), ROWS);
            ColumnBatch copy =
                    batch.gather(java.util.stream.IntStream.range(0, ROWS).toArray());
            Evaluation result = subject.call().evaluate(batch);
            assertThat(result.column().type()).isEqualTo(subject.call().type());
            assertThat(result.column().size()).isEqualTo(ROWS);
            checkCanonical(result.column());
            for (int i = 0; i < batch.columns().size(); i++) {
                for (int row = 0; row < ROWS; row++) {
                    assertThat(Cases.bits(new Evaluation(batch.column(i)), row))
                            .isEqualTo(Cases.bits(new Evaluation(copy.column(i)), row));
                }
            }
        });
    }

    private static void checkCanonical(Column column) {
        switch (column) {
            case LongColumn longs
            when longs.type() == ScalarType.BOOL ->
                assertThat(Arrays.stream(longs.values())).allMatch(value -> value == 0 || value == 1);
            case LongColumn longs -> assertThat(longs.size()).isNotNegative();
            case DoubleColumn doubles ->
                assertThat(Arrays.stream(doubles.values()).filter(Double::isNaN))
                        .allMatch(value -> Double.doubleToRawLongBits(value) == Double.doubleToRawLongBits(Double.NaN));
            case BytesColumn bytes -> checkTexts(bytes);
        }
    }

    private static void checkTexts(BytesColumn bytes) {
        for (int row = 0; row < bytes.size(); row++) {
            try {
                if (bytes.type() == ScalarType.STRING) {
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.bytes(row)));
                }
            } catch (CharacterCodingException broken) {
                throw new AssertionError("Row " + row + " is not UTF-8", broken);
            }
            assertThat(bytes.isNull(row) && bytes.length(row) > 0).isFalse();
        }
    }

    @TestFactory
    Stream<DynamicTest> aCallIsFoundAgainByItsCanonicalText() {
        return forEach(subject -> {
            Expression again = ExpressionCompiler.compile(subject.call().canonical(), subject.scope())
                    .orElseThrow();
            assertThat(again.canonical()).isEqualTo(subject.call().canonical());
            assertThat(again.type()).isEqualTo(subject.call().type());
            assertThat(again).isEqualTo(subject.call());
        });
    }

    @TestFactory
    Stream<DynamicTest> everySampleOfALiteralIsTaken() {
        return FunctionCatalog.all().stream()
                .flatMap(function -> function.forms().stream())
                .flatMap(form -> form.samples().stream())
                .flatMap(signature -> signature.parameters().stream())
                .flatMap(parameter ->
                        parameter instanceof Parameter.Written literal ? Stream.of(literal) : Stream.empty())
                .distinct()
                .flatMap(literal -> literal.samples().stream()
                        .map(sample -> DynamicTest.dynamicTest(literal.name() + " " + sample, () -> {
                            Expression expression = Cases.compiled(sample);
                            assertThat(expression.type()).isEqualTo(literal.type());
                            assertThat(literal.allows(literal.canonical(
                                            expression.constant().orElseThrow())))
                                    .isTrue();
                        })));
    }
}
