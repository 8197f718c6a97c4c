package com.afftok.management.sale.rule;

import com.afftok.management.platform.request.Detail;
import com.afftok.management.platform.request.Problem;
import com.afftok.shared.commission.CommissionRule;
import com.afftok.shared.commission.Condition;
import com.afftok.shared.commission.OneOf;
import com.afftok.shared.commission.Performance;
import com.afftok.shared.commission.Subject;
import com.afftok.shared.commission.Timeframe;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Finds conditions that hardly match as they are meant: they name what there is not, are over, or
/// cannot be met together. It compares lists and bounds, so it finds the usual mistakes.
final class WarnOfConditions {

    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    private static final int HOURS = 24;
    private static final int MOST_NAMES = 10;

    private WarnOfConditions() {}

    /// At most two problems of each condition.
    ///
    /// @param goals of the offer; empty if it has any
    /// @param begins when the rule comes into force; only a sale without a click that is reported
    ///   late can be earlier
    static List<Detail> of(CommissionRule rule, List<String> goals, Instant begins) {
        List<Detail> warnings = new ArrayList<>();
        List<Condition> required = new ArrayList<>();
        List<Condition> conditions = rule.conditions();
        for (int i = 0; i < conditions.size(); i++) {
            Condition condition = conditions.get(i);
            String field = "conditions[" + i + "]";
            Detail alone = alone(condition, field, goals, begins);
            if (alone != null) {
                warnings.add(alone);
            }
            if (condition.isRequirement()) {
                List<Condition> before = on(condition.on(), required);
                required.add(condition);
                if (isPossible(before) && !isPossible(on(condition.on(), required))) {
                    warnings.add(Problem.CONTRADICTS.with(field, condition.on()));
                }
            }
        }
        return warnings;
    }

    private static @Nullable Detail alone(
            Condition condition, String field, List<String> goals, Instant begins) {
        return switch (condition) {
            case OneOf list when list.subject() == Subject.GOAL && !goals.isEmpty() ->
                    unknown(list, field, Problem.UNKNOWN_GOALS, goals::contains);
            case OneOf list when list.subject() == Subject.COUNTRY ->
                    unknown(
                            list,
                            field,
                            Problem.UNKNOWN_COUNTRIES,
                            name -> COUNTRIES.contains(name.toUpperCase(Locale.ROOT)));
            case Timeframe time when time.until() != null && !time.until().isAfter(begins) ->
                    Problem.PERIOD_OVER.with(field + ".until");
            default -> null;
        };
    }

    private static @Nullable Detail unknown(
            OneOf list, String field, Problem problem, Predicate<String> known) {
        List<String> names =
                list.values().stream().filter(known.negate()).limit(MOST_NAMES).toList();
        return names.isEmpty() ? null : problem.with(field + ".in", names);
    }

    private static List<Condition> on(String data, List<Condition> required) {
        return required.stream().filter(condition -> condition.on().equals(data)).toList();
    }

    /// Whether a sale can meet all requirements on the same data.
    private static boolean isPossible(List<Condition> required) {
        return isCommon(of(required, OneOf.class))
                && isSameTime(of(required, Timeframe.class))
                && isSameRate(of(required, Performance.class));
    }

    private static <T> List<T> of(List<Condition> required, Class<T> kind) {
        return required.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /// Without values, a condition matches every coupon.
    private static boolean isCommon(List<OneOf> conditions) {
        List<Set<String>> lists =
                conditions.stream()
                        .filter(list -> !list.values().isEmpty())
                        .map(list -> Set.copyOf(list.values()))
                        .toList();
        return lists.isEmpty()
                || lists.getFirst().stream()
                        .anyMatch(value -> lists.stream().allMatch(list -> list.contains(value)));
    }

    private static boolean isSameTime(List<Timeframe> times) {
        Instant from = latest(times, Timeframe::from);
        boolean overlaps =
                from == null
                        || times.stream()
                                .map(Timeframe::until)
                                .allMatch(until -> until == null || from.isBefore(until));
        return overlaps
                && times.stream()
                        .map(Timeframe::zone)
                        .distinct()
                        .allMatch(zone -> hasHour(inZone(times, zone)));
    }

    private static @Nullable Instant latest(
            List<Timeframe> times, Function<Timeframe, @Nullable Instant> bound) {
        return times.stream()
                .map(bound)
                .<Instant>mapMulti((time, kept) -> {
                    if (time != null) {
                        kept.accept(time);
                    }
                })
                .max(Instant::compareTo)
                .orElse(null);
    }

    private static List<Timeframe> inZone(List<Timeframe> times, ZoneId zone) {
        return times.stream().filter(time -> time.zone().equals(zone)).toList();
    }

    private static boolean hasHour(List<Timeframe> times) {
        Set<DayOfWeek> days = EnumSet.allOf(DayOfWeek.class);
        Set<Integer> hours = new HashSet<>();
        for (int hour = 0; hour < HOURS; hour++) {
            hours.add(hour);
        }
        for (Timeframe time : times) {
            days.removeIf(day -> !time.days().isEmpty() && !time.days().contains(day));
            hours.removeIf(hour -> !isIn(hour, time.fromHour(), time.untilHour()));
        }
        return !days.isEmpty() && !hours.isEmpty();
    }

    /// Hours that end before they begin span midnight.
    private static boolean isIn(int hour, int from, int until) {
        return from < until ? hour >= from && hour < until : hour >= from || hour < until;
    }

    private static boolean isSameRate(List<Performance> rates) {
        return rates.stream()
                .allMatch(low ->
                        rates.stream()
                                .allMatch(high ->
                                        low.atLeast() == null
                                                || high.below() == null
                                                || low.atLeast().compareTo(high.below()) < 0));
    }
}
