package dev.asof.cli.example;

import dev.asof.registry.compute.schema.Micros;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/** Makes payments as cards are used, by their owners and by thieves. Random numbers are drawn in one fixed order. */
final class PaymentGenerator {
    static final long DAY = Duration.ofDays(1).toNanos() / 1000;
    static final long HOUR = DAY / 24;

    private static final int CARDS = 400;
    private static final int TERMINALS = 80;
    private static final int STOLEN_CARDS = 30;
    private static final int SKIMMING_TERMINALS = 5;
    private static final int TERMINALS_OF_A_CARD = 6;
    private static final String[] ABROAD = {"FR", "PL", "US", "BR", "TH"};

    private final SplittableRandom random;
    private final List<Payment> drafts = new ArrayList<>();
    private final long start = Micros.of(CardPayments.START);
    private final long days =
            Duration.between(CardPayments.START, CardPayments.END).toDays();

    PaymentGenerator(SplittableRandom random) {
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
            drafts.add(new Payment(
                    0, card, terminal, exact, exact + travel, Payment.cents(amount), country, approved, fraud));
        }
    }

    private List<Payment> numbered() {
        List<Payment> numbered = new ArrayList<>();
        for (Payment draft : drafts) {
            numbered.add(draft.numbered(numbered.size() + 1L));
        }
        return numbered;
    }
}
