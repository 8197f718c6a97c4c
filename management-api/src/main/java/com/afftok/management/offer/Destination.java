package com.afftok.management.offer;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Where shoppers are sent: an http or https address with a host of its own, neither a user name
/// nor anything that a header cannot hold, and macros in path, query or fragment alone.
///
/// @param url with what is not ASCII percent-encoded
/// @param host in lower case
public record Destination(String url, String host) {

    /// What is wrong with an address that is none.
    public static final String EXPECTED =
            "must be an http or https address of at most 2048 characters, without user name,"
                    + " blanks or control characters, and with no macro in its host";

    private static final int MOST_CHARACTERS = 2048;
    private static final int LONGEST_HOST = 253;
    private static final int LAST_PORT = 65_535;

    private static final Pattern URL =
            Pattern.compile(
                    "https?://([A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?)(?::([0-9]{1,5}))?"
                            + "([/?#][^\\s\\p{Cntrl}\\\\]*)?");
    private static final Pattern FOREIGN = Pattern.compile("[^\\x21-\\x7e]+");

    public static @Nullable Destination parse(String text) {
        Matcher parts = URL.matcher(text);
        if (text.length() > MOST_CHARACTERS || !parts.matches() || !isEncodable(text)) {
            return null;
        }
        String host = parts.group(1).toLowerCase(Locale.ROOT);
        String port = parts.group(2);
        if (host.length() > LONGEST_HOST
                || host.contains("..")
                || (port != null && !isPort(Integer.parseInt(port)))) {
            return null;
        }
        String url =
                FOREIGN.matcher(text)
                        .replaceAll(
                                found -> URLEncoder.encode(found.group(), StandardCharsets.UTF_8));
        return url.length() > MOST_CHARACTERS ? null : new Destination(url, host);
    }

    private static boolean isPort(int number) {
        return number >= 1 && number <= LAST_PORT;
    }

    private static boolean isEncodable(String text) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }
}
