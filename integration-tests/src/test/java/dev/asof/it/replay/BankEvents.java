package dev.asof.it.replay;

import dev.asof.it.answer.Columns;
import dev.asof.it.oracle.Type;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Draws payments and clicks around a time that moves on: some late, some out of order, some twice, and of payments some
 * corrected and some taken back. Not thread-safe.
 */
final class BankEvents {
    static final int ACCOUNTS = 400;
    static final long START = 1_750_000_000_000_000L;
    static final long SECOND = 1_000_000L;
    static final long HOUR = 3_600 * SECOND;

    private static final Map<String, Type> PAYMENT = columns(
            "payment_id", Type.INT64,
            "account", Type.INT64,
            "paid_at", Type.TIMESTAMP,
            "reported_at", Type.TIMESTAMP,
            "amount", Type.FLOAT64,
            "kind", Type.STRING,
            "void", Type.BOOL);
    private static final Map<String, Type> CLICK =
            columns("account", Type.INT64, "clicked_at", Type.TIMESTAMP, "page", Type.STRING);

    private final SplittableRandom random;
    private final long firstId;
    private final List<Object[]> payments = new ArrayList<>();
    private volatile long nowMicros = START;

    /** @param firstId the least number of a payment; each {@code BankEvents} has a million of its own */
    BankEvents(long seed, long firstId) {
        this.random = new SplittableRandom(seed);
        this.firstId = firstId;
    }

    private static Map<String, Type> columns(Object... namesAndTypes) {
        Map<String, Type> columns = new LinkedHashMap<>();
        for (int i = 0; i < namesAndTypes.length; i += 2) {
            columns.put((String) namesAndTypes[i], (Type) namesAndTypes[i + 1]);
        }
        return columns;
    }

    /** The time around which events happen now. */
    long nowMicros() {
        return nowMicros;
    }

    ColumnBatch payments(int count) {
        List<Object[]> drawn = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            boolean isAgain = !payments.isEmpty() && random.nextInt(5) == 0;
            Object[] payment = isAgain ? again(payments.get(random.nextInt(payments.size()))) : payment();
            payments.add(payment);
            drawn.add(payment);
        }
        return batch(PAYMENT, drawn);
    }

    private Object[] payment() {
        long paidAt = time();
        boolean isLate = random.nextInt(4) == 0;
        return new Object[] {
            firstId + payments.size(),
            (long) random.nextInt(ACCOUNTS),
            paidAt,
            paidAt + (isLate ? random.nextLong(8 * HOUR) : random.nextLong(SECOND)),
            amount(),
            kind(),
            false
        };
    }

    /** A payment that was drawn, as it was, corrected, or taken back. */
    private Object[] again(Object[] payment) {
        Object[] other = payment.clone();
        int how = random.nextInt(4);
        if (how > 0) {
            other[3] = (Long) payment[3] + random.nextLong(6 * HOUR);
            other[2] = (Long) payment[2] + (how == 1 ? random.nextLong(-2 * HOUR, 2 * HOUR) : 0);
            other[4] = amount();
            other[6] = how == 3;
        }
        return other;
    }

    private @Nullable Double amount() {
        return random.nextInt(20) == 0 ? null : random.nextInt(100_000_000) / 1_000.0;
    }

    private String kind() {
        return "kind " + random.nextInt(12);
    }

    /** Time goes on by a second an event, and most events lie within minutes of it. */
    private long time() {
        nowMicros += SECOND;
        long before = random.nextInt(10) == 0 ? random.nextLong(24 * HOUR) : random.nextLong(300 * SECOND);
        return nowMicros - before;
    }

    ColumnBatch clicks(int count) {
        List<Object[]> drawn = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String page = List.of("home", "basket", "help", "nowhere").get(random.nextInt(50) % 4);
            drawn.add(new Object[] {(long) random.nextInt(ACCOUNTS), time(), page});
        }
        return batch(CLICK, drawn);
    }

    private static ColumnBatch batch(Map<String, Type> columns, List<Object[]> rows) {
        List<Field> fields = new ArrayList<>();
        List<Column> built = new ArrayList<>();
        columns.forEach((name, type) -> {
            int index = fields.size();
            List<@Nullable Object> values = new ArrayList<>();
            rows.forEach(row -> values.add(row[index]));
            fields.add(new Field(name, Columns.type(type)));
            built.add(Columns.of(type, values));
        });
        return new ColumnBatch(new Schema(fields), built, rows.size());
    }
}
