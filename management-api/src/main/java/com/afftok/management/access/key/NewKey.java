package com.afftok.management.access.key;

import com.afftok.management.access.Caller;
import com.afftok.management.access.KeyScope;
import com.afftok.management.access.password.CurrentPassword;
import com.afftok.management.platform.request.Fields;
import com.afftok.management.platform.request.InvalidRequest;
import com.afftok.management.platform.request.Problem;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The request for an API key.
///
/// @param expiresAt null for ninety days
@Serdeable
record NewKey(
        String name,
        List<String> scopes,
        @Nullable Instant expiresAt,
        @Nullable String currentPassword) {

    private static final int USUAL_DAYS = 90;
    private static final int MOST_DAYS = 365;
    private static final int MOST_CHARACTERS = 100;

    NewKey {
        Fields fields = new Fields();
        name = fields.name("name", name, MOST_CHARACTERS);
        checkScopes(fields, scopes, KeyScope.LABELS);
        scopes = fields.present("scopes", scopes == null ? null : Fields.distinct(scopes));
        expiresAt = inSeconds(fields.timeOrNull("expires_at", expiresAt));
        currentPassword = CurrentPassword.parseOrNull(fields, currentPassword);
        fields.end();
    }

    private static @Nullable Instant inSeconds(@Nullable Instant time) {
        return time == null ? null : time.truncatedTo(ChronoUnit.SECONDS);
    }

    private static void checkScopes(
            Fields fields,
            @Nullable List<? extends @Nullable String> scopes,
            Collection<String> allowed) {
        if (scopes == null) {
            return;
        }
        fields.check(!scopes.isEmpty(), "scopes", Problem.EMPTY)
                .check(
                        scopes.size() <= KeyScope.LABELS.size()
                                && scopes.stream().allMatch(s -> s != null && allowed.contains(s)),
                        "scopes",
                        Problem.NOT_SOME_OF,
                        allowed.stream().sorted().toList());
    }

    /// Checks the request at a time, and for a caller, who may not ask for a scope of no use.
    ///
    /// @throws InvalidRequest if it is not valid
    void check(Caller.User caller, Instant now) {
        Fields fields = new Fields();
        List<String> useful =
                Arrays.stream(KeyScope.values())
                        .filter(scope -> scope.isUseful(caller))
                        .map(KeyScope::label)
                        .toList();
        checkScopes(fields, scopes, useful);
        if (expiresAt != null) {
            Instant latest = now.plus(Duration.ofDays(MOST_DAYS));
            fields.check(expiresAt.isAfter(now), "expires_at", Problem.NOT_IN_FUTURE)
                    .check(
                            !expiresAt.isAfter(latest),
                            "expires_at",
                            Problem.TOO_FAR_AHEAD,
                            MOST_DAYS);
        }
        fields.end();
    }

    List<KeyScope> keyScopes() {
        return scopes.stream().map(KeyScope::of).toList();
    }

    /// When the key expires, if it is made at a time.
    Instant expiry(Instant now) {
        return expiresAt == null ? now.plus(Duration.ofDays(USUAL_DAYS)) : expiresAt;
    }

    /// Omits the password.
    @Override
    public String toString() {
        return "NewKey[" + name + "]";
    }
}
