package com.afftok.management.access.guard;

import com.afftok.management.access.Caller;
import com.afftok.management.access.key.FindKey;
import com.afftok.management.access.session.AccessTokens;
import com.afftok.management.platform.config.ApiConfig;
import com.afftok.shared.error.ErrorCode;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;

/// Finds the caller of a request by its token and session, or by its API key.
@Singleton
final class Authenticate {

    private static final String SCHEME = "Bearer ";

    private final AccessTokens tokens;
    private final SessionLookup sessions;
    private final FindKey keys;
    private final boolean secondFactorRequired;
    private final InstantSource clock;

    Authenticate(
            AccessTokens tokens,
            SessionLookup sessions,
            FindKey keys,
            ApiConfig config,
            InstantSource clock) {
        this.tokens = tokens;
        this.sessions = sessions;
        this.keys = keys;
        this.secondFactorRequired = config.signIns().adminMfa() == ApiConfig.AdminMfa.REQUIRED;
        this.clock = clock;
    }

    /// What an administrator must do before anything else.
    enum Missing {
        NOTHING,
        SECOND_FACTOR,
        NEW_PASSWORD
    }

    sealed interface Identity {

        /// The caller was authenticated.
        ///
        /// @param missing what an administrator must do first
        record Known(Caller caller, Missing missing) implements Identity {}

        record Unknown(ErrorCode code) implements Identity {}
    }

    Identity of(HttpRequest<?> request) {
        List<String> credentials = request.getHeaders().getAll(HttpHeaders.AUTHORIZATION);
        if (credentials.size() != 1
                || !credentials.getFirst().regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return new Identity.Unknown(ErrorCode.AUTH_003);
        }
        String text = credentials.getFirst().substring(SCHEME.length()).strip();
        return FindKey.isKey(text) ? byKey(text) : byToken(text);
    }

    private Identity byKey(String text) {
        return switch (keys.find(text)) {
            case FindKey.Finding.Found(Caller.User caller) ->
                    new Identity.Known(caller, Missing.NOTHING);
            case FindKey.Finding.Unknown _ -> new Identity.Unknown(ErrorCode.AUTH_003);
            case FindKey.Finding.Expired _ -> new Identity.Unknown(ErrorCode.AUTH_002);
            case FindKey.Finding.Disabled _ -> new Identity.Unknown(ErrorCode.AUTH_004);
        };
    }

    private Identity byToken(String text) {
        return switch (tokens.read(text)) {
            case AccessTokens.Reading.Invalid _ -> new Identity.Unknown(ErrorCode.AUTH_003);
            case AccessTokens.Reading.Expired _ -> new Identity.Unknown(ErrorCode.AUTH_002);
            case AccessTokens.Reading.Valid valid ->
                    sessions.find(valid.session(), clock.instant())
                            .map(session -> owner(session, valid.generation()))
                            .orElse(new Identity.Unknown(ErrorCode.AUTH_003));
        };
    }

    private Identity owner(SessionRow session, int generation) {
        if (!session.enabled()) {
            return new Identity.Unknown(ErrorCode.AUTH_004);
        }
        return session.open() && session.takes(generation)
                ? new Identity.Known(session.caller(generation), missing(session))
                : new Identity.Unknown(ErrorCode.AUTH_003);
    }

    private Missing missing(SessionRow session) {
        if (mustEnrol(session)) {
            return Missing.SECOND_FACTOR;
        }
        return session.passwordDue() ? Missing.NEW_PASSWORD : Missing.NOTHING;
    }

    private boolean mustEnrol(SessionRow session) {
        return session.adminId() != null
                && !session.secondFactor()
                && (session.enrolled() || (secondFactorRequired && !session.excused()));
    }
}
