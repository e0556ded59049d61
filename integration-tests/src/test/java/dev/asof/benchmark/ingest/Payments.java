package dev.asof.benchmark.ingest;

import dev.asof.online.wire.WireColumns;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.ColumnBuilder;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.v1.IngestEventsRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Made-up payments of the example repository, as messages that a producer sends. */
final class Payments {
    private static final Schema SCHEMA = new Schema(List.of(
            new Field("payment_id", ScalarType.INT64),
            new Field("card_id", ScalarType.INT64),
            new Field("terminal_id", ScalarType.INT64),
            new Field("paid_at", ScalarType.TIMESTAMP),
            new Field("received_at", ScalarType.TIMESTAMP),
            new Field("amount", ScalarType.FLOAT64),
            new Field("country", ScalarType.STRING),
            new Field("approved", ScalarType.BOOL),
            new Field("is_fraud", ScalarType.INT32)));
    private static final String[] COUNTRIES = {"DE", "FR", "NL", "PL", "US"};
    private static final long START = 1_750_000_000_000_000L;
    private static final int CARDS = 200_000;
    private static final int TERMINALS = 20_000;

    private final SplittableRandom random;
    private final String producer;
    private long next;

    Payments(String producer, long firstId) {
        this.producer = producer;
        this.random = new SplittableRandom(firstId);
        this.next = firstId;
    }

    /** So many messages of so many payments each, in the order of their sequences. */
    List<IngestEventsRequest> messages(int messages, int paymentsPerMessage) {
        List<IngestEventsRequest> made = new ArrayList<>();
        for (int i = 0; i < messages; i++) {
            made.add(IngestEventsRequest.newBuilder()
                    .setSource("payments")
                    .setProducerId(producer)
                    .setFirstSequence(1L + (long) i * paymentsPerMessage)
                    .setEvents(WireColumns.of(batch(paymentsPerMessage)))
                    .build());
        }
        return made;
    }

    private ColumnBatch batch(int rows) {
        List<ColumnBuilder> columns = SCHEMA.fields().stream()
                .map(field -> new ColumnBuilder(field.type()))
                .toList();
        for (int row = 0; row < rows; row++) {
            long paidAt = START + next * 1_000 + random.nextInt(1_000);
            columns.get(0).appendLong(next++);
            columns.get(1).appendLong(random.nextInt(CARDS));
            columns.get(2).appendLong(random.nextInt(TERMINALS));
            columns.get(3).appendLong(paidAt);
            columns.get(4).appendLong(paidAt + random.nextInt(5_000_000));
            columns.get(5).appendDouble(random.nextInt(1_000_000) / 100.0);
            columns.get(6).appendBytes(COUNTRIES[random.nextInt(COUNTRIES.length)].getBytes(StandardCharsets.UTF_8));
            columns.get(7).appendLong(random.nextInt(10) == 0 ? 0 : 1);
            columns.get(8).appendLong(random.nextInt(100) == 0 ? 1 : 0);
        }
        return new ColumnBatch(
                SCHEMA, columns.stream().map(ColumnBuilder::build).toList(), rows);
    }
}
