package com.afftok.shared.config;

import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The URL of PostgreSQL: `postgres://user:password@host:port/db?sslmode=…`.
///
/// Its text form omits the password, and its JDBC URL omits user and password.
///
/// Only `verify-ca` and `verify-full` verify the server's certificate, the latter including the
/// host name; the other modes encrypt at most, as in libpq.
///
/// @param ca the certificates to trust, as PEM; null for Java's trust store
public record DatabaseUrl(
        String host,
        int port,
        String user,
        String password,
        String database,
        String sslMode,
        @Nullable Path ca) {

    private static final int DEFAULT_PORT = 5432;
    private static final String DEFAULT_SSL_MODE = "prefer";
    private static final Set<String> SCHEMES = Set.of("postgres", "postgresql");
    private static final Set<String> SSL_MODES =
            Set.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full");
    private static final Set<String> VERIFYING = Set.of("verify-ca", "verify-full");

    public DatabaseUrl(
            String host, int port, String user, String password, String database, String sslMode) {
        this(host, port, user, password, database, sslMode, null);
    }

    public DatabaseUrl {
        if (!UrlParts.isHost(host)) {
            throw new IllegalArgumentException("must name one host");
        }
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("must have a port from 1 to 65535");
        }
        if (user.isEmpty()) {
            throw new IllegalArgumentException("must name a user");
        }
        if (database.isEmpty()) {
            throw new IllegalArgumentException("must name a database");
        }
        if (!SSL_MODES.contains(sslMode)) {
            throw new IllegalArgumentException(
                    "must have an sslmode of disable, allow, prefer, require, verify-ca or verify-full");
        }
    }

    /// Parses a URL.
    ///
    /// @throws IllegalArgumentException with a message that contains no part of the URL
    public static DatabaseUrl parse(String url) {
        UrlParts parts = UrlParts.parse(url);
        if (!SCHEMES.contains(parts.scheme())) {
            throw new IllegalArgumentException("must start with postgres:// or postgresql://");
        }
        if (parts.path().indexOf('/') >= 0) {
            throw new IllegalArgumentException("must name one database");
        }
        if (!Set.of("sslmode").containsAll(parts.query().keySet())) {
            throw new IllegalArgumentException("may have no parameter but sslmode");
        }
        return new DatabaseUrl(
                parts.host(),
                parts.port() == 0 ? DEFAULT_PORT : parts.port(),
                parts.user(),
                parts.password(),
                parts.path(),
                parts.query().getOrDefault("sslmode", DEFAULT_SSL_MODE));
    }

    /// The same server, which must have a certificate signed by one of the file's.
    public DatabaseUrl trusting(Path certificates) {
        return new DatabaseUrl(host, port, user, password, database, sslMode, certificates);
    }

    /// Whether the server's certificate is verified.
    public boolean verifies() {
        return VERIFYING.contains(sslMode);
    }

    /// Whether its host name is also verified.
    public boolean verifiesHost() {
        return sslMode.equals("verify-full");
    }

    /// The JDBC URL. Errors of such connections never quote rows, which may be personal data.
    public String jdbcUrl() {
        return "jdbc:postgresql://%s:%d/%s?sslmode=%s%s&logServerErrorDetail=false"
                .formatted(UrlParts.inUrl(host), port, UrlParts.encode(database), sslMode, trust());
    }

    /// Without it, the driver uses a file in the user's home.
    private String trust() {
        if (!verifies()) {
            return "";
        }
        return ca == null
                ? "&sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory"
                : "&sslrootcert=" + UrlParts.encode(ca.toAbsolutePath().toString());
    }

    /// The whole URL with the password: for a process, never to be shown.
    public String uri() {
        return url(password.isEmpty() ? "" : ":" + UrlParts.encode(password));
    }

    /// The URL with `***` for the password, to be shown.
    public String redacted() {
        return url(password.isEmpty() ? "" : ":***");
    }

    @Override
    public String toString() {
        return redacted();
    }

    private String url(String passwordPart) {
        return "postgres://%s%s@%s:%d/%s?sslmode=%s"
                .formatted(
                        UrlParts.encode(user),
                        passwordPart,
                        UrlParts.inUrl(host),
                        port,
                        UrlParts.encode(database),
                        sslMode);
    }
}
