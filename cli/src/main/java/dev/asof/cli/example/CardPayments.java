package dev.asof.cli.example;

import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.ColumnBuilder;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.Micros;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Schema;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Sixty days of made-up card payments, the same on every machine. Cards pay at terminals near them, by day; two kinds of
 * fraud are hidden in it: stolen cards, used often within hours for large amounts and abroad, and skimming terminals,
 * where for some weeks many payments are fraud. The rows are as untidy as real ones: some come late, twice, corrected or
 * broken.
 */
public final class CardPayments {
    /** The first day. */
    public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    /** The end of the last day. */
    public static final Instant END = START.plus(60, ChronoUnit.DAYS);

    /** From here on payments are labelled observations. */
    public static final Instant LABELS_START = END.minus(28, ChronoUnit.DAYS);

    private static final long SEED = 20260101;

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

    private static final Schema LABELS = new Schema(List.of(
            new Field("payment_id", ScalarType.INT64),
            new Field("card_id", ScalarType.INT64),
            new Field("terminal_id", ScalarType.INT64),
            new Field("event_timestamp", ScalarType.TIMESTAMP),
            new Field("amount", ScalarType.FLOAT64),
            new Field("is_fraud", ScalarType.INT32)));

    private final List<Payment> payments;

    private CardPayments(List<Payment> payments) {
        this.payments = payments;
    }

    /** All of it, always the same. */
    public static CardPayments generate() {
        return new CardPayments(new PaymentGenerator(new SplittableRandom(SEED)).payments());
    }

    /** The rows of the source, in the order of their arrival. */
    public ColumnBatch rows() {
        List<Payment> rows = untidied(new SplittableRandom(SEED + 1));
        Columns columns = new Columns(SCHEMA);
        for (Payment row : rows) {
            columns.add(
                    row.id(),
                    row.card(),
                    row.terminal(),
                    row.paidAt(),
                    row.receivedAt(),
                    row.amount(),
                    row.country(),
                    row.approved() ? 1L : 0L,
                    (long) row.fraud());
        }
        return columns.batch();
    }

    /** The payments since {@link #LABELS_START} with their labels, in the order of time. */
    public ColumnBatch labels() {
        long from = Micros.of(LABELS_START);
        Columns columns = new Columns(LABELS);
        for (Payment payment : payments) {
            if (payment.paidAt() >= from) {
                columns.add(payment.id(), payment.card(), payment.terminal(), payment.paidAt(), payment.amount(), (long)
                        payment.fraud());
            }
        }
        return columns.batch();
    }

    /** Payments of one card on the morning after the last day, one JSON object a line, as a terminal would send them. */
    public String newPayments() {
        String line = "{\"payment_id\": %d, \"card_id\": 17, \"terminal_id\": 3, \"paid_at\": \"%s\","
                + " \"received_at\": \"%s\", \"amount\": %s, \"country\": \"%s\", \"approved\": true}\n";
        String[] amounts = {"24.90", "310.00", "899.99"};
        String[] countries = {"DE", "FR", "FR"};
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < amounts.length; i++) {
            Instant paidAt = END.plus(Duration.ofHours(9)).plus(Duration.ofMinutes(10L * i + 15));
            lines.append(line.formatted(9_000_001 + i, paidAt, paidAt.plusSeconds(2), amounts[i], countries[i]));
        }
        return lines.toString();
    }

    /** The payments with retries, corrections and broken rows among them, by arrival. */
    private List<Payment> untidied(SplittableRandom random) {
        List<Payment> rows = new ArrayList<>(payments);
        for (Payment payment : payments) {
            double dice = random.nextDouble();
            if (dice < 0.01) {
                rows.add(payment.received(payment.receivedAt() + (1 + random.nextInt(60)) * Micros.PER_SECOND));
            } else if (dice < 0.015) {
                long later = payment.receivedAt() + random.nextLong(PaymentGenerator.HOUR, 3 * PaymentGenerator.DAY);
                rows.add(payment.corrected(later, Payment.cents(payment.amount() * 0.5)));
            } else if (dice < 0.0155) {
                rows.add(payment.broken());
            }
        }
        rows.sort(Comparator.comparingLong(Payment::receivedAt)
                .thenComparingLong(Payment::id)
                .thenComparingDouble(Payment::amount));
        return rows;
    }

    /** Builds a batch row by row. */
    private static final class Columns {
        private final Schema schema;
        private final List<ColumnBuilder> builders;

        Columns(Schema schema) {
            this.schema = schema;
            this.builders = schema.fields().stream()
                    .map(field -> new ColumnBuilder(field.type()))
                    .toList();
        }

        void add(Object... values) {
            for (int i = 0; i < values.length; i++) {
                switch (values[i]) {
                    case Long value -> builders.get(i).appendLong(value);
                    case Double value -> builders.get(i).appendDouble(value);
                    case String value -> builders.get(i).appendText(value);
                    default -> throw new IllegalArgumentException("No column holds " + values[i]);
                }
            }
        }

        ColumnBatch batch() {
            return new ColumnBatch(
                    schema,
                    builders.stream().map(ColumnBuilder::build).toList(),
                    builders.getFirst().size());
        }
    }
}
