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
import java.util.Arrays;
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
    private static final int CARDS = 400;
    private static final int TERMINALS = 80;
    private static final int STOLEN_CARDS = 30;
    private static final int SKIMMING_TERMINALS = 5;
    private static final int TERMINALS_OF_A_CARD = 6;
    private static final long DAY = Duration.ofDays(1).toNanos() / 1000;
    private static final long HOUR = DAY / 24;
    private static final String[] ABROAD = {"FR", "PL", "US", "BR", "TH"};

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

    private record Payment(
            long id,
            long card,
            long terminal,
            long paidAt,
            long receivedAt,
            double amount,
            String country,
            boolean approved,
            int fraud) {

        Payment received(long at) {
            return new Payment(id, card, terminal, paidAt, at, amount, country, approved, fraud);
        }

        Payment corrected(long at, double newAmount) {
            return new Payment(id, card, terminal, paidAt, at, newAmount, country, approved, fraud);
        }
    }

    private CardPayments(List<Payment> payments) {
        this.payments = payments;
    }

    /** All of it, always the same. */
    public static CardPayments generate() {
        return new CardPayments(new Generator(new SplittableRandom(SEED)).payments());
    }

    /** The rows of the source, in the order of their arrival. */
    public ColumnBatch rows() {
        List<Payment> rows = untidied(new SplittableRandom(SEED + 1));
        Columns columns = new Columns(SCHEMA);
        for (Payment row : rows) {
            columns.add(
                    row.id,
                    row.card,
                    row.terminal,
                    row.paidAt,
                    row.receivedAt,
                    row.amount,
                    row.country,
                    row.approved ? 1L : 0L,
                    (long) row.fraud);
        }
        return columns.batch();
    }

    /** The payments since {@link #LABELS_START} with their labels, in the order of time. */
    public ColumnBatch labels() {
        long from = micros(LABELS_START);
        Columns columns = new Columns(LABELS);
        for (Payment payment : payments) {
            if (payment.paidAt >= from) {
                columns.add(payment.id, payment.card, payment.terminal, payment.paidAt, payment.amount, (long)
                        payment.fraud);
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
                rows.add(payment.received(payment.receivedAt + (1 + random.nextInt(60)) * Micros.PER_SECOND));
            } else if (dice < 0.015) {
                long later = payment.receivedAt + random.nextLong(HOUR, 3 * DAY);
                rows.add(payment.corrected(later, cents(payment.amount * 0.5)));
            } else if (dice < 0.0155) {
                rows.add(broken(payment));
            }
        }
        rows.sort(Comparator.comparingLong(Payment::receivedAt)
                .thenComparingLong(Payment::id)
                .thenComparingDouble(Payment::amount));
        return rows;
    }

    private static Payment broken(Payment payment) {
        return new Payment(
                payment.id + 5_000_000,
                payment.card,
                payment.terminal,
                payment.paidAt,
                payment.receivedAt,
                -payment.amount,
                payment.country,
                payment.approved,
                payment.fraud);
    }

    private static double cents(double amount) {
        return Math.max(1, Math.round(amount * 100)) / 100.0;
    }

    private static long micros(Instant time) {
        return Micros.of(time);
    }

    /** Makes payments. Random numbers are drawn in one fixed order. */
    private static final class Generator {
        private final SplittableRandom random;
        private final List<Payment> drafts = new ArrayList<>();
        private final long start = micros(START);
        private final long days = Duration.between(START, END).toDays();

        Generator(SplittableRandom random) {
            this.random = random;
        }

        List<Payment> payments() {
            long[] skimmingFrom = skimming();
            for (int card = 1; card <= CARDS; card++) {
                payAsUsual(card, skimmingFrom);
            }
            for (int i = 0; i < STOLEN_CARDS; i++) {
                steal(1 + random.nextInt(CARDS));
            }
            drafts.sort(Comparator.comparingLong(Payment::paidAt).thenComparingLong(Payment::card));
            return numbered();
        }

        /** Per terminal the time from which it skims for three weeks, or never. */
        private long[] skimming() {
            long[] from = new long[TERMINALS + 1];
            Arrays.fill(from, Long.MAX_VALUE);
            for (int i = 0; i < SKIMMING_TERMINALS; i++) {
                from[1 + random.nextInt(TERMINALS)] = start + random.nextLong(10, days - 20) * DAY;
            }
            return from;
        }

        private void payAsUsual(int card, long[] skimmingFrom) {
            int[] terminals = random.ints(TERMINALS_OF_A_CARD, 1, TERMINALS + 1).toArray();
            double usual = 8 + 60 * random.nextDouble() * random.nextDouble();
            double perDay = 0.4 + 3 * random.nextDouble();
            for (long day = 0; day < days; day++) {
                for (double left = perDay; left > random.nextDouble(); left -= 1) {
                    long paidAt = start + day * DAY + wakingTime();
                    int terminal = terminals[random.nextInt(terminals.length)];
                    boolean skimmed = paidAt >= skimmingFrom[terminal] && paidAt < skimmingFrom[terminal] + 21 * DAY;
                    int fraud = skimmed && random.nextDouble() < 0.4 ? 1 : 0;
                    String country = random.nextDouble() < 0.02 ? abroad() : "DE";
                    add(card, terminal, paidAt, usual * spread(), country, fraud);
                }
            }
        }

        /** Between 6 and 23 o'clock, most often around the middle. */
        private long wakingTime() {
            double middle = (random.nextDouble() + random.nextDouble()) / 2;
            return 6 * HOUR + (long) (middle * 17 * HOUR);
        }

        /** A factor around 1, skewed to large ones. */
        private double spread() {
            double u = random.nextDouble();
            return 0.3 + 0.5 * random.nextDouble() + 2.5 * u * u * u;
        }

        private void steal(int card) {
            long at = start + random.nextLong(3, days) * DAY + random.nextLong(20 * HOUR);
            String country = abroad();
            int payments = 5 + random.nextInt(8);
            for (int i = 0; i < payments; i++) {
                add(card, 1 + random.nextInt(TERMINALS), at, 120 + 700 * random.nextDouble(), country, 1);
                at += random.nextLong(HOUR / 20, HOUR / 2);
            }
        }

        private String abroad() {
            return ABROAD[random.nextInt(ABROAD.length)];
        }

        private void add(int card, int terminal, long paidAt, double amount, String country, int fraud) {
            long exact = paidAt + random.nextInt(1_000_000);
            long travel =
                    random.nextDouble() < 0.02 ? random.nextLong(HOUR, 12 * HOUR) : random.nextLong(200_000, 3_000_000);
            boolean approved = random.nextDouble() >= 0.03;
            if (exact < start + days * DAY) {
                drafts.add(
                        new Payment(0, card, terminal, exact, exact + travel, cents(amount), country, approved, fraud));
            }
        }

        private List<Payment> numbered() {
            List<Payment> numbered = new ArrayList<>();
            for (Payment draft : drafts) {
                numbered.add(new Payment(
                        numbered.size() + 1L,
                        draft.card,
                        draft.terminal,
                        draft.paidAt,
                        draft.receivedAt,
                        draft.amount,
                        draft.country,
                        draft.approved,
                        draft.fraud));
            }
            return numbered;
        }
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
