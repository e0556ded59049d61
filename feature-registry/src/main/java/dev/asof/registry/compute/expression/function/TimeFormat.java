package dev.asof.registry.compute.expression.function;

import dev.asof.registry.compute.expression.kernel.Cursor;
import dev.asof.registry.compute.expression.kernel.TextOutput;
import dev.asof.registry.compute.schema.Micros;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How a time is written: texts, and parts of the time in digits of ASCII. Immutable. */
final class TimeFormat {
    private static final int MAX_LENGTH = 100;

    /** A part of a time, with its sign behind a {@code %}, and how many digits it has. */
    enum Part {
        YEAR('Y', 4),
        MONTH('m', 2),
        DAY('d', 2),
        HOUR('H', 2),
        MINUTE('M', 2),
        SECOND('S', 2),
        MICROS('f', 6),
        DAY_OF_YEAR('j', 3);

        private final char sign;
        private final int digits;

        Part(char sign, int digits) {
            this.sign = sign;
            this.digits = digits;
        }
    }

    private sealed interface Piece {}

    private record Text(byte[] utf8) implements Piece {}

    private record Digits(Part part) implements Piece {}

    private final List<Piece> pieces;

    private TimeFormat(List<Piece> pieces) {
        this.pieces = pieces;
    }

    /** What a text is as a format. */
    sealed interface Reading {}

    record Read(TimeFormat format) implements Reading {}

    /** No format; the reason is a sentence without its end. */
    record Refused(String reason) implements Reading {}

    /** Reads a format by which times are written. */
    static Reading read(String text) {
        if (text.length() > MAX_LENGTH) {
            return new Refused(
                    "the format has " + text.length() + " characters; at most " + MAX_LENGTH + " are allowed");
        }
        List<Piece> pieces = new ArrayList<>();
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) != '%') {
                plain.append(text.charAt(i));
                continue;
            }
            i++;
            char sign = i < text.length() ? text.charAt(i) : ' ';
            if (sign == '%') {
                plain.append('%');
                continue;
            }
            Part part = part(sign);
            if (part == null) {
                return new Refused(
                        "a format has %Y, %m, %d, %H, %M, %S, %f (microseconds), %j (day of the year) and %% in"
                                + " it, and no other %");
            }
            pieces.add(new Text(plain.toString().getBytes(StandardCharsets.UTF_8)));
            pieces.add(new Digits(part));
            plain.setLength(0);
        }
        pieces.add(new Text(plain.toString().getBytes(StandardCharsets.UTF_8)));
        return new Read(new TimeFormat(pieces));
    }

    /** Reads a format by which times are read: year, month and day are in it, and nothing twice. */
    static Reading readForParsing(String text) {
        return switch (read(text)) {
            case Refused refused -> refused;
            case Read(TimeFormat format) -> format.forParsing();
        };
    }

    private Reading forParsing() {
        List<Part> parts = pieces.stream()
                .filter(Digits.class::isInstance)
                .map(piece -> ((Digits) piece).part())
                .toList();
        Set<Part> distinct = EnumSet.noneOf(Part.class);
        distinct.addAll(parts);
        boolean isSound = distinct.containsAll(List.of(Part.YEAR, Part.MONTH, Part.DAY))
                && !distinct.contains(Part.DAY_OF_YEAR)
                && distinct.size() == parts.size();
        return isSound
                ? new Read(this)
                : new Refused("a format that reads has %Y, %m and %d in it, each part once, and no %j");
    }

    private static @Nullable Part part(char sign) {
        for (Part part : Part.values()) {
            if (part.sign == sign) {
                return part;
            }
        }
        return null;
    }

    /** Appends a time; fails where its year has not four digits. */
    void write(Cursor row, long day, long microsOfDay) {
        long year = CivilDate.year(day);
        if (year < 0 || year > 9999) {
            row.fail();
            return;
        }
        for (Piece piece : pieces) {
            switch (piece) {
                case Text(byte[] utf8) -> row.text().append(utf8);
                case Digits(Part part) -> append(row.text(), value(part, day, microsOfDay), part.digits);
            }
        }
    }

    private static void append(TextOutput output, long value, int digits) {
        long divisor = 1;
        for (int i = 1; i < digits; i++) {
            divisor *= 10;
        }
        for (; divisor > 0; divisor /= 10) {
            output.append((byte) ('0' + value / divisor % 10));
        }
    }

    private static long value(Part part, long day, long microsOfDay) {
        return switch (part) {
            case YEAR -> CivilDate.year(day);
            case MONTH -> CivilDate.month(day);
            case DAY -> CivilDate.dayOfMonth(day);
            case HOUR -> microsOfDay / Micros.PER_HOUR;
            case MINUTE -> microsOfDay / Micros.PER_MINUTE % 60;
            case SECOND -> microsOfDay / Micros.PER_SECOND % 60;
            case MICROS -> microsOfDay % Micros.PER_SECOND;
            case DAY_OF_YEAR -> CivilDate.dayOfYear(day);
        };
    }

    /** The time that UTF-8 says in this format; empty if it says none. */
    OptionalLong parse(byte[] data, int from, int to) {
        long[] values = new long[Part.values().length];
        int at = from;
        for (Piece piece : pieces) {
            int end = switch (piece) {
                case Text(byte[] utf8) ->
                    ByteSearch.matches(new ByteSearch.Run(data, at, to), at, new ByteSearch.Run(utf8, 0, utf8.length))
                            ? at + utf8.length
                            : -1;
                case Digits(Part part) -> parse(part, data, at, to, values);
            };
            if (end < 0) {
                return OptionalLong.empty();
            }
            at = end;
        }
        return at == to ? time(values) : OptionalLong.empty();
    }

    /** Reads the digits of a part; the end of them, or -1. A fraction may have fewer digits than six. */
    private static int parse(Part part, byte[] data, int from, int to, long[] values) {
        int at = from;
        long value = 0;
        while (at < to && at < from + part.digits && data[at] >= '0' && data[at] <= '9') {
            value = value * 10 + data[at] - '0';
            at++;
        }
        if (at == from || (part != Part.MICROS && at < from + part.digits)) {
            return -1;
        }
        for (int missing = from + part.digits - at; missing > 0; missing--) {
            value *= 10;
        }
        values[part.ordinal()] = value;
        return at;
    }

    private static OptionalLong time(long[] values) {
        long month = values[Part.MONTH.ordinal()];
        long day = values[Part.DAY.ordinal()];
        long year = values[Part.YEAR.ordinal()];
        boolean isTime = 1 <= month
                && month <= 12
                && 1 <= day
                && day <= CivilDate.lengthOfMonth(year, month)
                && values[Part.HOUR.ordinal()] <= 23
                && values[Part.MINUTE.ordinal()] <= 59
                && values[Part.SECOND.ordinal()] <= 59;
        return isTime
                ? OptionalLong.of(CivilDate.of(year, month, day) * Micros.PER_DAY
                        + values[Part.HOUR.ordinal()] * Micros.PER_HOUR
                        + values[Part.MINUTE.ordinal()] * Micros.PER_MINUTE
                        + values[Part.SECOND.ordinal()] * Micros.PER_SECOND
                        + values[Part.MICROS.ordinal()])
                : OptionalLong.empty();
    }
}
