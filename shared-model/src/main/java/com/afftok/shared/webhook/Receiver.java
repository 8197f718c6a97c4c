package com.afftok.shared.webhook;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The receiver in a webhook's URL. It is parsed here alone, so that the checked host is the host
/// of the connection.
///
/// @param host a name or a literal address, lower case, IPv6 without brackets
/// @param target path and query, with macros
public record Receiver(boolean tls, String host, int port, String target) {

    private static final Pattern URL =
            Pattern.compile(
                    "(https?)://(\\[[0-9a-fA-F:.]+]|[0-9a-zA-Z._-]+)(?::([0-9]{1,5}))?([/?][^#]*)?(?:#.*)?",
                    Pattern.DOTALL);

    private static final int HTTP = 80;
    private static final int HTTPS = 443;
    private static final int FIRST_UNPRIVILEGED = 1024;
    private static final int LAST = 65_535;
    private static final int MAX_HOST = 253;

    /// The receiver, or null if the URL is not allowed: other schemes, user names, hosts with
    /// macros or invalid characters, and ports below 1024 other than those of the web.
    public static @Nullable Receiver parse(String url) {
        Matcher parts = URL.matcher(url);
        if (!parts.matches()) {
            return null;
        }
        boolean tls = parts.group(1).length() == "https".length();
        String host = parts.group(2).toLowerCase(Locale.ROOT);
        if (host.startsWith("[")) {
            host = host.substring(1, host.length() - 1);
        }
        String digits = parts.group(3);
        int port = digits == null ? tls ? HTTPS : HTTP : Integer.parseInt(digits);
        boolean allowed = port == HTTP || port == HTTPS || port >= FIRST_UNPRIVILEGED;
        if (!allowed || port > LAST || host.length() > MAX_HOST) {
            return null;
        }
        String rest = parts.group(4);
        String target = rest == null ? "/" : rest.startsWith("/") ? rest : "/" + rest;
        return new Receiver(tls, host, port, target);
    }

    public Receiver with(String target) {
        return new Receiver(tls, host, port, target);
    }

    /// The target with percent-encoding of what a request line cannot contain.
    public String wireTarget() {
        StringBuilder wire = new StringBuilder(target.length());
        target.codePoints()
                .forEach(c -> {
                    if (c > ' ' && c < 0x7f && "\"<>\\^`{|}".indexOf(c) < 0) {
                        wire.append((char) c);
                    } else {
                        for (byte b : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
                            wire.append('%').append("%02X".formatted(b));
                        }
                    }
                });
        return wire.toString();
    }
}
