package com.afftok.shared.click;

import com.afftok.shared.id.AccountId;
import com.afftok.shared.id.ClickId;
import com.afftok.shared.id.OfferId;
import java.util.Arrays;

/// A click with its decision, as the edge buffers it and the writer stores it.
///
/// The limits checked here bound the size of its binary form; use [#truncate] for longer texts. The
/// address array is not copied and must not be changed. The text form contains nothing about the
/// visitor, so that it can be logged.
///
/// @param score the fraud score in hundredths, 0 to 100
/// @param reasons a mask of [FraudReason]s
/// @param ruleSet the version of the fraud rules that scored it
/// @param country two upper-case letters, or empty if unknown
/// @param browser empty if unknown
/// @param os empty if unknown
/// @param address 4 or 16 bytes, truncated if configured, or empty
/// @param visitor a number for address and User-Agent, for counting unique visitors
@SuppressWarnings("ArrayRecordComponent") // compared by content; not copied, for speed
public record ClickEvent(
        ClickId id,
        OfferId offer,
        AccountId promoter,
        AccountId advertiser,
        Bucket bucket,
        int score,
        int reasons,
        int ruleSet,
        String country,
        Device device,
        String browser,
        String os,
        byte[] address,
        long visitor,
        String userAgent,
        String referrer,
        Tags tags) {

    public static final int MAX_SCORE = 100;

    /// Maximum length of browser and os, in characters.
    public static final int MAX_NAME_LENGTH = 32;

    /// Maximum length of User-Agent and referrer, in characters.
    public static final int MAX_HEADER_LENGTH = 512;

    public ClickEvent {
        if (score < 0 || score > MAX_SCORE) {
            throw new IllegalArgumentException("a score is 0 to 100, not " + score);
        }
        FraudReason.check(reasons);
        if (ruleSet < 0) {
            throw new IllegalArgumentException("a rule set is not negative");
        }
        if (!isCountry(country)) {
            throw new IllegalArgumentException("a country is two upper-case letters or empty");
        }
        if (address.length != 0 && address.length != 4 && address.length != 16) {
            throw new IllegalArgumentException("an address has 0, 4 or 16 bytes");
        }
        check("browser", browser, MAX_NAME_LENGTH);
        check("os", os, MAX_NAME_LENGTH);
        check("user agent", userAgent, MAX_HEADER_LENGTH);
        check("referrer", referrer, MAX_HEADER_LENGTH);
    }

    /// The text, truncated to `max` characters; a surrogate pair is never split.
    public static String truncate(String text, int max) {
        if (text.length() <= max) {
            return text;
        }
        boolean splitsPair =
                max > 0
                        && Character.isHighSurrogate(text.charAt(max - 1))
                        && Character.isLowSurrogate(text.charAt(max));
        return text.substring(0, splitsPair ? max - 1 : max);
    }

    /// The same click in another bucket.
    public ClickEvent in(Bucket other) {
        return new ClickEvent(
                id,
                offer,
                promoter,
                advertiser,
                other,
                score,
                reasons,
                ruleSet,
                country,
                device,
                browser,
                os,
                address,
                visitor,
                userAgent,
                referrer,
                tags);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ClickEvent that
                && id.equals(that.id)
                && offer.equals(that.offer)
                && promoter.equals(that.promoter)
                && advertiser.equals(that.advertiser)
                && bucket == that.bucket
                && score == that.score
                && reasons == that.reasons
                && ruleSet == that.ruleSet
                && country.equals(that.country)
                && device == that.device
                && browser.equals(that.browser)
                && os.equals(that.os)
                && Arrays.equals(address, that.address)
                && visitor == that.visitor
                && userAgent.equals(that.userAgent)
                && referrer.equals(that.referrer)
                && tags.equals(that.tags);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return "ClickEvent[" + id + ", " + bucket.label() + "]";
    }

    private static boolean isCountry(String text) {
        return text.isEmpty()
                || (text.length() == 2
                        && isUpperCase(text.charAt(0))
                        && isUpperCase(text.charAt(1)));
    }

    private static boolean isUpperCase(char c) {
        return c >= 'A' && c <= 'Z';
    }

    private static void check(String name, String value, int max) {
        if (value.length() > max) {
            throw new IllegalArgumentException(name + " has more than " + max + " characters");
        }
    }
}
