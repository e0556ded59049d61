package dev.asof.registry.compute.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.registry.compute.expression.kernel.Conversions;
import dev.asof.registry.compute.expression.kernel.Evaluation;
import dev.asof.registry.compute.nested.ListCodec;
import dev.asof.registry.compute.nested.MapCodec;
import dev.asof.registry.compute.schema.BytesColumn;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.ColumnBuilder;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.DoubleColumn;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.ListType;
import dev.asof.registry.compute.schema.LongColumn;
import dev.asof.registry.compute.schema.MapType;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Schema;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values that are longer than what an expression may make, and those that would become so. */
class LongValuesTest {
    private static final int MIB = 1 << 20;

    /** Whose texts, of 18 characters each, are longer than all strings of a batch may be together. */
    private static final int MANY = (64 << 20) / 18 + 1;

    private static final ListType FLOATS = new ListType(ScalarType.FLOAT64);
    private static final ListType TEXTS = new ListType(ScalarType.STRING);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "length(CAST(x AS string))",
                "CAST(x AS list<string>)",
                "CAST(CAST(x AS list<string>) AS string)",
                "CAST([x, x] AS string)"
            })
    void aRowWhosePartsGrowTooLongFailsAlone(String text) {
        Column lists = column(FLOATS, floats(2), floats(MANY), floats(3));
        Evaluation evaluation = evaluate(text, lists);
        assertThat(evaluation.errorCount()).isOne();
        assertThat(evaluation.failedAt(1)).isTrue();
        assertThat(evaluation.column().isNull(1)).isTrue();
        assertThat(evaluation.column().isNull(0)).isFalse();
        assertThat(evaluation.column().isNull(2)).isFalse();
    }

    @Test
    void valuesOfAMapThatGrowTooLongFailItsRow() {
        MapType type = new MapType(FLOATS);
        BytesColumn lists = (BytesColumn) column(FLOATS, floats(MANY));
        Column maps = column(type, new MapCodec(type).encode((BytesColumn) texts("k"), lists, 0, 1));
        assertThat(evaluate("CAST(x AS string)", maps).errorCount()).isOne();
        assertThat(evaluate("CAST(x AS map<string, list<string>>)", maps).errorCount())
                .isOne();
    }

    @Test
    void aTextOfOneMebibyteStandsAndALongerOneFails() {
        int brackets = "[\"\"]".length();
        Column lists =
                column(TEXTS, list(texts("a".repeat(MIB - brackets))), list(texts("a".repeat(MIB - brackets + 1))));
        Evaluation evaluation = evaluate("CAST(x AS string)", lists);
        assertThat(((BytesColumn) evaluation.column()).length(0)).isEqualTo(MIB);
        assertThat(evaluation.failedAt(0)).isFalse();
        assertThat(evaluation.failedAt(1)).isTrue();
    }

    @Test
    void aListOfOneMebibyteStandsAndALongerOneFails() {
        // Each element is a marker and a float64, and the list has one byte more.
        int most = (MIB - 1) / 9;
        Column lists = column(
                new ListType(ScalarType.INT64),
                new ListCodec(new ListType(ScalarType.INT64))
                        .encode(new LongColumn(ScalarType.INT64, new long[most]), 0, most),
                new ListCodec(new ListType(ScalarType.INT64))
                        .encode(new LongColumn(ScalarType.INT64, new long[most + 1]), 0, most + 1));
        Evaluation evaluation = evaluate("CAST(x AS list<float64>)", lists);
        assertThat(evaluation.failedAt(0)).isFalse();
        assertThat(evaluation.failedAt(1)).isTrue();
    }

    @Test
    void valuesOfEqualKeysThatDoNotStandDoNotCount() {
        String value = "a".repeat(MIB / 2);
        Column json = texts("{\"k\": \"b%s\", \"k\": \"c%s\", \"k\": \"d\"}".formatted(value, value));
        Evaluation evaluation = evaluate("CAST(CAST(x AS map<string, string>) AS string)", json);
        assertThat(((BytesColumn) evaluation.column()).text(0)).isEqualTo("{\"k\": \"d\"}");
    }

    @Test
    void aValueHasItsTextHoweverLongItIs() {
        Column list = column(TEXTS, list(texts("a".repeat(2 * MIB), "\n\"é")));
        assertThat(Conversions.text(list, 0)).hasValue("[\"" + "a".repeat(2 * MIB) + "\", \"\\u000a\\\"é\"]");
        Column bytes = column(ScalarType.BYTES, new byte[MIB]);
        assertThat(Conversions.text(bytes, 0)).hasValue("00".repeat(MIB));
        Column many = column(FLOATS, floats(MANY));
        assertThat(Conversions.text(many, 0).orElseThrow()).hasSize(MANY * 20);
    }

    private static Evaluation evaluate(String text, Column x) {
        Schema schema = new Schema(List.of(new Field("x", x.type())));
        return ExpressionCompiler.compile(text, schema)
                .orElse(problems -> {
                    throw new AssertionError(text + ": " + problems);
                })
                .evaluate(new ColumnBatch(schema, List.of(x), x.size()));
    }

    private static byte[] floats(int count) {
        double[] values = new double[count];
        Arrays.fill(values, 1.0 / 3);
        return new ListCodec(FLOATS).encode(new DoubleColumn(ScalarType.FLOAT64, values), 0, count);
    }

    private static byte[] list(Column texts) {
        return new ListCodec(TEXTS).encode(texts, 0, texts.size());
    }

    private static Column texts(String... texts) {
        ColumnBuilder builder = new ColumnBuilder(ScalarType.STRING);
        for (String text : texts) {
            builder.appendText(text);
        }
        return builder.build();
    }

    private static Column column(DataType type, byte[]... values) {
        ColumnBuilder builder = new ColumnBuilder(type);
        for (byte[] value : values) {
            builder.appendBytes(value);
        }
        return builder.build();
    }
}
