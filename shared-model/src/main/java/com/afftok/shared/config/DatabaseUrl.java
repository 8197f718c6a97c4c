package com.afftok.shared.config;

import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Where PostgreSQL is and how to sign in there: `postgres://user:password@host:port/db?sslmode=…`.
///
/// Its text form hides the password, and its JDBC URL holds neither user nor password.
///
/// Only `verify-ca` and `verify-full` verify the server's certificate, the latter with the name of
/// the host in it; the other modes encrypt at most, as those of libpq do.
///
/// @param ca the certificates to trust, as PEM; null for those that Java trusts
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

    /// Reads a url as it stands in the environment.
    ///
    /// @throws IllegalArgumentException with a message that repeats nothing of the url
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

    /// The same server, which must have a certificate that leads to one of the file's.
    public DatabaseUrl trusting(Path certificates) {
        return new DatabaseUrl(host, port, user, password, database, sslMode, certificates);
    }

    /// Whether the server's certificate is verified.
    public boolean verifies() {
        return VERIFYING.contains(sslMode);
    }

    /// Whether it must also be that of the host.
    public boolean verifiesHost() {
        return sslMode.equals("verify-full");
    }

    /// For JDBC. What fails there never quotes the rows that were at hand, which may be people's.
    public String jdbcUrl() {
        return "jdbc:postgresql://%s:%d/%s?sslmode=%s%s&logServerErrorDetail=false"
                .formatted(UrlParts.inUrl(host), port, UrlParts.encode(database), sslMode, trust());
    }

    /// Without it, the driver looks for a file in the home of the user.
    private String trust() {
        if (!verifies()) {
            return "";
        }
        return ca == null
                ? "&sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory"
                : "&sslrootcert=" + UrlParts.encode(ca.toAbsolutePath().toString());
    }

    /// The whole url, password included: to be handed to a process, never to be shown.
    public String uri() {
        return url(password.isEmpty() ? "" : ":" + UrlParts.encode(password));
    }

    /// The url with `***` for the password, to be shown to people.
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
