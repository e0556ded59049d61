package dev.asof.registry.compute.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.registry.compute.schema.BytesColumn;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.ColumnBuilder;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.DecimalType;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.LongColumn;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.compute.schema.StatedRows;
import dev.asof.registry.compute.schema.Value;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whatever is said of rows without reading them is true of each. */
class StatedRowsTest {
    private static final int ROWS = 4;

    private final Random random = new Random(4_711);

    @Test
    void rowsOfWhichItIsProvedViolateNothing() {
        int proved = 0;
        for (int i = 0; i < 20_000; i++) {
            ContractCheck check = new ContractCheck(contract());
            ColumnBatch rows = rows();
            if (check.isMetByAll(stated(rows))) {
                proved++;
                assertThat(check.check(rows).violations()).as("case %d", i).isEmpty();
            }
        }
        assertThat(proved).isBetween(1_000, 15_000);
    }

    @Test
    void whatIsStatedOfTypedRowsIsTrueOfEach() {
        int texts = 0;
        for (int i = 0; i < 5_000; i++) {
            ContractCheck check = new ContractCheck(contract());
            ColumnBatch rows = rows();
            Optional<StatedRows.Range> range = check.typed(stated(rows)).range("amount");
            LongColumn typed = (LongColumn) check.check(rows).rows().column("amount");
            if (rows.column("amount") instanceof BytesColumn && range.isPresent()) {
                texts++;
                assertThat(typed.values())
                        .as("case %d", i)
                        .containsOnly(range.get().min(), range.get().max());
            }
        }
        assertThat(texts).isGreaterThan(500);
    }

    @Test
    void endsProveNothingIfTheyHaveMoreDigitsThanTheirDecimalType() {
        assertThat(isProvedByEnds(-99_999, 99_999)).isTrue();
        assertThat(isProvedByEnds(-99_999, 100_000)).isFalse();
        assertThat(isProvedByEnds(-100_000, 99_999)).isFalse();
    }

    @Test
    void valuesProveNothingIfTheyHaveMoreDigitsThanTheirDecimalType() {
        assertThat(isProvedByValues(-99_999, 99_999)).isTrue();
        assertThat(isProvedByValues(-99_999, 100_000)).isFalse();
        assertThat(isProvedByValues(-100_000, 99_999)).isFalse();
    }

    private static boolean isProvedByEnds(long min, long max) {
        return ofDecimals().isMetByAll(new Decimals(Optional.of(new StatedRows.Range(min, max, 0)), Optional.empty()));
    }

    private static boolean isProvedByValues(long... values) {
        return ofDecimals()
                .isMetByAll(new Decimals(Optional.empty(), Optional.of(new LongColumn(Decimals.TYPE, values, null))));
    }

    private static ContractCheck ofDecimals() {
        List<ColumnContract> columns = List.of(
                ColumnContract.ofType(new Field("at", ScalarType.TIMESTAMP)),
                ColumnContract.ofType(new Field("amount", Decimals.TYPE)));
        return new ContractCheck(new SourceContract("s", columns, "at", Optional.empty(), List.of(), List.of()));
    }

    /** Rows of one time, and decimals of which something is known. */
    private record Decimals(Optional<Range> amounts, Optional<Column> ofAmounts) implements StatedRows {
        private static final DataType TYPE = new DecimalType(5, 2);

        @Override
        public Optional<DataType> type(String column) {
            return Optional.of(column.equals("at") ? ScalarType.TIMESTAMP : TYPE);
        }

        @Override
        public Optional<Range> range(String column) {
            return column.equals("at") ? Optional.of(new Range(1, 1, 0)) : amounts;
        }

        @Override
        public Optional<Column> values(String column) {
            return column.equals("at") ? Optional.empty() : ofAmounts;
        }
    }

    private SourceContract contract() {
        Field amount = new Field("amount", random.nextBoolean() ? ScalarType.INT64 : ScalarType.INT32);
        ColumnContract promises =
                new ColumnContract(amount, random.nextBoolean(), bound(amount), bound(amount), List.of());
        ColumnContract time = ColumnContract.ofType(new Field("at", ScalarType.TIMESTAMP));
        return new SourceContract("s", List.of(time, promises), "at", Optional.empty(), List.of(), List.of());
    }

    private Optional<Value> bound(Field field) {
        return random.nextInt(3) == 0
                ? Optional.of(Value.ofLong((ScalarType) field.type(), random.nextInt(9) - 4))
                : Optional.empty();
    }

    /** In one case of three the amounts are one text, or null, as the name of a folder gives them. */
    private ColumnBatch rows() {
        long[] times = new long[ROWS];
        for (int row = 0; row < ROWS; row++) {
            times[row] = random.nextInt(40) == 0 ? Long.MAX_VALUE - random.nextInt(2) : random.nextInt(100);
        }
        Column amounts = amounts();
        return new ColumnBatch(
                new Schema(List.of(new Field("at", ScalarType.TIMESTAMP), new Field("amount", amounts.type()))),
                List.of(new LongColumn(ScalarType.TIMESTAMP, times, nulls()), amounts),
                ROWS);
    }

    private Column amounts() {
        if (random.nextInt(3) > 0) {
            return new LongColumn(ScalarType.INT64, random.longs(ROWS, -5, 6).toArray(), nulls());
        }
        ColumnBuilder same = new ColumnBuilder(ScalarType.STRING);
        String text = random.nextInt(9) == 0 ? "many" : String.valueOf(random.nextInt(11) - 5);
        boolean isNull = random.nextInt(9) == 0;
        for (int row = 0; row < ROWS; row++) {
            if (isNull) {
                same.appendNull();
            } else {
                same.appendText(text);
            }
        }
        return same.build();
    }

    private boolean[] nulls() {
        boolean[] nulls = new boolean[ROWS];
        nulls[0] = random.nextInt(4) == 0;
        return nulls;
    }

    private static StatedRows stated(ColumnBatch rows) {
        return new StatedRows() {
            @Override
            public Optional<DataType> type(String column) {
                return Optional.of(rows.column(column).type());
            }

            @Override
            public Optional<Column> constant(String column) {
                return rows.column(column) instanceof BytesColumn text
                        ? Optional.of(text.gather(new int[] {0}))
                        : Optional.empty();
            }

            @Override
            public Optional<Range> range(String column) {
                if (!(rows.column(column) instanceof LongColumn values)) {
                    return Optional.empty();
                }
                long[] present = IntStream.range(0, ROWS)
                        .filter(row -> !values.isNull(row))
                        .mapToLong(row -> values.values()[row])
                        .toArray();
                return Optional.of(new Range(
                        Arrays.stream(present).min().orElseThrow(),
                        Arrays.stream(present).max().orElseThrow(),
                        ROWS - present.length));
            }
        };
    }
}
