package com.afftok.shared.commission;

import com.afftok.shared.document.FieldProblem;
import com.afftok.shared.document.Flaw;
import com.afftok.shared.document.StrictObject;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads the conditions of a rule from parsed JSON.
///
/// ```
/// {"on": "category|channel|country|customer_type|coupon|goal", "in": ["SA", "AE"], "modifier": "1.10"}
/// {"on": "timeframe", "from": "2026-03-01T00:00:00Z", "until": …, "days": ["fri", "sat"],
///  "from_hour": 20, "until_hour": 2, "zone": "Asia/Riyadh"}
/// {"on": "performance", "at_least": "2.5", "below": "10", "min_clicks": 100}
/// ```
final class ReadConditions {

    private static final List<String> ON_ALL =
            Stream.concat(
                            Arrays.stream(Subject.values()).map(Subject::label),
                            Stream.of(Timeframe.ON, Performance.ON))
                    .toList();

    private static final int MAX_ON = 40;
    private static final int MAX_ZONE = 60;
    private static final int DAYS = 7;
    private static final int DAY_LETTERS = 3;

    private ReadConditions() {}

    /// The valid conditions. Every problem of the others is reported.
    static List<Condition> from(List<StrictObject> values, List<FieldProblem> problems) {
        List<Condition> conditions = new ArrayList<>();
        for (StrictObject fields : values) {
            Condition condition = read(fields, problems);
            if (condition != null) {
                conditions.add(condition);
            }
        }
        return conditions;
    }

    private static @Nullable Condition read(StrictObject fields, List<FieldProblem> problems) {
        int before = problems.size();
        String on = fields.requiredText("on", MAX_ON);
        if (on == null) {
            return null;
        }
        BigDecimal modifier = Decimals.read(fields, "modifier", Decimals.MOST_MODIFIER);
        Optional<Subject> subject = Subject.find(on);
        Condition condition;
        if (subject.isPresent()) {
            condition = oneOf(fields, subject.get(), modifier, problems, before);
        } else if (on.equals(Timeframe.ON)) {
            condition = timeframe(fields, modifier, problems, before);
        } else if (on.equals(Performance.ON)) {
            condition = performance(fields, modifier, problems, before);
        } else {
            fields.problem("on", Flaw.NOT_ONE_OF.with(ON_ALL));
            return null;
        }
        fields.refuseOthers();
        return problems.size() == before ? condition : null;
    }

    private static @Nullable Condition oneOf(
            StrictObject fields,
            Subject subject,
            @Nullable BigDecimal modifier,
            List<FieldProblem> problems,
            int before) {
        if (subject != Subject.COUPON) {
            fields.require("in");
        }
        List<String> values = fields.texts("in", OneOf.MAX_VALUES, OneOf.MAX_LENGTH);
        if (fields.has("in") && values.isEmpty() && problems.size() == before) {
            fields.problem("in", Flaw.NAMES_NONE.with());
        }
        for (int i = 0; i < values.size(); i++) {
            fields.problem("in[" + i + "]", OneOf.problem(subject, values.get(i)));
        }
        return problems.size() == before ? new OneOf(subject, values, modifier) : null;
    }

    private static @Nullable Condition timeframe(
            StrictObject fields,
            @Nullable BigDecimal modifier,
            List<FieldProblem> problems,
            int before) {
        Instant from = fields.instant("from");
        Instant until = fields.instant("until");
        int fromHour = fields.integer("from_hour", 0, Timeframe.HOURS - 1, 0);
        int untilHour = fields.integer("until_hour", 1, Timeframe.HOURS, Timeframe.HOURS);
        Set<DayOfWeek> days = days(fields);
        ZoneId zone = zone(fields);
        if (Stream.of("from", "until", "days", "from_hour", "until_hour").noneMatch(fields::has)) {
            fields.problem("from", Flaw.NO_BOUND.with());
        }
        fields.problem("until", Timeframe.untilProblem(from, until));
        fields.problem("until_hour", Timeframe.untilHourProblem(fromHour, untilHour));
        return problems.size() == before
                ? new Timeframe(from, until, days, fromHour, untilHour, zone, modifier)
                : null;
    }

    private static @Nullable Condition performance(
            StrictObject fields,
            @Nullable BigDecimal modifier,
            List<FieldProblem> problems,
            int before) {
        BigDecimal atLeast = Decimals.read(fields, "at_least", Decimals.HUNDRED);
        BigDecimal below = Decimals.read(fields, "below", Decimals.HUNDRED);
        int minClicks =
                fields.integer(
                        "min_clicks", 1, Integer.MAX_VALUE, (int) Performance.DEFAULT_MIN_CLICKS);
        if (problems.size() == before) {
            fields.problem("below", Performance.problem(atLeast, below));
        }
        return problems.size() == before
                ? new Performance(atLeast, below, minClicks, modifier)
                : null;
    }

    private static Set<DayOfWeek> days(StrictObject fields) {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        List<String> names = fields.texts("days", DAYS, DAY_LETTERS);
        for (int i = 0; i < names.size(); i++) {
            Optional<DayOfWeek> day = day(names.get(i));
            if (day.isPresent()) {
                days.add(day.get());
            } else {
                fields.problem("days[" + i + "]", Flaw.NOT_A_WEEKDAY.with());
            }
        }
        return days;
    }

    private static Optional<DayOfWeek> day(String name) {
        return Arrays.stream(DayOfWeek.values())
                .filter(day -> label(day).equals(name.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    private static String label(DayOfWeek day) {
        return day.name().substring(0, DAY_LETTERS).toLowerCase(Locale.ROOT);
    }

    private static ZoneId zone(StrictObject fields) {
        String name = fields.text("zone", MAX_ZONE);
        if (name == null) {
            return ZoneOffset.UTC;
        }
        try {
            return ZoneId.of(name);
        } catch (DateTimeException _) {
            fields.problem("zone", Flaw.NOT_A_ZONE.with());
            return ZoneOffset.UTC;
        }
    }
}
