package dev.asof.registry.compute.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.registry.compute.expression.kernel.Evaluation;
import dev.asof.registry.compute.expression.kernel.Times;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.ColumnBuilder;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Schema;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of casts; {@code !} marks a row that failed. */
class CastTest {

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(delimiterString = "=>", quoteCharacter = '`', textBlock = """
                    CAST(TRUE AS int32)                        => 1
                    CAST(FALSE AS float64)                     => 0.0
                    CAST(TRUE AS string)                       => 'true'
                    CAST(2147483647 AS int32)                  => 2147483647
                    CAST(2147483648 AS int32)                  => NULL!
                    CAST(-2147483648 AS int32)                 => -2147483648
                    CAST(-2147483649 AS int32)                 => NULL!
                    CAST(9007199254740993 AS float64)          => 9.007199254740992E15
                    CAST(16777217 AS float32)                  => 1.6777216E7
                    CAST(9007199791611905 AS float32)          => 9.007200328482816E15
                    CAST(1.9 AS int64)                         => 1
                    CAST(-1.9 AS int64)                        => -1
                    CAST(-0.5 AS int32)                        => 0
                    CAST(2147483647.9 AS int32)                => 2147483647
                    CAST(2147483648.0 AS int32)                => NULL!
                    CAST(-2147483648.9 AS int32)               => -2147483648
                    CAST(-2147483649.0 AS int32)               => NULL!
                    CAST(9223372036854775807.0 AS int64)       => NULL!
                    CAST(-9223372036854775808.0 AS int64)      => -9223372036854775808
                    CAST(0.0/0 AS int64)                       => NULL!
                    CAST(1.0/0 AS int32)                       => NULL!
                    CAST(0.1 AS float32)                       => 0.10000000149011612
                    CAST(1e300 AS float32)                     => Infinity
                    CAST(CAST(0.1 AS float32) AS string)       => '0.1'
                    CAST(0.1 AS string)                        => '0.1'
                    CAST(100.0 AS string)                      => '100.0'
                    CAST(1e23 AS string)                       => '1.0E23'
                    CAST(2e-3 AS string)                       => '0.002'
                    CAST(2e-323 AS string)                     => '2.0E-323'
                    CAST(0.0/0 AS string)                      => 'NaN'
                    CAST(-1.0/0 AS string)                     => '-Infinity'
                    CAST(-7 AS string)                         => '-7'
                    CAST('12' AS int64)                        => 12
                    CAST('+12' AS int64)                       => 12
                    CAST('-012' AS int64)                      => -12
                    CAST(' 12' AS int64)                       => NULL!
                    CAST('12.0' AS int64)                      => NULL!
                    CAST('' AS int64)                          => NULL!
                    CAST('1_000' AS int64)                     => NULL!
                    CAST('٣' AS int64)                         => NULL!
                    CAST('9223372036854775807' AS int64)       => 9223372036854775807
                    CAST('9223372036854775808' AS int64)       => NULL!
                    CAST('2147483648' AS int32)                => NULL!
                    CAST('1.5' AS float64)                     => 1.5
                    CAST('.5' AS float64)                      => 0.5
                    CAST('5.' AS float64)                      => 5.0
                    CAST('1e3' AS float64)                     => 1000.0
                    CAST('-1E-3' AS float64)                   => -0.001
                    CAST('1e999' AS float64)                   => Infinity
                    CAST('inf' AS float64)                     => Infinity
                    CAST('-Infinity' AS float64)               => -Infinity
                    CAST('NaN' AS float64)                     => NaN
                    CAST('1.5f' AS float64)                    => NULL!
                    CAST('0x1p3' AS float64)                   => NULL!
                    CAST('1,5' AS float64)                     => NULL!
                    CAST('1.5 ' AS float64)                    => NULL!
                    CAST('.' AS float64)                       => NULL!
                    CAST('1.00000017881393432617187499' AS float32) => 1.0000001192092896
                    CAST('true' AS bool)                       => TRUE
                    CAST('False' AS bool)                      => FALSE
                    CAST('t' AS bool)                          => NULL!
                    CAST('1' AS bool)                          => NULL!
                    CAST('falſe' AS bool)                      => NULL!
                    CAST('2020-02-29' AS date)                 => DATE '2020-02-29'
                    CAST('2021-02-29' AS date)                 => NULL!
                    CAST('2020-2-9' AS date)                   => NULL!
                    CAST('20200229' AS date)                   => NULL!
                    CAST('-0001-01-01' AS date)                => DATE '-0001-01-01'
                    CAST('+12020-01-01' AS date)               => DATE '+12020-01-01'
                    CAST('2020-01-01 00:00:00' AS date)        => NULL!
                    CAST(DATE '2020-02-29' AS string)          => '2020-02-29'
                    CAST(DATE '1969-12-31' AS timestamp)       => TIMESTAMP '1969-12-31T00:00:00Z'
                    CAST(TIMESTAMP '1969-12-31 23:59:59' AS date) => DATE '1969-12-31'
                    CAST(TIMESTAMP '2020-01-01 10:00' AS string) => '2020-01-01T10:00:00Z'
                    CAST(TIMESTAMP '2020-01-01 10:00:00.5' AS string) => '2020-01-01T10:00:00.500000Z'
                    CAST('2020-01-01' AS timestamp)            => TIMESTAMP '2020-01-01T00:00:00Z'
                    CAST('2020-01-01T10:00' AS timestamp)      => TIMESTAMP '2020-01-01T10:00:00Z'
                    CAST('2020-01-01 10:00:00.123456789' AS timestamp) => TIMESTAMP '2020-01-01T10:00:00.123456Z'
                    CAST('2020-01-01 10:00:00+02:00' AS timestamp) => TIMESTAMP '2020-01-01T08:00:00Z'
                    CAST('2020-01-01 10:00:00-0230' AS timestamp) => TIMESTAMP '2020-01-01T12:30:00Z'
                    CAST('2020-01-01 10:00:00 +02:00' AS timestamp) => NULL!
                    CAST('2020-01-01 24:00:00' AS timestamp)   => NULL!
                    CAST('2020-01-01 23:59:60' AS timestamp)   => NULL!
                    CAST('2020-01-01 10' AS timestamp)         => NULL!
                    CAST('+300000-01-01' AS timestamp)         => NULL!
                    TRY_CAST('x' AS int64)                     => NULL
                    TRY_CAST('7' AS int64)                     => 7
                    TRY_CAST(CAST(1/0 AS string) AS int64)     => NULL!
                    coalesce(TRY_CAST('x' AS int64), 0)        => 0
                    CAST(NULL AS timestamp)                    => NULL
                    """)
    void castsGive(String expression, String expected) {
        assertThat(Cases.valueOf(expression)).isEqualTo(expected);
    }

    @Test
    void numbersAndTimesComeBackFromTheirText() {
        for (ScalarType type : List.of(
                ScalarType.INT32, ScalarType.INT64, ScalarType.FLOAT32, ScalarType.FLOAT64, ScalarType.TIMESTAMP)) {
            Schema scope = new Schema(List.of(new Field("x", type)));
            String name = type.displayName();
            Expression back = ExpressionCompiler.compile("CAST(CAST(x AS string) AS " + name + ")", scope)
                    .orElseThrow();
            ColumnBatch batch = new RandomRows(23).batch(scope, 3_000);
            Evaluation evaluation = back.evaluate(batch);
            for (int row = 0; row < batch.rowCount(); row++) {
                assertThat(Cases.bits(evaluation, row))
                        .as(name)
                        .isEqualTo(Cases.bits(new Evaluation(batch.column(0)), row));
            }
        }
    }

    @Test
    void datesOfTheWholeCalendarComeBackFromTheirText() {
        Random random = new Random(29);
        for (int i = 0; i < 20_000; i++) {
            long day = random.nextLong(-365_000_000L, 364_000_000L);
            assertThat(Times.parseDate(Times.formatDate(day))).hasValue(day);
        }
    }

    @Test
    void extremeTimestampsAreTimestamps() {
        for (long micros : new long[] {Long.MIN_VALUE, Long.MIN_VALUE + 1, -1, 0, Long.MAX_VALUE}) {
            assertThat(Times.parseTimestamp(Times.formatTimestamp(micros))).hasValue(micros);
        }
        assertThat(Times.parseTimestamp("+294247-01-10T04:00:54.775808Z")).isEmpty();
        assertThat(Times.parseTimestamp("-290308-12-21T19:59:05.224191Z")).isEmpty();
    }

    @Test
    void aDateBeyondTheCalendarHasNoText() {
        Schema scope = new Schema(List.of(new Field("day", ScalarType.DATE)));
        ColumnBuilder builder = new ColumnBuilder(ScalarType.DATE);
        builder.appendLong(Long.MAX_VALUE);
        ColumnBatch batch = new ColumnBatch(scope, List.of(builder.build()), 1);
        for (String text : List.of("CAST(day AS string)", "CAST(day AS timestamp)")) {
            Evaluation evaluation =
                    ExpressionCompiler.compile(text, scope).orElseThrow().evaluate(batch);
            assertThat(evaluation.failedAt(0)).isTrue();
        }
    }
}
