package com.afftok.management.tracking.offer;

import com.afftok.management.platform.request.Fields;
import com.afftok.management.platform.request.Problem;
import java.net.IDN;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A destination of shoppers: an http or https address with a host, without user info or characters
/// that are invalid in a header, with macros in path, query or fragment alone.
///
/// @param url with its host in ASCII, and other non-ASCII characters percent-encoded
/// @param host in lower case, in ASCII
public record Destination(String url, String host) {

    private static final int MOST_CHARACTERS = 2048;
    private static final int LONGEST_HOST = 253;
    private static final int LAST_PORT = 65_535;

    private static final Pattern URL =
            Pattern.compile(
                    "(https?://)([^\\s\\p{Cntrl}/?#:@\\\\]+)(:[0-9]{1,5})?"
                            + "((?:[/?#][^\\s\\p{Cntrl}\\\\]*)?)");
    private static final Pattern HOST =
            Pattern.compile(
                    "[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*");

    /// Letters that IDNA 2003 and IDNA 2008 encode differently; such hosts must be given in ASCII.
    private static final Pattern AMBIGUOUS = Pattern.compile("[\u00df\u1e9e\u03c2\u200c\u200d]");

    private static final Pattern FOREIGN = Pattern.compile("[^\\x21-\\x7e]+");

    /// The address of a field, or null if it is absent.
    public static @Nullable String url(Fields fields, String field, @Nullable String text) {
        Destination destination = text == null ? null : parse(text);
        fields.check(
                text == null || destination != null, field, Problem.NOT_A_URL, MOST_CHARACTERS);
        return destination == null ? text : destination.url();
    }

    public static @Nullable Destination parse(String text) {
        Matcher parts = URL.matcher(text);
        if (text.length() > MOST_CHARACTERS || !parts.matches() || !isEncodable(text)) {
            return null;
        }
        String host = host(parts.group(2));
        String port = parts.group(3) == null ? "" : parts.group(3);
        if (host == null || (!port.isEmpty() && !isPort(Integer.parseInt(port.substring(1))))) {
            return null;
        }
        String path =
                FOREIGN.matcher(parts.group(4))
                        .replaceAll(
                                found -> URLEncoder.encode(found.group(), StandardCharsets.UTF_8));
        String url = parts.group(1) + host + port + path;
        return url.length() > MOST_CHARACTERS ? null : new Destination(url, host);
    }

    /// A host name in lower case and ASCII; null if it is invalid.
    static @Nullable String host(String name) {
        if (name.length() > LONGEST_HOST || AMBIGUOUS.matcher(name).find()) {
            return null;
        }
        try {
            String ascii =
                    IDN.toASCII(name, IDN.ALLOW_UNASSIGNED | IDN.USE_STD3_ASCII_RULES)
                            .toLowerCase(Locale.ROOT);
            return ascii.length() <= LONGEST_HOST && HOST.matcher(ascii).matches() ? ascii : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static boolean isPort(int number) {
        return number >= 1 && number <= LAST_PORT;
    }

    private static boolean isEncodable(String text) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }
}
