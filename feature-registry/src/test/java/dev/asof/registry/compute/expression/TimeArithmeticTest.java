package dev.asof.registry.compute.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.registry.compute.expression.kernel.Evaluation;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.LongColumn;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Schema;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalUnit;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The functions of time units against {@code java.time}. */
class TimeArithmeticTest {
    private static final int ROWS = 3_000;
    private static final Schema SCOPE = new Schema(List.of(
            new Field("a", ScalarType.TIMESTAMP),
            new Field("b", ScalarType.TIMESTAMP),
            new Field("n", ScalarType.INT64)));
    private static final Map<String, TemporalUnit> UNITS = Map.of(
            "year", ChronoUnit.YEARS,
            "quarter", IsoFields.QUARTER_YEARS,
            "month", ChronoUnit.MONTHS,
            "week", ChronoUnit.WEEKS,
            "day", ChronoUnit.DAYS,
            "hour", ChronoUnit.HOURS,
            "minute", ChronoUnit.MINUTES,
            "second", ChronoUnit.SECONDS);

    private static ColumnBatch rows() {
        Random random = new Random(17);
        long[] a = random.longs(ROWS, -5_000_000_000_000_000L, 5_000_000_000_000_000L)
                .toArray();
        long[] b = random.longs(ROWS, -5_000_000_000_000_000L, 5_000_000_000_000_000L)
                .toArray();
        for (int i = 0; i < ROWS; i += 3) {
            b[i] = a[i] + 86_400_000_000L * random.nextInt(800);
        }
        long[] n = random.longs(ROWS, -500, 500).toArray();
        return new ColumnBatch(
                SCOPE,
                List.of(
                        new LongColumn(ScalarType.TIMESTAMP, a),
                        new LongColumn(ScalarType.TIMESTAMP, b),
                        new LongColumn(ScalarType.INT64, n)),
                ROWS);
    }

    private static LocalDateTime time(ColumnBatch batch, String column, int row) {
        long micros = ((LongColumn) batch.column(column)).values()[row];
        return LocalDateTime.ofInstant(Instant.EPOCH.plus(micros, ChronoUnit.MICROS), ZoneOffset.UTC);
    }

    private static long micros(LocalDateTime time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time.toInstant(ZoneOffset.UTC));
    }

    private static long[] values(String text, ColumnBatch batch) {
        Evaluation evaluation =
                ExpressionCompiler.compile(text, SCOPE).orElseThrow().evaluate(batch);
        assertThat(evaluation.errorCount()).isZero();
        return ((LongColumn) evaluation.column()).values();
    }

    @Test
    void differencesAreWholeUnits() {
        ColumnBatch batch = rows();
        UNITS.forEach((name, unit) -> {
            long[] actual = values("date_diff('" + name + "', a, b)", batch);
            for (int row = 0; row < ROWS; row++) {
                assertThat(actual[row]).isEqualTo(unit.between(time(batch, "a", row), time(batch, "b", row)));
            }
        });
    }

    @Test
    void sumsMoveByUnits() {
        ColumnBatch batch = rows();
        UNITS.forEach((name, unit) -> {
            long[] actual = values("date_add('" + name + "', n, a)", batch);
            for (int row = 0; row < ROWS; row++) {
                long n = ((LongColumn) batch.column("n")).values()[row];
                assertThat(actual[row]).isEqualTo(micros(time(batch, "a", row).plus(n, unit)));
            }
        });
    }

    @Test
    void truncationGoesToTheStartOfTheUnit() {
        ColumnBatch batch = rows();
        long[] months = values("date_trunc('month', a)", batch);
        long[] weeks = values("date_trunc('week', a)", batch);
        long[] minutes = values("date_trunc('minute', a)", batch);
        for (int row = 0; row < ROWS; row++) {
            LocalDateTime time = time(batch, "a", row);
            LocalDateTime day = time.truncatedTo(ChronoUnit.DAYS);
            assertThat(months[row]).isEqualTo(micros(day.withDayOfMonth(1)));
            assertThat(weeks[row])
                    .isEqualTo(micros(day.minusDays(day.getDayOfWeek().getValue() - 1L)));
            assertThat(minutes[row]).isEqualTo(micros(time.truncatedTo(ChronoUnit.MINUTES)));
        }
    }

    @Test
    void whatDoesNotFitFails() {
        assertThat(Cases.valueOf("date_add('second', 9223372036854775807, TIMESTAMP '2020-01-01')"))
                .isEqualTo("NULL!");
        assertThat(Cases.valueOf("date_add('year', 300000, TIMESTAMP '2020-01-01')"))
                .isEqualTo("NULL!");
        assertThat(Cases.valueOf("date_add('year', -9223372036854775808, DATE '2020-01-01')"))
                .isEqualTo("NULL!");
        assertThat(Cases.valueOf("date_trunc('year', from_epoch_micros(-9223372036854775808))"))
                .isEqualTo("NULL!");
        assertThat(Cases.valueOf("date_diff('day', from_epoch_micros(-9223372036854775808), from_epoch_micros(1))"))
                .isEqualTo("NULL!");
        assertThat(Cases.valueOf("from_epoch_seconds(9223372036855)")).isEqualTo("NULL!");
        assertThat(Cases.valueOf("from_epoch_days(400000000)")).isEqualTo("NULL!");
    }
}
