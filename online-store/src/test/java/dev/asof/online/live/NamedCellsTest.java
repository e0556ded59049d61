package dev.asof.online.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.online.Rows;
import dev.asof.registry.compute.schema.ColumnBatch;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NamedCellsTest {
    private static final ColumnBatch ROWS = Rows.of("customer_id int64", "shop string")
            .row(7, "zoo")
            .row(8, "zoo")
            .row(7, "spa")
            .row(9, "zoo")
            .batch();
    private static final NamedCells CELLS = new NamedCells(Map.of("customer_id", rows(0, 2), "shop", rows(3)));

    private static BitSet rows(int... rows) {
        BitSet set = new BitSet();
        for (int row : rows) {
            set.set(row);
        }
        return set;
    }

    @Test
    void pickedRowsAreBlankedAsTheyAreAmongAll() {
        int[] some = {2, 3};
        ColumnBatch pickedFirst = CELLS.among(some).blankedIn(ROWS.gather(some));
        ColumnBatch pickedLast = CELLS.blankedIn(ROWS).gather(some);

        assertThat(nulls(pickedFirst)).isEqualTo(nulls(pickedLast)).isEqualTo(List.of("0 customer_id", "1 shop"));
    }

    @Test
    void aRowHasItsOwnColumnsAlone() {
        assertThat(CELLS.columns(2)).containsExactly("customer_id");
        assertThat(CELLS.columns(1)).isEmpty();
        assertThat(CELLS.in(rows(0, 3)).rows()).isEqualTo(rows(0, 3));
        assertThat(CELLS.without(List.of("shop")).rows()).isEqualTo(rows(0, 2));
    }

    private static List<String> nulls(ColumnBatch batch) {
        List<String> nulls = new ArrayList<>();
        for (int row = 0; row < batch.rowCount(); row++) {
            for (int i = 0; i < batch.columns().size(); i++) {
                if (batch.column(i).isNull(row)) {
                    nulls.add(row + " " + batch.schema().field(i).name());
                }
            }
        }
        return nulls;
    }
}
