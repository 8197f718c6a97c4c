package com.afftok.management.access.phone;

import com.afftok.management.platform.config.ApiConfig;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Limits requests for codes, exactly, in the transaction that adds a request.
///
/// For a number, requests of clients from which its owner has signed in are counted apart from
/// those of all others, so that strangers can't use up the codes of the owner. For a country and
/// for all countries there are so many codes on a UTC day as the configuration says, because
/// attackers have codes sent to numbers of networks that share their income with them. Numbers of
/// no user have half of them, so that invented numbers can't use up the codes of users.
@Singleton
final class LimitCodes {

    private static final Logger LOG = LoggerFactory.getLogger(LimitCodes.class);

    static final Duration RESEND = Duration.ofSeconds(30);
    private static final Duration AN_HOUR = Duration.ofHours(1);
    private static final Duration A_DAY = Duration.ofDays(1);

    /// Of a client or the owner for a number, and of a signed-in user.
    private static final int MOST_IN_AN_HOUR = 5;

    /// For a number, of all clients from which its owner has not signed in.
    private static final int MOST_OF_STRANGERS = 10;

    /// For a number, of the owner, and as many of all others.
    private static final int MOST_IN_A_DAY = 20;

    private final OtpRepository requests;
    private final OtpDayRepository days;
    private final ApiConfig.PhoneCodes limits;

    /// What was reported of one day, as its beginning and the limit.
    private final Set<String> reported = ConcurrentHashMap.newKeySet();

    LimitCodes(OtpRepository requests, OtpDayRepository days, ApiConfig config) {
        this.requests = requests;
        this.days = days;
        this.limits = config.phoneCodes();
    }

    /// Who requests a code for a number.
    ///
    /// @param client the key of the address
    /// @param owned whether the code is to sign in the user whose number it is
    /// @param byOwner whether that user has signed in from this client
    /// @param user who is signed in, and wants to have the number; null for a sign-in
    record Asker(String client, boolean owned, boolean byOwner, @Nullable Long user) {}

    /// Whether a request was counted.
    ///
    /// @param delay how long to wait; zero if the request was counted
    /// @param due false if no message must be sent, and the answer must not show it
    record Verdict(Duration delay, boolean due) {}

    boolean isServed(PhoneNumber number) {
        return limits.countries().isEmpty() || limits.countries().contains(number.country());
    }

    /// Counts a request, unless it has to wait. The number is locked, and so is the user.
    ///
    /// @param useful whether anything can be done with a code
    Verdict count(PhoneNumber number, Asker asker, boolean useful, Instant now) {
        Duration wait = longest(ofNumber(number, asker, now), ofUser(asker, now));
        return wait.isPositive()
                ? new Verdict(wait, false)
                : ofDay(number.country(), asker, useful, now);
    }

    private Duration ofNumber(PhoneNumber number, Asker asker, Instant now) {
        List<SentRow> alike =
                requests.recent(number.text(), now.minus(A_DAY)).stream()
                        .filter(sent -> sent.byOwner() == asker.byOwner())
                        .toList();
        List<SentRow> own =
                alike.stream().filter(sent -> sent.client().equals(asker.client())).toList();
        return longest(
                untilFewer(alike, 1, RESEND, now),
                untilFewer(own, MOST_IN_AN_HOUR, AN_HOUR, now),
                untilFewer(
                        alike, asker.byOwner() ? MOST_IN_AN_HOUR : MOST_OF_STRANGERS, AN_HOUR, now),
                untilFewer(alike, MOST_IN_A_DAY, A_DAY, now));
    }

    private Duration ofUser(Asker asker, Instant now) {
        return asker.user() == null
                ? Duration.ZERO
                : untilFewer(
                        requests.recentOf(asker.user(), now.minus(AN_HOUR)),
                        MOST_IN_AN_HOUR,
                        AN_HOUR,
                        now);
    }

    /// The time until fewer than so many requests are younger than a time.
    ///
    /// @param sent the latest first
    private static Duration untilFewer(List<SentRow> sent, int most, Duration time, Instant now) {
        return sent.size() < most
                ? Duration.ZERO
                : Duration.between(now, sent.get(most - 1).createdAt().plus(time));
    }

    private static Duration longest(Duration... waits) {
        return Collections.max(List.of(waits));
    }

    /// What the answer shows depends on no number: at the limit all wait, and before it, nobody who
    /// wants to sign in does. The same statements run for each.
    private Verdict ofDay(String country, Asker asker, boolean useful, Instant now) {
        Instant day = now.truncatedTo(ChronoUnit.DAYS);
        Verdict tomorrow = new Verdict(Duration.between(now, day.plus(A_DAY)), false);
        days.begin(day, country);
        boolean othersMay = true;
        for (OtpDayRow counted : days.lock(day, country)) {
            int most = counted.isTotal() ? limits.perDay() : limits.perCountryAndDay();
            if (counted.requests() >= most) {
                report(day, counted, "no more codes are sent to phones today");
                return tomorrow;
            }
            if (counted.others() >= Math.ceilDiv(most, 2)) {
                report(day, counted, "no more codes are sent to numbers of no user today");
                othersMay = false;
            }
        }
        if (asker.user() != null && !othersMay) {
            return tomorrow;
        }
        boolean due = useful && (asker.owned() || othersMay);
        days.count(day, country, due ? 1 : 0, due && !asker.owned() ? 1 : 0);
        return new Verdict(Duration.ZERO, due);
    }

    /// Once a day for each limit.
    private void report(Instant day, OtpDayRow counted, String what) {
        reported.removeIf(text -> !text.startsWith(day.toString()));
        if (reported.add(day + what + counted.country())) {
            LOG.atWarn()
                    .addKeyValue("country", counted.isTotal() ? "all" : counted.country())
                    .addKeyValue("requests", counted.requests())
                    .addKeyValue("others", counted.others())
                    .addKeyValue(
                            "setting",
                            counted.isTotal() ? "SMS_PER_DAY" : "SMS_PER_COUNTRY_PER_DAY")
                    .log(what);
        }
    }
}
