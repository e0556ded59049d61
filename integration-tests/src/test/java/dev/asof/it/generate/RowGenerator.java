package dev.asof.it.generate;

import dev.asof.it.oracle.Row;
import dev.asof.it.oracle.Source;
import dev.asof.it.oracle.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Draws the rows of a source: fresh ones, repetitions, retries, corrections and ties. */
final class RowGenerator {
    private static final int MICROS_BETWEEN_BATCHES = 1_000;
    private static final Type.Garbage GARBAGE = new Type.Garbage(new byte[] {'a', (byte) 0xC3, (byte) 0x28});

    private final Dice dice;
    private final Clock clock;
    private final ValueGenerator values;
    private final SchemaGenerator.Schema schema;
    private final Source source;
    private final Function<Type, Object> keys;
    private final List<Map<String, @Nullable Object>> entities = new ArrayList<>();
    private final List<Map<String, @Nullable Object>> rows = new ArrayList<>();

    /**
     * How many rows there are.
     *
     * @param entities how many entities they are about, at most
     * @param rows how many there are at least
     * @param freshPercent how many of a hundred have nothing to do with one that was drawn before
     * @param longestBatch how many are accepted together at most
     */
    record Amount(int entities, int rows, int freshPercent, int longestBatch) {}

    /** With keys that meet. */
    RowGenerator(Dice dice, Clock clock, ValueGenerator values, SchemaGenerator.Schema schema) {
        this(dice, clock, values, schema, type -> KeyValues.of(type, values, dice));
    }

    /** @param keys draws the keys of entities and the unique keys, of their type */
    RowGenerator(
            Dice dice, Clock clock, ValueGenerator values, SchemaGenerator.Schema schema, Function<Type, Object> keys) {
        this.dice = dice;
        this.clock = clock;
        this.values = values;
        this.schema = schema;
        this.source = schema.source();
        this.keys = keys;
    }

    /** Rows in the order of their acceptance, some of which share it. */
    List<Row> rows() {
        int rows = dice.one(dice.between(0, 3), dice.between(4, 15), dice.between(10, 30), dice.between(20, 60));
        return rows(new Amount(dice.between(1, 4), rows, 55, dice.one(2, 8, 100)));
    }

    List<Row> rows(Amount amount) {
        for (int i = 0; i < amount.entities(); i++) {
            entities.add(entity());
        }
        while (rows.size() < amount.rows()) {
            rows.add(rows.isEmpty() || dice.chance(amount.freshPercent()) ? fresh() : after(dice.oneOf(rows)));
        }
        List<Row> accepted = new ArrayList<>();
        long acceptedAt = clock.time();
        for (List<Map<String, @Nullable Object>> batch : dice.batches(dice.shuffled(rows), amount.longestBatch())) {
            acceptedAt += dice.between(1, MICROS_BETWEEN_BATCHES);
            for (Map<String, @Nullable Object> row : batch) {
                accepted.add(new Row(LocalClocks.written(row, schema), acceptedAt));
            }
        }
        return accepted;
    }

    private Map<String, @Nullable Object> entity() {
        Map<String, @Nullable Object> entity = new HashMap<>();
        for (Scenario.Key key : schema.keys()) {
            entity.put(key.column(), keys.apply(key.type()));
        }
        return entity;
    }

    private Map<String, @Nullable Object> fresh() {
        Map<String, @Nullable Object> row = new HashMap<>(dice.oneOf(entities));
        for (Source.Column column : source.columns()) {
            if (!row.containsKey(column.name())) {
                row.put(column.name(), value(column));
            }
        }
        row.put(source.eventTime(), eventTime());
        drawArrival(row);
        source.retracted().ifPresent(column -> row.put(column, dice.chance(8) ? Boolean.TRUE : dice.one(false, null)));
        if (dice.chance(2)) {
            row.put(dice.oneOf(schema.keys()).column(), null);
        }
        return row;
    }

    private @Nullable Long eventTime() {
        return switch (dice.between(0, 99)) {
            case 0 -> null;
            case 1 -> dice.one(Clock.FIRST_TIME - 1, Clock.LAST_TIME + 1, Long.MIN_VALUE, Long.MAX_VALUE);
            case 2 -> dice.one(Clock.FIRST_TIME, Clock.LAST_TIME);
            default -> clock.time();
        };
    }

    private void drawArrival(Map<String, @Nullable Object> row) {
        source.arrivalTime().ifPresent(column -> {
            Long time = (Long) row.get(source.eventTime());
            boolean isSound = time != null && Math.abs(time) < Clock.LAST_TIME;
            Long arrival = isSound ? clock.near(time + dice.between(-1, 4) * clock.step()) : clock.time();
            row.put(column, dice.chance(1) ? null : arrival);
        });
    }

    private @Nullable Object value(Source.Column column) {
        for (int attempt = 0; attempt < 6; attempt++) {
            Object value = dice.chance(nullPercent(column)) ? null : stored(column);
            if (column.allows(value) || dice.chance(3)) {
                return value;
            }
        }
        return stored(column);
    }

    private int nullPercent(Source.Column column) {
        return source.uniqueKey().contains(column.name())
                ? 5
                : schema.nulls().getOrDefault(column.name(), NullPattern.SOME).percent();
    }

    /** A value that the stored type has, in the contract's type as far as it fits. */
    private Object stored(Source.Column column) {
        if (column.type().equals(Type.STRING) && dice.chance(1)) {
            return GARBAGE;
        }
        boolean hasTexts = column.type().equals(Type.list(Type.STRING))
                && !schema.storedTypes().containsKey(column.name());
        if (hasTexts && dice.chance(5)) {
            return List.of("a", GARBAGE);
        }
        ValueGenerator.Flavor flavor = schema.flavors().get(column.name());
        if (source.uniqueKey().contains(column.name())) {
            return keys.apply(column.type());
        }
        Type stored = schema.storedTypes().getOrDefault(column.name(), column.type());
        if (stored.equals(Type.TIMESTAMP) && dice.chance(2)) {
            return dice.one(Long.MIN_VALUE, Long.MAX_VALUE);
        }
        Object value =
                values.value(stored.equals(Type.STRING) || stored.equals(Type.BYTES) ? column.type() : stored, flavor);
        return switch (column.type().kind()) {
            case FLOAT64 -> ((Number) value).doubleValue();
            case TIMESTAMP -> stored.equals(Type.DATE) ? (Object) ((Long) value * 86_400_000_000L) : value;
            case DECIMAL ->
                scaled(column.type(), value instanceof Long integer ? new BigDecimal(integer) : (BigDecimal) value);
            case BOOL, INT32, INT64, FLOAT32, STRING, DATE, BYTES, LIST, MAP -> value;
        };
    }

    /** A number at the scale of its type, or as it is where that has not all its digits. */
    private static BigDecimal scaled(Type type, BigDecimal number) {
        return number.stripTrailingZeros().scale() <= type.scale() ? number.setScale(type.scale()) : number;
    }

    private Map<String, @Nullable Object> after(Map<String, @Nullable Object> earlier) {
        Map<String, @Nullable Object> row = new HashMap<>(earlier);
        switch (dice.between(0, 9)) {
            case 0, 1 -> {}
            case 2, 3 -> {
                redrawArrival(row);
                if (dice.chance(50)) {
                    rows.add(tie(row));
                }
            }
            case 4 -> row.putAll(tie(earlier));
            case 5 -> {
                redrawValues(row);
                row.put(source.eventTime(), eventTime());
                redrawArrival(row);
            }
            case 6 -> row.putAll(dice.oneOf(entities));
            default -> {
                redrawValues(row);
                redrawArrival(row);
            }
        }
        source.retracted().ifPresent(column -> row.put(column, dice.chance(40) ? Boolean.TRUE : row.get(column)));
        return row;
    }

    /** Another event of the same entity at the same time, arriving at the same time or a little before. */
    private Map<String, @Nullable Object> tie(Map<String, @Nullable Object> other) {
        Map<String, @Nullable Object> tie = fresh();
        schema.keys().forEach(key -> tie.put(key.column(), other.get(key.column())));
        tie.put(source.eventTime(), other.get(source.eventTime()));
        source.arrivalTime().ifPresent(column -> {
            Long arrival = (Long) other.get(column);
            tie.put(
                    column,
                    arrival == null || dice.chance(50)
                            ? arrival
                            : Long.valueOf(arrival - dice.below(2 * clock.step())));
        });
        return tie;
    }

    private void redrawArrival(Map<String, @Nullable Object> row) {
        if (dice.chance(80)) {
            drawArrival(row);
        }
    }

    private void redrawValues(Map<String, @Nullable Object> row) {
        for (Source.Column column : source.columns()) {
            boolean isData =
                    schema.keys().stream().noneMatch(key -> key.column().equals(column.name()))
                            && !source.uniqueKey().contains(column.name())
                            && !column.name().equals(source.eventTime())
                            && !source.arrivalTime().equals(Optional.of(column.name()));
            if (isData && dice.chance(40)) {
                row.put(column.name(), value(column));
            }
        }
    }
}
