package com.afftok.shared.config;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The server that takes mail: `smtps://user:password@host:port` for TLS from the first byte, or
/// `smtp://user:password@host:port` for STARTTLS, which `?starttls=off` turns off. Certificates are
/// verified and must name the host.
///
/// A password is sent without TLS to this machine only. The text form of the URL hides it.
///
/// @param ca the certificates to trust, as PEM; null for those that Java trusts
public record SmtpUrl(
        Tls tls, String host, int port, String user, String password, @Nullable Path ca) {

    private static final int SMTPS_PORT = 465;
    private static final int SUBMISSION_PORT = 587;
    private static final String OFF = "off";

    public enum Tls {
        ALWAYS,
        STARTTLS,
        NEVER
    }

    public SmtpUrl {
        if (!UrlParts.isHost(host)) {
            throw new IllegalArgumentException("must name one host");
        }
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("must have a port from 1 to 65535");
        }
        if (user.isEmpty() != password.isEmpty()) {
            throw new IllegalArgumentException("must have both a user and a password, or neither");
        }
        if (tls == Tls.NEVER && !password.isEmpty() && !UrlParts.isLoopback(host)) {
            throw new IllegalArgumentException(
                    "must not send a password to another machine with starttls=off");
        }
    }

    /// Reads a URL as it stands in the environment.
    ///
    /// @throws IllegalArgumentException with a message that repeats nothing of the URL
    public static SmtpUrl parse(String url) {
        UrlParts parts = UrlParts.parse(url);
        boolean always = parts.scheme().equals("smtps");
        if (!always && !parts.scheme().equals("smtp")) {
            throw new IllegalArgumentException("must start with smtp:// or smtps://");
        }
        if (!parts.path().isEmpty()) {
            throw new IllegalArgumentException("may have no path");
        }
        boolean off = parts.query().equals(Map.of("starttls", OFF));
        if (!parts.query().isEmpty() && (always || !off)) {
            throw new IllegalArgumentException("may have no parameter but smtp://…?starttls=off");
        }
        int usual = always ? SMTPS_PORT : SUBMISSION_PORT;
        return new SmtpUrl(
                always ? Tls.ALWAYS : off ? Tls.NEVER : Tls.STARTTLS,
                parts.host(),
                parts.port() == 0 ? usual : parts.port(),
                parts.user(),
                parts.password(),
                null);
    }

    /// The same server, which must have a certificate that leads to one of the file's.
    public SmtpUrl trusting(Path certificates) {
        return new SmtpUrl(tls, host, port, user, password, certificates);
    }

    /// With `***` for the password, to be shown to people.
    @Override
    public String toString() {
        String credentials = password.isEmpty() ? "" : UrlParts.encode(user) + ":***@";
        return "%s://%s%s:%d%s"
                .formatted(
                        tls == Tls.ALWAYS ? "smtps" : "smtp",
                        credentials,
                        UrlParts.inUrl(host),
                        port,
                        tls == Tls.NEVER ? "?starttls=off" : "");
    }
}
