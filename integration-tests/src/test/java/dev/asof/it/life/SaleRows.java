package dev.asof.it.life;

import dev.asof.it.generate.Dice;
import dev.asof.it.oracle.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Draws rows: fresh ones, corrections, ones taken back or moved to somebody else, and such that no contract allows. One thread's. */
final class SaleRows {
    /** About when everything happens. */
    static final long NOON = 1_700_000_000_000_000L;

    private static final long MINUTE = 60_000_000L;

    private final Shop shop;
    private final Dice dice;
    private final List<Row> drawn = new ArrayList<>();
    private final List<String> customers;
    private long number;

    SaleRows(Shop shop, Dice dice) {
        this.shop = shop;
        this.dice = dice;
        this.customers = IntStream.range(0, 5)
                .mapToObj(each -> "customer-" + Long.toHexString(dice.bits() | Long.MIN_VALUE))
                .toList();
    }

    List<String> customers() {
        return customers;
    }

    static List<Long> shops() {
        return List.of(1L, 2L, 3L, -4L);
    }

    static List<Long> cards() {
        return List.of(1L, 70L);
    }

    /** A time at which something may happen. */
    long time() {
        return NOON + dice.between(-90, 90) * MINUTE + dice.one(0L, 0L, 1L, -1L);
    }

    /** Rows of a source; some with a null in the unique key only if that is allowed. */
    List<Row> rows(String source, boolean mayHaveNoKey) {
        List<Row> rows = new ArrayList<>();
        int count = dice.one(1, 2, 3, 5, 12);
        for (int i = 0; i < count; i++) {
            Row row = row(source);
            if (Shop.hasUniqueKey(source) && !mayHaveNoKey && row.value("id") == null) {
                row = with(row, "id", number);
            }
            rows.add(row);
        }
        return rows;
    }

    private Row row(String source) {
        List<Row> before =
                drawn.stream().filter(each -> each.source().equals(source)).toList();
        Row row = before.isEmpty() || dice.chance(55) ? fresh(source) : after(dice.oneOf(before));
        drawn.add(row);
        return row;
    }

    private Row fresh(String source) {
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put("customer", dice.chance(15) ? null : dice.oneOf(customers));
        values.put("shop", dice.chance(30) ? null : dice.oneOf(shops()));
        values.put("card", dice.chance(65) ? null : dice.oneOf(cards()));
        values.put("at", dice.chance(2) ? null : dice.chance(2) ? 0L : time());
        values.put("amount", amount());
        values.put("number", ++number);
        if (Shop.hasUniqueKey(source)) {
            values.put("id", dice.chance(4) ? null : number);
            values.put("gone", dice.chance(4) ? Boolean.TRUE : dice.one(false, null));
            if (shop.hasArrival()) {
                values.put("seen", time());
            }
        }
        return new Row(values, 0, source);
    }

    private @Nullable Long amount() {
        return switch (dice.between(0, 9)) {
            case 0, 1 -> (long) dice.between(101, 1_000);
            case 2 -> dice.one(-1L, 1_001L, Long.MIN_VALUE);
            case 3 -> dice.one(0L, 100L, null);
            default -> (long) dice.between(0, 100);
        };
    }

    private Row after(Row before) {
        if (dice.chance(25)) {
            return before;
        }
        Row fresh = with(fresh(before.source()), "id", before.value("id"));
        return switch (dice.between(0, 3)) {
            case 0 -> with(with(before, "gone", true), "number", number);
            case 1 -> with(with(before, "amount", fresh.value("amount")), "number", number);
            case 2 -> with(with(before, "customer", fresh.value("customer")), "number", number);
            default -> fresh;
        };
    }

    private Row with(Row row, String column, @Nullable Object value) {
        if (!shop.columns(row.source()).contains(column)) {
            return row;
        }
        Map<String, @Nullable Object> values = new HashMap<>(row.values());
        values.put(column, value);
        return new Row(values, row.acceptedAt(), row.source());
    }
}
