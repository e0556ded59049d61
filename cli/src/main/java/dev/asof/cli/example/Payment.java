package dev.asof.cli.example;

/** A made-up payment. Times are in microseconds. */
record Payment(
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

    /** A row that breaks the contract of the source, as no amount is below zero. */
    Payment broken() {
        return new Payment(id + 5_000_000, card, terminal, paidAt, receivedAt, -amount, country, approved, fraud);
    }

    Payment numbered(long number) {
        return new Payment(number, card, terminal, paidAt, receivedAt, amount, country, approved, fraud);
    }

    /** Rounds an amount; there is none below one cent. */
    static double cents(double amount) {
        return Math.max(1, Math.round(amount * 100)) / 100.0;
    }
}
