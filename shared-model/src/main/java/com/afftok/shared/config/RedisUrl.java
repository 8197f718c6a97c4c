package com.afftok.shared.config;

import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The URL of Redis: `redis://user:password@host:port/database`, or `rediss://` for TLS with
/// verification of certificate and host name.
///
/// Its text form omits the password; [#uri()] is the whole URL, for a client library.
///
/// @param ca the certificates to trust, as PEM; null for Java's trust store
public record RedisUrl(
        boolean tls,
        String host,
        int port,
        String user,
        String password,
        int database,
        @Nullable Path ca) {

    private static final int DEFAULT_PORT = 6379;
    private static final int MAX_DATABASE = 65535;
    private static final Pattern DATABASE = Pattern.compile("[0-9]{1,5}");

    public RedisUrl(
            boolean tls, String host, int port, String user, String password, int database) {
        this(tls, host, port, user, password, database, null);
    }

    public RedisUrl {
        if (!UrlParts.isHost(host)) {
            throw new IllegalArgumentException("must name one host");
        }
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("must have a port from 1 to 65535");
        }
        if (database < 0 || database > MAX_DATABASE) {
            throw new IllegalArgumentException(
                    "must have a database number from 0 to " + MAX_DATABASE);
        }
        if (password.isEmpty() && !user.isEmpty()) {
            throw new IllegalArgumentException("must have a password if it has a user");
        }
    }

    /// Parses a URL.
    ///
    /// @throws IllegalArgumentException with a message that contains no part of the URL
    public static RedisUrl parse(String url) {
        UrlParts parts = UrlParts.parse(url);
        boolean tls = parts.scheme().equals("rediss");
        if (!tls && !parts.scheme().equals("redis")) {
            throw new IllegalArgumentException("must start with redis:// or rediss://");
        }
        if (!parts.query().isEmpty()) {
            throw new IllegalArgumentException("may have no parameters");
        }
        if (!parts.path().isEmpty() && !DATABASE.matcher(parts.path()).matches()) {
            throw new IllegalArgumentException(
                    "must have a database number from 0 to " + MAX_DATABASE);
        }
        return new RedisUrl(
                tls,
                parts.host(),
                parts.port() == 0 ? DEFAULT_PORT : parts.port(),
                parts.user(),
                parts.password(),
                parts.path().isEmpty() ? 0 : Integer.parseInt(parts.path()));
    }

    /// The same server, which must have a certificate signed by one of the file's.
    public RedisUrl trusting(Path certificates) {
        return new RedisUrl(tls, host, port, user, password, database, certificates);
    }

    /// The whole URL with the password: for a client library, never to be shown.
    public String uri() {
        return url(UrlParts.encode(password));
    }

    /// The URL with `***` for the password, to be shown.
    public String redacted() {
        return url("***");
    }

    @Override
    public String toString() {
        return redacted();
    }

    private String url(String passwordPart) {
        String credentials =
                password.isEmpty() ? "" : UrlParts.encode(user) + ":" + passwordPart + "@";
        return "%s://%s%s:%d/%d"
                .formatted(
                        tls ? "rediss" : "redis",
                        credentials,
                        UrlParts.inUrl(host),
                        port,
                        database);
    }
}
