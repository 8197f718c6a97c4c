package com.afftok.management.money.payout.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RhythmTest {

    @ParameterizedTest
    @CsvSource({
        "weekly, 1, 2026-01-05, 2026-01-12", "weekly, 1, 2026-01-11, 2026-01-12",
        "weekly, 7, 2026-01-05, 2026-01-11", "monthly, 15, 2026-01-14, 2026-01-15",
        "monthly, 15, 2026-01-15, 2026-02-15", "monthly, 31, 2026-01-31, 2026-02-28",
        "monthly, 31, 2028-02-28, 2028-02-29", "monthly, 31, 2026-12-31, 2027-01-31",
        "net, 30, 2026-01-01, 2026-01-30", "net, 30, 2026-01-30, 2026-03-02",
        "net, 0, 2026-01-30, 2026-01-31", "net, 0, 2026-01-31, 2026-02-28",
        "net, 90, 2026-01-31, 2026-02-28"
    })
    void is_due_next_after_a_day(String every, int day, LocalDate after, LocalDate due) {
        assertThat(Rhythm.of(every, day).after(after)).isEqualTo(due);
    }

    /// Looks at day after day.
    @Test
    void skips_no_day_that_is_due() {
        for (int day = 1; day <= 7; day++) {
            DayOfWeek weekday = DayOfWeek.of(day);
            compare(Rhythm.of("weekly", day), date -> date.getDayOfWeek() == weekday);
        }
        for (int day = 1; day <= 31; day++) {
            int wanted = day;
            compare(
                    Rhythm.of("monthly", day),
                    date -> date.getDayOfMonth() == Math.min(wanted, date.lengthOfMonth()));
        }
        for (int days = 0; days <= 90; days++) {
            int later = days;
            compare(
                    Rhythm.of("net", days),
                    date -> {
                        LocalDate end = date.minusDays(later);
                        return end.equals(YearMonth.from(end).atEndOfMonth());
                    });
        }
    }

    private static void compare(Rhythm rhythm, Predicate<LocalDate> isDue) {
        LocalDate start = LocalDate.of(2027, 12, 20);
        for (LocalDate day = start; day.isBefore(start.plusDays(120)); day = day.plusDays(1)) {
            LocalDate naive = day.plusDays(1);
            while (!isDue.test(naive)) {
                naive = naive.plusDays(1);
            }
            assertThat(rhythm.after(day)).as("%s after %s", rhythm, day).isEqualTo(naive);
        }
    }
}
