package com.afftok.edge.guard.score;

import com.afftok.shared.click.Device;
import com.afftok.shared.fraud.FraudRules.ReferrerRules;
import java.util.List;

/// Whether a referrer is implausible: not an address, an address that its sender could not send, or
/// one that contradicts the rest of the request.
///
/// Most honest clicks have no referrer or only an origin, which proves nothing. In doubt it is
/// plausible.
final class JudgeReferrer {

    private static final int MAX_HOST = 253;

    private JudgeReferrer() {}

    static boolean isImpossible(Signals click, ReferrerRules rules) {
        String referrer = click.referrer();
        if (referrer.isEmpty()) {
            return false;
        }
        int schemeEnd = referrer.indexOf("://");
        if (schemeEnd < 0
                || !isOneOf(rules.schemes(), referrer, schemeEnd)
                || hasControlOrSpace(referrer)) {
            return true;
        }
        int hostStart = schemeEnd + 3;
        int hostEnd = hostEnd(referrer, hostStart);
        if (!isHost(referrer, hostStart, hostEnd) || !isPortOrPath(referrer, hostEnd)) {
            return true;
        }
        if (referrer.regionMatches(true, 0, "http", 0, 4)) {
            return contradictsFetchSite(click, hostStart, hostEnd)
                    || rules.hosts().match(referrer, hostStart, hostEnd);
        }
        return isOfAnotherSystem(referrer, click.agent().os());
    }

    private static boolean isOneOf(List<String> schemes, String referrer, int end) {
        for (int i = 0; i < schemes.size(); i++) {
            String scheme = schemes.get(i);
            if (scheme.length() == end && referrer.regionMatches(true, 0, scheme, 0, end)) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasControlOrSpace(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c == 0x7F) {
                return true;
            }
        }
        return false;
    }

    /// The end of the host: a port, path, query or fragment.
    private static int hostEnd(String referrer, int start) {
        if (start < referrer.length() && referrer.charAt(start) == '[') {
            return referrer.indexOf(']', start) + 1;
        }
        int end = start;
        while (end < referrer.length() && "/?#:".indexOf(referrer.charAt(end)) < 0) {
            end++;
        }
        return end;
    }

    /// A name, an IPv4 address, or an IPv6 address in brackets; not with user info.
    private static boolean isHost(String text, int start, int end) {
        if (end <= start || end - start > MAX_HOST) {
            return false;
        }
        if (text.charAt(start) == '[') {
            return end - start > 3;
        }
        char before = '.';
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            boolean letter =
                    (c >= 'a' && c <= 'z')
                            || (c >= 'A' && c <= 'Z')
                            || (c >= '0' && c <= '9')
                            || c == '-'
                            || c == '_';
            if (!letter && (c != '.' || before == '.')) {
                return false;
            }
            before = c;
        }
        return true;
    }

    /// The text after a host: empty, a path, query or fragment, or a port followed by one of them.
    private static boolean isPortOrPath(String text, int start) {
        if (start == text.length() || text.charAt(start) != ':') {
            return start == text.length() || "/?#".indexOf(text.charAt(start)) >= 0;
        }
        int end = start + 1;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end - start <= 6 && (end == text.length() || "/?#".indexOf(text.charAt(end)) >= 0);
    }

    /// `none` means that a person typed the address or opened a bookmark, and `same-origin` that
    /// the previous page was ours. Apps can set any referrer in browsers on phones, so `none`
    /// proves something for desktop browsers alone.
    private static boolean contradictsFetchSite(Signals click, int hostStart, int hostEnd) {
        return switch (click.secFetchSite()) {
            case "none" -> click.agent().device() == Device.DESKTOP && !click.agent().inApp();
            case "same-origin" ->
                    !click.host().isEmpty()
                            && !isSameHost(click.host(), click.referrer(), hostStart, hostEnd);
            default -> false;
        };
    }

    private static boolean isSameHost(String host, String referrer, int start, int end) {
        int length = end - start;
        return host.regionMatches(true, 0, referrer, start, length)
                && (host.length() == length || host.charAt(length) == ':');
    }

    /// An Android app as referrer on a system without Android apps, or the reverse. A phone that
    /// requests desktop pages reports Linux, so Linux may be Android.
    private static boolean isOfAnotherSystem(String referrer, String os) {
        boolean apple = os.equals("iOS") || os.equals("macOS");
        if (referrer.regionMatches(true, 0, "android-app:", 0, 12)) {
            return apple || os.equals("Windows");
        }
        return referrer.regionMatches(true, 0, "ios-app:", 0, 8)
                && (os.equals("Android") || os.equals("Windows") || os.equals("Linux"));
    }
}
