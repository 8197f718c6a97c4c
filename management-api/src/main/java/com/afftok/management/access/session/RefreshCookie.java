package com.afftok.management.access.session;

import com.afftok.management.platform.config.ApiConfig;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.http.cookie.SameSite;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The refresh token of a browser's session, in a cookie that no script can read.
///
/// Browsers add the cookie to requests that other pages make them send. A request with it therefore
/// needs the `Origin` of the panel, and in `X-CSRF-Token` the value of a second cookie, which only
/// the panel can read. It is derived from the refresh token, so that a cookie from elsewhere does
/// not fit.
@Singleton
public final class RefreshCookie {

    static final String CSRF_HEADER = "X-CSRF-Token";

    private static final String NAME = "__Secure-afftok_refresh";
    private static final String CSRF = "__Secure-afftok_csrf";
    private static final String PATH = "/api/auth";

    private final String panel;

    RefreshCookie(ApiConfig config) {
        this.panel = origin(config.panelUrl());
    }

    /// The origin of a page as browsers write it: in small letters, and without the usual port.
    public static String origin(URI url) {
        int usual = url.getScheme().equals("https") ? 443 : 80;
        String port = url.getPort() < 0 || url.getPort() == usual ? "" : ":" + url.getPort();
        return url.getScheme() + "://" + url.getHost().toLowerCase(Locale.ROOT) + port;
    }

    /// The refresh token of a request; none if it has no such cookie.
    Optional<String> token(HttpRequest<?> request) {
        return request.getCookies().findCookie(NAME).map(Cookie::getValue);
    }

    /// Whether a request with this token was made by a page of the panel.
    boolean isFromOwnPage(HttpRequest<?> request, String token) {
        String origin = request.getHeaders().get(HttpHeaders.ORIGIN);
        String proof = request.getHeaders().get(CSRF_HEADER);
        return origin != null
                && origin.equals(panel)
                && proof != null
                && MessageDigest.isEqual(
                        proof.getBytes(StandardCharsets.UTF_8),
                        csrf(token).getBytes(StandardCharsets.UTF_8));
    }

    /// Sets the cookies, if the session is kept in them.
    public <T> MutableHttpResponse<T> set(
            MutableHttpResponse<T> answer, String refreshToken, SessionKind kind) {
        if (!kind.inCookie()) {
            return answer;
        }
        Cookie refresh = Cookie.of(NAME, refreshToken).path(PATH).httpOnly(true);
        Cookie csrf = Cookie.of(CSRF, csrf(refreshToken)).path("/");
        for (Cookie cookie : List.of(refresh, csrf)) {
            cookie.secure(true).sameSite(SameSite.Strict);
            if (kind == SessionKind.REMEMBERED) {
                cookie.maxAge(kind.unused(Duration.ZERO));
            }
            answer.cookie(cookie);
        }
        return answer;
    }

    /// Removes the cookies, if the request has them.
    public <T> MutableHttpResponse<T> remove(
            HttpRequest<?> request, MutableHttpResponse<T> answer) {
        if (token(request).isPresent()) {
            answer.cookie(
                    Cookie.of(NAME, "")
                            .path(PATH)
                            .httpOnly(true)
                            .secure(true)
                            .sameSite(SameSite.Strict)
                            .maxAge(Duration.ZERO));
            answer.cookie(
                    Cookie.of(CSRF, "")
                            .path("/")
                            .secure(true)
                            .sameSite(SameSite.Strict)
                            .maxAge(Duration.ZERO));
        }
        return answer;
    }

    private static String csrf(String refreshToken) {
        return RandomTokens.text(RandomTokens.hash("csrf " + refreshToken));
    }
}
