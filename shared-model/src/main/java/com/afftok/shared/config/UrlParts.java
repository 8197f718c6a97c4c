package com.afftok.shared.config;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/// The parts of a connection URL, `scheme://user:password@host:port/path?name=value`,
/// percent-decoded.
///
/// Absent parts are empty, an absent port is 0. No exception contains any part of the text, because
/// all of it may be secret if the URL is mistyped.
record UrlParts(
        String scheme,
        String user,
        String password,
        String host,
        int port,
        String path,
        Map<String, String> query) {

    private static final Pattern HOST_NAME =
            Pattern.compile("[A-Za-z0-9_]([A-Za-z0-9._-]*[A-Za-z0-9_])?");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]{2,45}");
    private static final Pattern PORT = Pattern.compile("[0-9]{1,5}");
    private static final String UNRESERVED =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    private static final int MAX_LENGTH = 4096;

    static UrlParts parse(String url) {
        if (url.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("is longer than " + MAX_LENGTH + " characters");
        }
        if (url.chars().anyMatch(c -> c <= ' ' || c == 0x7f)) {
            throw new IllegalArgumentException("must not hold spaces or control characters");
        }
        int schemeEnd = url.indexOf("://");
        if (schemeEnd < 0) {
            throw new IllegalArgumentException("must start with a scheme and ://");
        }
        String rest = url.substring(schemeEnd + 3);
        if (rest.indexOf('#') >= 0) {
            throw new IllegalArgumentException("must write # as %23");
        }
        String query = after(rest, '?');
        String beforeQuery = before(rest, '?');
        String authority = before(beforeQuery, '/');
        int at = authority.lastIndexOf('@');
        String credentials = at < 0 ? "" : authority.substring(0, at);
        String address = authority.substring(at + 1);
        return new UrlParts(
                url.substring(0, schemeEnd),
                decode(before(credentials, ':')),
                decode(after(credentials, ':')),
                host(address),
                port(address),
                decode(after(beforeQuery, '/')),
                query(query));
    }

    /// A host in a URL: an IPv6 address has brackets.
    static String inUrl(String host) {
        return host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    }

    /// Percent-encodes all characters with a meaning in a URL.
    static String encode(String text) {
        StringBuilder encoded = new StringBuilder(text.length() + 8);
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = UNRESERVED.indexOf(b) >= 0;
            if (plain) {
                encoded.append((char) b);
            } else {
                encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
            }
        }
        return encoded.toString();
    }

    static boolean isHost(String host) {
        return isIpv6(host) || (host.length() <= 253 && HOST_NAME.matcher(host).matches());
    }

    /// Whether a host is this machine by its name or address, without looking a name up.
    static boolean isLoopback(String host) {
        if (host.equals("localhost")) {
            return true;
        }
        try {
            return InetAddress.ofLiteral(host).isLoopbackAddress();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isIpv6(String host) {
        if (host.indexOf(':') < 0 || !IPV6.matcher(host).matches()) {
            return false;
        }
        try {
            return InetAddress.ofLiteral(host).getAddress().length > 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String host(String address) {
        boolean bracketed = address.startsWith("[");
        String host = bracketed ? before(address.substring(1), ']') : before(address, ':');
        if (host.isEmpty()) {
            throw new IllegalArgumentException("must name a host");
        }
        if (bracketed ? !address.contains("]") || !isIpv6(host) : !isHost(host)) {
            throw new IllegalArgumentException("must name one host, an IPv6 address in brackets");
        }
        return host;
    }

    private static int port(String address) {
        String tail =
                address.startsWith("[")
                        ? after(address, ']')
                        : address.substring(before(address, ':').length());
        if (tail.isEmpty()) {
            return 0;
        }
        String digits = tail.substring(1);
        if (tail.charAt(0) != ':' || !PORT.matcher(digits).matches()) {
            throw new IllegalArgumentException("must have a port from 1 to 65535");
        }
        int port = Integer.parseInt(digits);
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("must have a port from 1 to 65535");
        }
        return port;
    }

    private static Map<String, String> query(String query) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String parameter : query.split("&", -1)) {
            if (!parameter.isEmpty()
                    && parameters.put(decode(before(parameter, '=')), decode(after(parameter, '=')))
                            != null) {
                throw new IllegalArgumentException("must not give a parameter twice");
            }
        }
        return parameters;
    }

    private static String before(String text, char mark) {
        int at = text.indexOf(mark);
        return at < 0 ? text : text.substring(0, at);
    }

    private static String after(String text, char mark) {
        int at = text.indexOf(mark);
        return at < 0 ? "" : text.substring(at + 1);
    }

    private static String decode(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer decoded = ByteBuffer.allocate(encoded.length);
        for (int i = 0; i < encoded.length; i++) {
            if (encoded[i] != '%') {
                decoded.put(encoded[i]);
                continue;
            }
            if (i + 2 >= encoded.length
                    || !HexFormat.isHexDigit(encoded[i + 1])
                    || !HexFormat.isHexDigit(encoded[i + 2])) {
                throw new IllegalArgumentException("must write % as %25");
            }
            decoded.put(
                    (byte)
                            (HexFormat.fromHexDigit(encoded[i + 1]) << 4
                                    | HexFormat.fromHexDigit(encoded[i + 2])));
            i += 2;
        }
        try {
            String plain = StandardCharsets.UTF_8.newDecoder().decode(decoded.flip()).toString();
            if (plain.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
                throw new IllegalArgumentException("must not hold control characters");
            }
            return plain;
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("must be percent-encoded as UTF-8", e);
        }
    }
}
