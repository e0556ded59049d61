package dev.asof.it.oracle;

import static dev.asof.it.oracle.Type.DATE;
import static dev.asof.it.oracle.Type.STRING;
import static dev.asof.it.oracle.Type.TIMESTAMP;

import dev.asof.it.oracle.RowFunction.Parameter;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Times as text in a format, and back. */
final class TimeFormats {
    private static final Parameter WRITING = new Parameter.Written(
            STRING, List.of("%Y-%m-%d %H:%M:%S.%f", "%d.%m.%Y", "%%%H%%M%M", "é%j%Y", "", "%Y%Y%f"));
    private static final Parameter READING = new Parameter.Written(
            STRING, List.of("%Y-%m-%d %H:%M:%S.%f", "%d.%m.%Y", "%Y%m%d%H%M%S", "%H:%M é %Y-%m-%d %%", "%f%Y%m%d"));
    private static final Parameter TEXT = new Parameter.Mostly(
            STRING,
            List.of(
                    "2020-02-29 13:45:10.123456",
                    "2020-02-29 13:45:10.5",
                    "2021-02-29 13:45:10.5",
                    "2020-03-29 02:30:00.0",
                    "2020-10-25 02:30:00.0",
                    "0000-01-01 00:00:00.0",
                    "9999-12-31 23:59:59.999999",
                    "2020-02-29 24:00:00.0",
                    "29.02.2020",
                    "30.02.2020",
                    "1.2.2020",
                    "20200229134510",
                    "20111230000000",
                    "2020022913451",
                    "23:59 é 2006-10-29 %",
                    "23:60 é 2006-10-29 %",
                    "12345620200229",
                    "120200229",
                    " 29.02.2020",
                    "29.02.20200"));

    private TimeFormats() {}

    static List<RowFunction> all() {
        return List.of(
                new RowFunction(
                        "strftime",
                        List.of(new Parameter.Any(TIMESTAMP), WRITING),
                        STRING,
                        a -> written(TimeParts.time(a.get(0)), a.get(1))),
                new RowFunction("strftime", List.of(new Parameter.Any(DATE), WRITING), STRING, a -> {
                    LocalDate date = TimeParts.date(a.get(0));
                    return date == null ? null : written(date.atStartOfDay(), a.get(1));
                }),
                new RowFunction(
                        "strftime",
                        List.of(new Parameter.Any(TIMESTAMP), WRITING, LocalTimes.ZONE),
                        STRING,
                        a -> written(LocalTimes.local(a.get(0), a.get(2)), a.get(1))),
                new RowFunction("strptime", List.of(TEXT, READING), TIMESTAMP, a -> {
                    LocalDateTime time = read((String) a.get(0), (String) a.get(1));
                    return time == null ? null : TimeParts.timestamp(time);
                }),
                new RowFunction("strptime", List.of(TEXT, READING, LocalTimes.ZONE), TIMESTAMP, a -> {
                    LocalDateTime time = read((String) a.get(0), (String) a.get(1));
                    return time == null ? null : LocalTimes.instant(time, a.get(2));
                }));
    }

    private static @Nullable Object written(@Nullable LocalDateTime time, Object format) {
        if (time == null || time.getYear() < 0 || time.getYear() > 9999) {
            return null;
        }
        return ((String) format)
                .replace("%%", "\uE000")
                .replace("%Y", digits(4, time.getYear()))
                .replace("%m", digits(2, time.getMonthValue()))
                .replace("%d", digits(2, time.getDayOfMonth()))
                .replace("%H", digits(2, time.getHour()))
                .replace("%M", digits(2, time.getMinute()))
                .replace("%S", digits(2, time.getSecond()))
                .replace("%f", digits(6, time.getNano() / 1_000))
                .replace("%j", digits(3, time.getDayOfYear()))
                .replace("\uE000", "%");
    }

    private static String digits(int count, int value) {
        return String.format(Locale.ROOT, "%0" + count + "d", value);
    }

    private static @Nullable LocalDateTime read(String text, String format) {
        String pattern = Pattern.quote(format.replace("%%", "\uE000"))
                .replace("%Y", part("Y", "{4}"))
                .replace("%m", part("m", "{2}"))
                .replace("%d", part("d", "{2}"))
                .replace("%H", part("H", "{2}"))
                .replace("%M", part("M", "{2}"))
                .replace("%S", part("S", "{2}"))
                .replace("%f", part("f", "{1,6}+"))
                .replace("\uE000", "%");
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        if (!matcher.matches()) {
            return null;
        }
        String fraction = format.contains("%f") ? matcher.group("f") : "0";
        try {
            return LocalDateTime.of(
                    number(matcher, format, "Y"),
                    number(matcher, format, "m"),
                    number(matcher, format, "d"),
                    number(matcher, format, "H"),
                    number(matcher, format, "M"),
                    number(matcher, format, "S"),
                    Integer.parseInt((fraction + "000000000").substring(0, 9)));
        } catch (DateTimeException none) {
            return null;
        }
    }

    private static String part(String name, String count) {
        return "\\E(?<" + name + ">[0-9]" + count + ")\\Q";
    }

    private static int number(Matcher matcher, String format, String name) {
        return format.contains("%" + name) ? Integer.parseInt(matcher.group(name)) : 0;
    }
}
