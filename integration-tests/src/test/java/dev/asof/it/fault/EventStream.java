package dev.asof.it.fault;

import dev.asof.it.answer.Columns;
import dev.asof.it.oracle.Row;
import dev.asof.it.oracle.Source;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.Schema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * What one producer sends of one source: the log of all events by their sequences, and how far they were acknowledged.
 * Used by one thread at a time.
 */
final class EventStream {
    static final long START = 1_750_000_000_000_000L;
    static final int EVENTS_PER_ACCOUNT = 60;
    private static final int MOST_EVENTS = 60;

    private final Source source;
    private final String producer;
    private final SplittableRandom random;
    private final List<Row> sent = new ArrayList<>();
    private volatile int acknowledged;

    EventStream(Source source, String producer, long seed) {
        this.source = source;
        this.producer = producer;
        this.random = new SplittableRandom(seed);
    }

    Source source() {
        return source;
    }

    String producer() {
        return producer;
    }

    /** All events by sequence, the first of which is 1. */
    List<Row> sent() {
        return sent;
    }

    int acknowledged() {
        return acknowledged;
    }

    /** The events that are not acknowledged: those that are to be sent again, or else new ones. */
    ColumnBatch next() {
        if (acknowledged == sent.size()) {
            int events = random.nextInt(1, MOST_EVENTS + 1);
            for (int i = 0; i < events; i++) {
                sent.add(new Row(event(), Row.ALWAYS));
            }
        }
        return batch(sent.subList(acknowledged, sent.size()));
    }

    /** So many new events at once, all of which count as acknowledged. */
    ColumnBatch drawn(int count) {
        int from = sent.size();
        for (int i = 0; i < count; i++) {
            sent.add(new Row(event(), Row.ALWAYS));
        }
        acknowledge();
        return batch(sent.subList(from, sent.size()));
    }

    /** The last event that was sent. */
    ColumnBatch last() {
        return batch(sent.subList(sent.size() - 1, sent.size()));
    }

    void acknowledge() {
        acknowledged = sent.size();
    }

    /** How many of the events break their contract. */
    long broken() {
        return sent.stream().filter(row -> !source.allows(row)).count();
    }

    /** The accounts of the events from a sequence on, of those that are acknowledged. */
    List<Long> accountsSince(int sequence) {
        return sent.subList(sequence, acknowledged).stream()
                .map(row -> (Long) row.value("account"))
                .distinct()
                .toList();
    }

    private Map<String, Object> event() {
        boolean isOrder = source.equals(Shop.ORDER_SOURCE);
        if (isOrder && !sent.isEmpty() && random.nextInt(10) == 0) {
            return again(sent.get(random.nextInt(sent.size())));
        }
        Map<String, Object> values = new HashMap<>();
        values.put("account", (long) (sent.size() / EVENTS_PER_ACCOUNT + random.nextInt(8)));
        values.put(source.eventTime(), START + random.nextLong(48 * Shop.HOUR));
        if (isOrder) {
            values.put("order_id", 2L * sent.size() + (producer.equals("web") ? 1 : 0));
            values.put("amount", random.nextInt(50) == 0 ? -1.0 : random.nextInt(1_000_000) / 128.0);
            values.put("item", "item " + random.nextInt(100));
        } else {
            values.put("page", List.of("home", "basket", "help", "nowhere").get(random.nextInt(50) % 4));
        }
        return values;
    }

    /** An order that was sent, as it was or corrected. */
    private Map<String, Object> again(Row order) {
        Map<String, Object> values = new HashMap<>(order.values());
        if (random.nextBoolean()) {
            values.put("ordered_at", (Long) order.value("ordered_at") + random.nextLong(-Shop.HOUR, Shop.HOUR));
            values.put("amount", random.nextInt(1_000_000) / 128.0);
        }
        return values;
    }

    private ColumnBatch batch(List<Row> rows) {
        List<Field> fields = new ArrayList<>();
        List<Column> columns = new ArrayList<>();
        for (Source.Column column : source.columns()) {
            fields.add(new Field(column.name(), Columns.type(column.type())));
            columns.add(Columns.of(
                    column.type(),
                    rows.stream().map(row -> row.value(column.name())).toList()));
        }
        return new ColumnBatch(new Schema(fields), columns, rows.size());
    }
}
