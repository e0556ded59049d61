package dev.asof.registry.compute.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.LongColumn;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Schema;
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

    private ColumnBatch rows() {
        long[] times = new long[ROWS];
        for (int row = 0; row < ROWS; row++) {
            times[row] = random.nextInt(40) == 0 ? Long.MAX_VALUE - random.nextInt(2) : random.nextInt(100);
        }
        return new ColumnBatch(
                new Schema(List.of(new Field("at", ScalarType.TIMESTAMP), new Field("amount", ScalarType.INT64))),
                List.of(
                        new LongColumn(ScalarType.TIMESTAMP, times, nulls()),
                        new LongColumn(
                                ScalarType.INT64, random.longs(ROWS, -5, 6).toArray(), nulls())),
                ROWS);
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
            public Optional<Range> range(String column) {
                LongColumn values = (LongColumn) rows.column(column);
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
