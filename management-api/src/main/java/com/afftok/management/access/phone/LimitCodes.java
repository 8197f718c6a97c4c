package com.afftok.management.access.phone;

import com.afftok.management.platform.config.ApiConfig;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Limits requests for codes, exactly, in the transaction that adds a request.
///
/// For a number there is one in thirty seconds and five in an hour, and for a signed-in user five
/// in an hour, whatever the numbers. For a country and for all countries there are so many on a UTC
/// day as the configuration says, because attackers have codes sent to numbers of networks that
/// share their income with them.
@Singleton
final class LimitCodes {

    private static final Logger LOG = LoggerFactory.getLogger(LimitCodes.class);

    static final Duration RESEND = Duration.ofSeconds(30);
    private static final Duration AN_HOUR = Duration.ofHours(1);
    private static final Duration A_DAY = Duration.ofDays(1);
    private static final int MOST_IN_AN_HOUR = 5;

    private final OtpRepository requests;
    private final OtpDayRepository days;
    private final ApiConfig.PhoneCodes limits;

    /// What was reported of one day, as its beginning and the country.
    private final Set<String> reported = ConcurrentHashMap.newKeySet();

    LimitCodes(OtpRepository requests, OtpDayRepository days, ApiConfig config) {
        this.requests = requests;
        this.days = days;
        this.limits = config.phoneCodes();
    }

    boolean isServed(PhoneNumber number) {
        return limits.countries().isEmpty() || limits.countries().contains(number.country());
    }

    /// Counts a request, unless it has to wait. The number is locked, and so is the user.
    ///
    /// @param user who is signed in; null for a sign-in
    /// @return how long to wait; zero if the request was counted
    Duration count(PhoneNumber number, @Nullable Long user, Instant now) {
        Duration wait = longer(ofNumber(number, now), ofUser(user, now));
        return wait.isPositive() ? wait : ofDay(number.country(), now);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private Duration ofNumber(PhoneNumber number, Instant now) {
        RecentRow recent = requests.recent(number.text(), now.minus(AN_HOUR));
        Instant first = recent.first();
        Instant latest = recent.latest();
        if (first == null || latest == null) {
            return Duration.ZERO;
        }
        return longer(Duration.between(now, latest.plus(RESEND)), untilNext(recent, first, now));
    }

    private Duration ofUser(@Nullable Long user, Instant now) {
        if (user == null) {
            return Duration.ZERO;
        }
        RecentRow recent = requests.recentOf(user, now.minus(AN_HOUR));
        Instant first = recent.first();
        return first == null ? Duration.ZERO : untilNext(recent, first, now);
    }

    private static Duration untilNext(RecentRow recent, Instant first, Instant now) {
        return recent.requests() < MOST_IN_AN_HOUR
                ? Duration.ZERO
                : Duration.between(now, first.plus(AN_HOUR));
    }

    private Duration ofDay(String country, Instant now) {
        Instant day = now.truncatedTo(ChronoUnit.DAYS);
        days.begin(day, country);
        for (OtpDayRow counted : days.lock(day, country)) {
            int most = counted.isTotal() ? limits.perDay() : limits.perCountryAndDay();
            if (counted.requests() >= most) {
                report(day, counted);
                return Duration.between(now, day.plus(A_DAY));
            }
        }
        days.count(day, country);
        return Duration.ZERO;
    }

    /// Once a day for each limit.
    private void report(Instant day, OtpDayRow counted) {
        reported.removeIf(text -> !text.startsWith(day.toString()));
        if (reported.add(day + " " + counted.country())) {
            LOG.atWarn()
                    .addKeyValue("country", counted.isTotal() ? "all" : counted.country())
                    .addKeyValue("requests", counted.requests())
                    .addKeyValue(
                            "setting",
                            counted.isTotal() ? "SMS_PER_DAY" : "SMS_PER_COUNTRY_PER_DAY")
                    .log("no more codes are sent to phones today");
        }
    }
}
