package com.afftok.management.access.auth;

import com.afftok.management.access.session.SessionKind;
import com.afftok.management.platform.request.Fields;
import com.afftok.management.platform.request.Problem;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The two fields by which a sign-in says how the client keeps the session.
public final class KeptSession {

    private static final String COOKIE = "cookie";
    private static final Set<String> SESSIONS = Set.of(COOKIE, "tokens");

    private KeptSession() {}

    /// Parses the two fields.
    ///
    /// @param session `cookie` keeps the refresh token in a cookie; null or `tokens` answers it
    /// @param remember whether the cookie outlives the browser
    public static void check(Fields fields, @Nullable String session, @Nullable Boolean remember) {
        fields.oneOfOrNull("session", session, SESSIONS);
        fields.check(
                remember == null || COOKIE.equals(session), "session", Problem.NOT_EQUAL, COOKIE);
    }

    public static SessionKind kind(@Nullable String session, @Nullable Boolean remember) {
        if (!COOKIE.equals(session)) {
            return SessionKind.TOKENS;
        }
        return Boolean.TRUE.equals(remember) ? SessionKind.REMEMBERED : SessionKind.BROWSER;
    }
}
