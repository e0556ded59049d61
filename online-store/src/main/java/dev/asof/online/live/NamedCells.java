package dev.asof.online.live;

import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.ColumnBuilder;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Cells of some rows: where they name erased entities, or are without their keys. Not to be changed.
 *
 * @param rowsOf by column the rows
 */
public record NamedCells(Map<String, BitSet> rowsOf) {
    static final NamedCells NONE = new NamedCells(Map.of());

    /** The columns that have one. */
    public Set<String> columns() {
        return rowsOf.keySet();
    }

    /** The columns of those of one row. */
    public Set<String> columns(int row) {
        return rowsOf.entrySet().stream()
                .filter(column -> column.getValue().get(row))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The rows that have one. */
    public BitSet rows() {
        BitSet all = new BitSet();
        rowsOf.values().forEach(all::or);
        return all;
    }

    /** Those of other columns. */
    public NamedCells without(Collection<String> columns) {
        Map<String, BitSet> others = new HashMap<>(rowsOf);
        others.keySet().removeAll(columns);
        return new NamedCells(others);
    }

    /** The cells of one column. */
    NamedCells only(String column) {
        BitSet rows = rowsOf.get(column);
        return rows == null ? NONE : new NamedCells(Map.of(column, rows));
    }

    /** Those in such rows. */
    NamedCells in(BitSet rows) {
        Map<String, BitSet> some = new HashMap<>();
        rowsOf.forEach((column, all) -> {
            BitSet both = (BitSet) all.clone();
            both.and(rows);
            some.put(column, both);
        });
        return new NamedCells(some);
    }

    /** The same where only these rows are there, in this order. */
    public NamedCells among(int[] rows) {
        Map<String, BitSet> picked = new HashMap<>();
        rowsOf.forEach((column, all) -> {
            BitSet places = new BitSet();
            IntStream.range(0, rows.length)
                    .filter(place -> all.get(rows[place]))
                    .forEach(places::set);
            picked.put(column, places);
        });
        return new NamedCells(picked);
    }

    /** Rows with null in these cells. */
    public ColumnBatch blankedIn(ColumnBatch rows) {
        List<Column> blanked = new ArrayList<>();
        for (int i = 0; i < rows.columns().size(); i++) {
            BitSet nulls = rowsOf.get(rows.schema().field(i).name());
            blanked.add(nulls == null ? rows.column(i) : blanked(rows.column(i), nulls));
        }
        return new ColumnBatch(rows.schema(), blanked, rows.rowCount());
    }

    private static Column blanked(Column column, BitSet nulls) {
        ColumnBuilder builder = new ColumnBuilder(column.type());
        for (int row = 0; row < column.size(); row++) {
            if (nulls.get(row)) {
                builder.appendNull();
            } else {
                builder.appendFrom(column, row);
            }
        }
        return builder.build();
    }
}
