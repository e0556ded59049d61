package dev.asof.registry.compute.expression.function;

import dev.asof.registry.compute.expression.kernel.Cursor;
import dev.asof.registry.compute.expression.kernel.Times;
import dev.asof.registry.compute.schema.Micros;
import java.util.OptionalLong;

/** Cuts, moves and measures days and timestamps in a {@link TimeUnit}, for one row. */
final class TimeArithmetic {
    private TimeArithmetic() {}

    static void truncateDate(TimeUnit unit, Cursor row) {
        if (Times.isDay(row.longAt(0))) {
            row.set(startOfUnit(unit, row.longAt(0)));
        } else {
            row.fail();
        }
    }

    static void truncateTimestamp(TimeUnit unit, Cursor row) {
        truncated(unit, row.longAt(0)).ifPresentOrElse(row::set, row::fail);
    }

    /** The start of the unit that a timestamp lies in; empty if it does not fit. */
    static OptionalLong truncated(TimeUnit unit, long timestamp) {
        long day = TimeFunctions.dayOf(timestamp);
        return switch (unit.measure()) {
            case MONTHS, DAYS -> Times.timestamp(startOfUnit(unit, day), 0);
            case MICROS -> {
                long microsOfDay = TimeFunctions.microsOfDay(timestamp);
                yield Times.timestamp(day, microsOfDay - microsOfDay % unit.count());
            }
        };
    }

    /** The first day of the unit, which is a day or more. */
    private static long startOfUnit(TimeUnit unit, long day) {
        return switch (unit.measure()) {
            case MONTHS -> {
                long month = CivilDate.prolepticMonth(day);
                long first = month - Math.floorMod(month, unit.count());
                yield CivilDate.of(Math.floorDiv(first, 12L), Math.floorMod(first, 12L) + 1, 1);
            }
            case DAYS -> unit.count() == 1 ? day : day - CivilDate.dayOfWeek(day) + 1;
            case MICROS -> throw new IllegalArgumentException(unit + " is less than a day");
        };
    }

    static void addToDate(TimeUnit unit, Cursor row) {
        OptionalLong moved =
                Times.isDay(row.longAt(1)) ? movedDay(unit, row.longAt(0), row.longAt(1)) : OptionalLong.empty();
        moved.ifPresentOrElse(row::set, row::fail);
    }

    static void addToTimestamp(TimeUnit unit, Cursor row) {
        moved(unit, row.longAt(0), row.longAt(1)).ifPresentOrElse(row::set, row::fail);
    }

    /** A timestamp moved by so many units; empty if it does not fit. */
    static OptionalLong moved(TimeUnit unit, long count, long timestamp) {
        return switch (unit.measure()) {
            case MONTHS, DAYS -> {
                OptionalLong day = movedDay(unit, count, TimeFunctions.dayOf(timestamp));
                yield day.isEmpty() ? day : Times.timestamp(day.getAsLong(), TimeFunctions.microsOfDay(timestamp));
            }
            case MICROS -> {
                long micros = count * unit.count();
                long sum = timestamp + micros;
                boolean overflows = Math.multiplyHigh(count, unit.count()) != micros >> (Long.SIZE - 1)
                        || ((timestamp ^ sum) & (micros ^ sum)) < 0;
                yield overflows ? OptionalLong.empty() : OptionalLong.of(sum);
            }
        };
    }

    private static OptionalLong movedDay(TimeUnit unit, long count, long day) {
        // No calendar here is as long as this: what follows cannot overflow.
        if (Math.abs(count / 1_000_000_000) > 0) {
            return OptionalLong.empty();
        }
        long moved = switch (unit.measure()) {
            case MONTHS -> movedMonths(count * unit.count(), day);
            case DAYS -> day + count * unit.count();
            case MICROS -> throw new IllegalArgumentException(unit + " is less than a day");
        };
        return Times.isDay(moved) ? OptionalLong.of(moved) : OptionalLong.empty();
    }

    private static long movedMonths(long months, long day) {
        long month = CivilDate.prolepticMonth(day) + months;
        long year = Math.floorDiv(month, 12L);
        long monthOfYear = Math.floorMod(month, 12L) + 1;
        long dayOfMonth = Math.min(CivilDate.dayOfMonth(day), CivilDate.lengthOfMonth(year, monthOfYear));
        return CivilDate.of(year, monthOfYear, dayOfMonth);
    }

    static void betweenDates(TimeUnit unit, Cursor row) {
        long from = row.longAt(0);
        long to = row.longAt(1);
        if (!Times.isDay(from) || !Times.isDay(to)) {
            row.fail();
            return;
        }
        row.set(
                switch (unit.measure()) {
                    case MONTHS -> wholeMonths(from, 0, to, 0) / unit.count();
                    case DAYS -> (to - from) / unit.count();
                    case MICROS -> throw new IllegalArgumentException(unit + " is less than a day");
                });
    }

    static void betweenTimestamps(TimeUnit unit, Cursor row) {
        long from = row.longAt(0);
        long to = row.longAt(1);
        long difference = to - from;
        if (((to ^ from) & (to ^ difference)) < 0) {
            row.fail();
        } else {
            row.set(between(unit, from, to));
        }
    }

    /** Whole units between two timestamps whose difference fits. */
    static long between(TimeUnit unit, long from, long to) {
        return switch (unit.measure()) {
            case MONTHS ->
                wholeMonths(
                                TimeFunctions.dayOf(from),
                                TimeFunctions.microsOfDay(from),
                                TimeFunctions.dayOf(to),
                                TimeFunctions.microsOfDay(to))
                        / unit.count();
            case DAYS -> (to - from) / (unit.count() * Micros.PER_DAY);
            case MICROS -> (to - from) / unit.count();
        };
    }

    private static long wholeMonths(long fromDay, long fromMicros, long toDay, long toMicros) {
        long months = CivilDate.prolepticMonth(toDay) - CivilDate.prolepticMonth(fromDay);
        int rest = Long.compare(CivilDate.dayOfMonth(toDay), CivilDate.dayOfMonth(fromDay));
        int comparison = rest != 0 ? rest : Long.compare(toMicros, fromMicros);
        if (months > 0 && comparison < 0) {
            return months - 1;
        }
        return months < 0 && comparison > 0 ? months + 1 : months;
    }
}
