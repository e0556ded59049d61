package dev.asof.registry.compute.event;

import dev.asof.registry.compute.schema.Clock;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.LongColumn;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.compute.schema.StatedRows;
import dev.asof.registry.compute.schema.Value;
import java.util.Optional;
import java.util.OptionalLong;

/** What is known of rows whose columns with one value have taken the types of a contract, where they can. */
record TypedStatement(StatedRows rows, Schema contract, SourceClock clock) implements StatedRows {

    @Override
    public Optional<DataType> type(String column) {
        return constant(column).map(Column::type).or(() -> rows.type(column));
    }

    @Override
    public Optional<Range> range(String column) {
        return constant(column)
                .filter(value -> value instanceof LongColumn && !value.isNull(0))
                .map(value -> ((LongColumn) value).values()[0])
                .map(value -> new Range(value, value, 0))
                .or(() -> rows.range(column));
    }

    @Override
    public Optional<Column> ends(String column) {
        return constant(column)
                .filter(value -> !value.isNull(0))
                .map(value -> value.gather(new int[] {0, 0}))
                .or(() -> rows.ends(column));
    }

    @Override
    public OptionalLong nulls(String column) {
        return constant(column)
                .map(value -> value.isNull(0) ? OptionalLong.empty() : OptionalLong.of(0))
                .orElseGet(() -> rows.nulls(column));
    }

    @Override
    public Optional<Column> values(String column) {
        return constant(column).filter(value -> !value.isNull(0)).or(() -> rows.values(column));
    }

    @Override
    public boolean lacks(String column, Value value) {
        return constant(column).isEmpty() && rows.lacks(column, value);
    }

    @Override
    public Optional<Column> constant(String column) {
        return rows.constant(column).flatMap(value -> typed(column, value));
    }

    private Optional<Column> typed(String column, Column value) {
        return contract.find(column).stream()
                .mapToObj(contract::field)
                .filter(field -> Coercion.isPossible(value.type(), field.type()))
                .map(field -> coerced(field, value))
                .filter(coerced -> !coerced.hasFailures())
                .map(Coercion.Coerced::column)
                .findFirst();
    }

    private Coercion.Coerced coerced(Field field, Column value) {
        return Coercion.coerce(field, new RawColumn(value, Clock.UTC), clock);
    }
}
