package com.afftok.shared.config;

import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A gateway that sends messages to phones by HTTP. In its URL and its body, `{to}` stands for the
/// number and `{text}` for the text, which are encoded so that they stay one value.
///
/// Everything in it may be secret: neither the text form nor an exception contains any of it.
///
/// @param url `https://host/path?query`; `http` to this machine only
/// @param body of a `POST`, in JSON if it begins with `{`, else a form; empty for a `GET`
/// @param authorization the value of the header `Authorization`; empty for none
public record MessageGateway(String url, String body, String authorization) {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(to|text)}");
    private static final Pattern HEADER = Pattern.compile("[\\x21-\\x7e][\\x20-\\x7e]{0,4095}");
    private static final int LONGEST_BODY = 8192;
    private static final int FIRST_PRINTABLE = 0x20;

    /// A placeholder for an invalid gateway while the other problems are collected.
    private static final MessageGateway NONE =
            new MessageGateway("https://absent/?to={to}&text={text}", "", "");

    public MessageGateway {
        if (!(url + body).contains("{to}") || !(url + body).contains("{text}")) {
            throw new IllegalArgumentException("must have {to} and {text}, here or in the body");
        }
        int path = url.indexOf('/', url.indexOf("://") + 3);
        if (path < 0 || (url.indexOf('{') >= 0 && url.indexOf('{') < path)) {
            throw new IllegalArgumentException("must have a path, and {to} and {text} after it");
        }
        String whole = PLACEHOLDER.matcher(url).replaceAll("1");
        if (whole.indexOf('{') >= 0) {
            throw new IllegalArgumentException("may have no placeholder but {to} and {text}");
        }
        UrlParts parts = UrlParts.parse(whole);
        boolean plain = parts.scheme().equals("http") && UrlParts.isLoopback(parts.host());
        if (!plain && !parts.scheme().equals("https")) {
            throw new IllegalArgumentException("must start with https://");
        }
        if (!parts.user().isEmpty()) {
            throw new IllegalArgumentException("may have no user: give the header Authorization");
        }
        if (whole.chars().anyMatch(c -> c > '~' || "\"<>\\^`|{}".indexOf(c) >= 0)) {
            throw new IllegalArgumentException("must percent-encode special characters");
        }
    }

    /// Reads the variables with URL, body and header.
    ///
    /// @return null if there is no gateway
    public static @Nullable MessageGateway read(
            Environment environment, String name, String bodyName, String authorizationName) {
        String body =
                environment.isGiven(bodyName)
                        ? environment.secret(bodyName, MessageGateway::bounded, "")
                        : "";
        String authorization =
                environment.isGiven(authorizationName)
                        ? environment.secret(authorizationName, MessageGateway::header, "")
                        : "";
        if (!environment.isGiven(name)) {
            if (!body.isEmpty() || !authorization.isEmpty()) {
                environment.problem(
                        name, "is required with %s and %s".formatted(bodyName, authorizationName));
            }
            return null;
        }
        return environment.secret(name, url -> new MessageGateway(url, body, authorization), NONE);
    }

    private static String bounded(String body) {
        if (body.length() > LONGEST_BODY) {
            throw new IllegalArgumentException("is longer than " + LONGEST_BODY + " characters");
        }
        return body;
    }

    private static String header(String value) {
        if (!HEADER.matcher(value).matches()) {
            throw new IllegalArgumentException("must be one line of ASCII characters");
        }
        return value;
    }

    public boolean isJson() {
        return body.startsWith("{");
    }

    /// The URL for a message.
    public String url(String to, String text) {
        return filled(url, to, text, UrlParts::encode);
    }

    /// The body for a message; empty for a `GET`.
    public String body(String to, String text) {
        return filled(body, to, text, isJson() ? MessageGateway::json : UrlParts::encode);
    }

    /// In one pass, so that a text with a placeholder stays as it is.
    private static String filled(
            String template, String to, String text, UnaryOperator<String> encode) {
        return PLACEHOLDER
                .matcher(template)
                .replaceAll(found ->
                        Matcher.quoteReplacement(
                                encode.apply(found.group(1).equals("to") ? to : text)));
    }

    /// The inside of a JSON string.
    private static String json(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                escaped.append('\\').append(c);
            } else if (c < FIRST_PRINTABLE) {
                escaped.append("\\u%04x".formatted((int) c));
            } else {
                escaped.append(c);
            }
        }
        return escaped.toString();
    }

    /// Omits everything.
    @Override
    public String toString() {
        return "MessageGateway[]";
    }
}
