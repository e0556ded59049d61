package dev.asof.registry.compute.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.registry.compute.expression.kernel.Evaluation;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.ColumnBuilder;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.DoubleColumn;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.LongColumn;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.compute.schema.StatedRows;
import dev.asof.registry.compute.schema.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A condition that is excluded by what is known of rows is TRUE in none of them, and what never fails has never failed. */
class ExclusionTest {
    private static final Schema COLUMNS = new Schema(List.of(
            new Field("n", ScalarType.INT64),
            new Field("x", ScalarType.FLOAT64),
            new Field("t", ScalarType.STRING),
            new Field("at", ScalarType.TIMESTAMP),
            new Field("flag", ScalarType.BOOL)));
    private static final List<String> OPERATORS = List.of("=", "<>", "<", "<=", ">", ">=");
    private static final int CASES = 30_000;

    private final Random random = new Random(Long.getLong("asof.seed", 4_711));

    @Test
    void whatIsExcludedIsTrueInNoRow() {
        int excluded = 0;
        int tempting = 0;
        for (int i = 0; i < CASES; i++) {
            String text = condition(2);
            Expression condition = ExpressionCompiler.compile(text, COLUMNS).orElseThrow();
            ColumnBatch rows = rows();
            boolean isTrueSomewhere = isTrueSomewhere(condition.evaluate(rows));
            tempting += isTrueSomewhere ? 1 : 0;
            if (condition.isTrueInNone(new Known(rows))) {
                excluded++;
                assertThat(isTrueSomewhere).as("case %d: %s", i, text).isFalse();
            }
        }
        assertThat(excluded).isGreaterThan(CASES / 20);
        assertThat(tempting).isGreaterThan(CASES / 20);
    }

    @Test
    void whatNeverFailsHasNeverFailed() {
        int never = 0;
        for (int i = 0; i < CASES; i++) {
            String text = condition(2);
            Expression condition = ExpressionCompiler.compile(text, COLUMNS).orElseThrow();
            if (condition.neverFails()) {
                never++;
                assertThat(condition.evaluate(rows()).errorCount()).as(text).isZero();
            }
        }
        assertThat(never).isBetween(CASES / 4, CASES - CASES / 20);
    }

    @Test
    void castsAndArithmeticOfIntegersMayFail() {
        for (String text : List.of("n + 1 > 2", "-n = 1", "CAST(t AS int64) = 1", "n / n = 1", "abs(n) = 1")) {
            assertThat(ExpressionCompiler.compile(text, COLUMNS).orElseThrow().neverFails())
                    .as(text)
                    .isFalse();
        }
    }

    private static boolean isTrueSomewhere(Evaluation evaluation) {
        LongColumn truth = (LongColumn) evaluation.column();
        for (int row = 0; row < truth.size(); row++) {
            if (!truth.isNull(row) && truth.values()[row] != 0) {
                return true;
            }
        }
        return false;
    }

    private String condition(int depth) {
        return switch (random.nextInt(depth == 0 ? 6 : 9)) {
            case 0 -> "n " + operator() + " " + number();
            case 1 -> real() + " " + operator() + " x";
            case 2 -> "t " + operator() + " 't" + random.nextInt(9) + "'";
            case 3 -> "at " + operator() + " TIMESTAMP '1970-01-01 00:00:0" + random.nextInt(9) + "Z'";
            case 4 ->
                switch (random.nextInt(4)) {
                    case 0 -> "n IN (" + number() + ", " + number() + ")";
                    case 1 -> "x BETWEEN " + real() + " AND " + real();
                    case 2 -> "t IN ('t1', 't" + random.nextInt(9) + "')";
                    default -> "flag = " + random.nextBoolean();
                };
            case 5 ->
                switch (random.nextInt(5)) {
                    case 0 -> "n + 1 > " + number();
                    case 1 -> "x * 2.0 < n";
                    case 2 -> "t IS NULL";
                    case 3 -> "n / (n - 2) > 0";
                    default -> "n " + operator() + " x";
                };
            case 6 -> "(" + condition(depth - 1) + " AND " + condition(depth - 1) + ")";
            case 7 -> "(" + condition(depth - 1) + " OR " + condition(depth - 1) + ")";
            default -> "(NOT " + condition(depth - 1) + ")";
        };
    }

    private String operator() {
        return OPERATORS.get(random.nextInt(OPERATORS.size()));
    }

    private int number() {
        return random.nextInt(11) - 5;
    }

    private String real() {
        return List.of("-1.5", "-0.0", "0.0", "1.0", "2.5", "4.0").get(random.nextInt(6));
    }

    /** A few rows near each other. */
    private ColumnBatch rows() {
        int size = 1 + random.nextInt(4);
        int near = random.nextInt(9) - 4;
        List<Column> columns = new ArrayList<>();
        for (Field field : COLUMNS.fields()) {
            ColumnBuilder builder = new ColumnBuilder(field.type());
            for (int row = 0; row < size; row++) {
                if (random.nextInt(8) == 0) {
                    builder.appendNull();
                } else {
                    append(builder, field.type(), near + random.nextInt(2));
                }
            }
            columns.add(builder.build());
        }
        return new ColumnBatch(COLUMNS, columns, size);
    }

    private void append(ColumnBuilder builder, DataType type, int drawn) {
        switch (type.lane()) {
            case LONG ->
                builder.appendLong(
                        type == ScalarType.TIMESTAMP
                                ? drawn * 1_000_000L
                                : type == ScalarType.BOOL ? Math.floorMod(drawn, 2) : drawn);
            case DOUBLE ->
                builder.appendDouble(
                        switch (random.nextInt(6)) {
                            case 0 -> Double.NaN;
                            case 1 -> -0.0;
                            default -> drawn / 2.0;
                        });
            case BYTES -> builder.appendText("t" + (drawn + 4));
        }
    }

    /** All that can be known of rows, some of it left out: of NaN no end says anything, and either zero may stand for the other. */
    private final class Known implements StatedRows {
        private final ColumnBatch rows;

        Known(ColumnBatch rows) {
            this.rows = rows;
        }

        @Override
        public Optional<DataType> type(String column) {
            return Optional.of(rows.column(column).type());
        }

        @Override
        public Optional<Range> range(String column) {
            throw new AssertionError("Ends say all of it");
        }

        @Override
        public Optional<Column> ends(String column) {
            Column values = rows.column(column);
            Optional<Value> least = Optional.empty();
            Optional<Value> greatest = Optional.empty();
            for (int row = 0; row < values.size(); row++) {
                boolean isNaN = values instanceof DoubleColumn doubles && Double.isNaN(doubles.values()[row]);
                if (!values.isNull(row) && !isNaN) {
                    Value value = Value.of(values, row);
                    Column one = value.repeat(1);
                    least = least.filter(least1 -> least1.repeat(1).compare(0, one, 0) <= 0)
                            .or(() -> Optional.of(value));
                    greatest = greatest.filter(most -> most.repeat(1).compare(0, one, 0) >= 0)
                            .or(() -> Optional.of(value));
                }
            }
            if (least.isEmpty() || random.nextInt(10) == 0) {
                return Optional.empty();
            }
            ColumnBuilder ends = new ColumnBuilder(values.type());
            otherZero(least.get()).appendTo(ends);
            otherZero(greatest.orElseThrow()).appendTo(ends);
            return Optional.of(ends.build());
        }

        private Value otherZero(Value value) {
            return value instanceof Value.DoubleValue number && number.value() == 0 && random.nextBoolean()
                    ? Value.ofDouble(number.type(), -number.value())
                    : value;
        }

        @Override
        public boolean lacks(String column, Value value) {
            Column values = rows.column(column);
            for (int row = 0; row < values.size(); row++) {
                if (!values.isNull(row) && Value.of(values, row).equals(value)) {
                    return false;
                }
            }
            return random.nextBoolean();
        }
    }
}
