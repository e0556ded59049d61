package dev.asof.it.generate;

import dev.asof.it.oracle.Calendars;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Draws times that meet: multiples of one step around one moment, a microsecond beside them, and few others. */
final class Clock {
    static final long FIRST_TIME = -62_135_596_800_000_000L;
    static final long LAST_TIME = 253_402_300_799_999_999L;
    private static final long DAY = 86_400_000_000L;

    /** Zones on whose clocks all versions of the database agree. */
    static final List<String> ZONES = Calendars.ZONES;

    /** When the clocks of some of them are set: by an hour, by half of one, a minute past midnight, by a whole day. */
    private static final List<Instant> CHANGES = List.of(
            Instant.parse("2020-03-29T01:00:00Z"),
            Instant.parse("2020-10-25T01:00:00Z"),
            Instant.parse("2020-11-01T06:00:00Z"),
            Instant.parse("2020-04-04T15:00:00Z"),
            Instant.parse("2020-10-03T15:30:00Z"),
            Instant.parse("2006-10-29T02:31:00Z"),
            Instant.parse("2006-04-02T03:31:00Z"),
            Instant.parse("2018-02-18T02:00:00Z"),
            Instant.parse("2017-10-15T03:00:00Z"),
            Instant.parse("2011-12-30T10:00:00Z"));

    private final Dice dice;
    private final int steps;
    private final int scatteredPercent;
    private final long base;
    private final long step;

    Clock(Dice dice) {
        this(dice, 6);
    }

    /** @param steps how many of them times lie at most before the moment, and after it */
    Clock(Dice dice, int steps) {
        this(dice, steps, dice.one(1L, 2L, 1_000L, 1_000_000L, 3_600_000_000L, DAY, 30 * DAY));
    }

    private Clock(Dice dice, int steps, long step) {
        this(dice, steps, step, 10);
    }

    private Clock(Dice dice, int steps, long step, int scatteredPercent) {
        this.dice = dice;
        this.steps = steps;
        this.step = step;
        this.scatteredPercent = scatteredPercent;
        this.base = base();
    }

    /** Of times of which most are no multiples of the step. */
    static Clock scattered(Dice dice, int steps) {
        return new Clock(dice, steps, dice.one(1_000L, 1_000_000L, 3_600_000_000L, DAY, 30 * DAY), 80);
    }

    /** Of steps so short that many of them lie in an hour. */
    static Clock dense(Dice dice, int steps) {
        return new Clock(dice, steps, dice.one(2L, 1_000L, 1_000_000L));
    }

    private long base() {
        if (dice.chance(25)) {
            return ChronoUnit.MICROS.between(Instant.EPOCH, dice.oneOf(CHANGES));
        }
        if (dice.chance(70)) {
            return 1_577_836_800_000_000L + dice.below(DAY);
        }
        return dice.one(0L, -1L, -DAY * 365, FIRST_TIME + 4 * step, LAST_TIME - 4 * step);
    }

    /** The step, of which spans are made too. */
    long step() {
        return step;
    }

    /** A time around the moment. */
    long time() {
        return near(base + dice.between(-steps, steps) * step);
    }

    /** A time at or beside another. */
    long near(long time) {
        if (dice.chance(scatteredPercent)) {
            return time + dice.below(step);
        }
        return switch (dice.between(0, 9)) {
            case 0 -> time + 1;
            case 1 -> time - 1;
            default -> time;
        };
    }

    /** A span of so many steps, seldom a microsecond off, more than 0. */
    long span(int fewest, int most) {
        long span = dice.between(fewest, most) * step;
        return Math.max(1, dice.chance(10) ? span + dice.between(-1, 1) : span);
    }
}
