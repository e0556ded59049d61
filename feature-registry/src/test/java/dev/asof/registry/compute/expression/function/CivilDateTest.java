package dev.asof.registry.compute.expression.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CivilDateTest {

    @Test
    void agreesWithTheIsoCalendarOfJavaTime() {
        for (long day = -800_000; day < 800_000; day += 13) {
            check(day);
        }
        Random random = new Random(3);
        for (int i = 0; i < 50_000; i++) {
            check(random.nextLong(-365_000_000L, 365_000_000L));
        }
    }

    private static void check(long day) {
        LocalDate date = LocalDate.ofEpochDay(day);
        boolean same = CivilDate.year(day) == date.getYear()
                && CivilDate.month(day) == date.getMonthValue()
                && CivilDate.dayOfMonth(day) == date.getDayOfMonth()
                && CivilDate.dayOfYear(day) == date.getDayOfYear()
                && CivilDate.dayOfWeek(day) == date.getDayOfWeek().getValue()
                && CivilDate.lengthOfMonth(date.getYear(), date.getMonthValue()) == date.lengthOfMonth()
                && CivilDate.of(date.getYear(), date.getMonthValue(), date.getDayOfMonth()) == day;
        assertThat(same).as(date.toString()).isTrue();
    }
}
