package dev.asof.it.generate;

import dev.asof.it.oracle.Calendars;

/** How the events of a scenario lie: what there are many of. */
public enum Extent {
    /** A few entities with some events each. */
    FEW_EVENTS,
    /** A few entities with some tens of events each. */
    FEW_ENTITIES,
    /** Many entities with a few events each, so that values are many. */
    MANY_ENTITIES,
    /** One entity with thousands of events, so that windows with a thousand are many. */
    ONE_ENTITY;

    private static final int FEW_QUESTIONS = 60;
    private static final int MANY_QUESTIONS = 600;
    private static final int STEPS = 60;
    private static final int MANY_STEPS = 1_000;
    private static final long MICROS_OF_HOUR = 3_600_000_000L;
    private static final long[] HOURS_OF_UNITS = {1, 24, 7 * 24, 30 * 24, 91 * 24, 365 * 24};

    Clock clock(Dice dice) {
        return switch (this) {
            case FEW_EVENTS, FEW_ENTITIES -> new Clock(dice, STEPS);
            case MANY_ENTITIES -> Clock.scattered(dice, STEPS);
            case ONE_ENTITY -> Clock.dense(dice, MANY_STEPS);
        };
    }

    RowGenerator.Amount amount(Dice dice) {
        return switch (this) {
            case FEW_EVENTS -> new RowGenerator.Amount(3, 60, 80, 30);
            case FEW_ENTITIES -> new RowGenerator.Amount(dice.between(2, 5), dice.between(250, 350), 70, batch(dice));
            case MANY_ENTITIES ->
                new RowGenerator.Amount(dice.between(150, 200), dice.between(900, 1_000), 90, batch(dice));
            case ONE_ENTITY -> new RowGenerator.Amount(1, dice.between(1_900, 2_100), 95, 400);
        };
    }

    /** How many questions there are. */
    int questions() {
        return this == FEW_EVENTS ? FEW_QUESTIONS : MANY_QUESTIONS;
    }

    private static int batch(Dice dice) {
        return dice.one(10, 100, 300);
    }

    /** The length of a window. */
    long length(Dice dice, Clock clock) {
        return this == ONE_ENTITY ? clock.span(1_000, 2_000) : clock.span(1, dice.one(8, 60, 120, 120, 120));
    }

    /** The length of a period: a question hardly ever lies at its end. */
    long period(Dice dice, Clock clock) {
        return this == ONE_ENTITY ? clock.span(1_500, 3_000) : clock.span(2, dice.one(8, 120, 240, 240));
    }

    /** A unit of the calendar, mostly one of many steps if there is one. */
    Calendars.Unit unit(Dice dice, Clock clock) {
        int last = HOURS_OF_UNITS.length - 1;
        int least = 0;
        while (least < last && HOURS_OF_UNITS[least] * MICROS_OF_HOUR < STEPS * clock.step()) {
            least++;
        }
        return Calendars.Unit.values()[dice.between(dice.chance(85) ? least : 0, last)];
    }

    /** The gap between sessions. */
    long gap(Dice dice, Clock clock) {
        return this == ONE_ENTITY ? clock.span(10, 40) : clock.span(1, dice.one(3, 40, 60, 60));
    }

    /** Of how many distinct values there may be an answer. */
    int cap(Dice dice) {
        return this == ONE_ENTITY ? 10_000 : dice.one(3, 10_000, 10_000, 10_000, 10_000);
    }

    /** Of a hundred columns, how many have hardly a value twice. */
    int widePercent() {
        return this == ONE_ENTITY ? 100 : 92;
    }
}
