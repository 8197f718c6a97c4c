package com.afftok.management.access.passkey;

import com.afftok.management.access.auth.KeptSession;
import com.afftok.management.access.session.SessionKind;
import com.afftok.management.platform.request.Fields;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

/// A sign-in with a passkey.
///
/// @param session `cookie` keeps the refresh token in a cookie; null or `tokens` answers it
/// @param remember whether the cookie outlives the browser
@Serdeable
public record PasskeyCredentials(
        String requestToken,
        JsonNode credential,
        @Nullable String session,
        @Nullable Boolean remember) {

    static final int LONGEST_TOKEN = 200;

    public PasskeyCredentials {
        Fields fields = new Fields();
        fields.secret("request_token", requestToken, LONGEST_TOKEN);
        GivenCredential.check(fields, credential, GivenCredential.PROVEN);
        KeptSession.check(fields, session, remember);
        fields.end();
    }

    GivenCredential given() {
        return GivenCredential.of(credential, GivenCredential.PROVEN);
    }

    public SessionKind kind() {
        return KeptSession.kind(session, remember);
    }

    /// An administrator's session ends with the browser.
    public SessionKind kindOfAdministrator() {
        return KeptSession.kind(session, null);
    }

    /// Omits all.
    @Override
    public String toString() {
        return "PasskeyCredentials[]";
    }
}
