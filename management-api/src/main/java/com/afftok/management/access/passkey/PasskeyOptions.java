package com.afftok.management.access.passkey;

import com.afftok.management.party.user.UserRow;
import com.afftok.management.platform.config.ApiConfig;
import com.yubico.webauthn.data.ByteArray;
import com.yubico.webauthn.data.PublicKeyCredentialParameters;
import com.yubico.webauthn.data.RelyingPartyIdentity;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What browsers ask authenticators for, as their `PublicKeyCredential.parse…OptionsFromJSON` take
/// it.
///
/// Passkeys are bound to the host of the panel. The authenticator keeps the user's handle, so that
/// a sign-in needs no name, and verifies its owner, so that a passkey is two factors.
@Singleton
final class PasskeyOptions {

    static final List<PublicKeyCredentialParameters> ALGORITHMS =
            List.of(
                    PublicKeyCredentialParameters.ES256,
                    PublicKeyCredentialParameters.EdDSA,
                    PublicKeyCredentialParameters.RS256);

    private static final String NAME = "AffTok";
    private static final String TYPE = "public-key";
    private static final String REQUIRED = "required";

    private final RelyingPartyIdentity party;

    PasskeyOptions(ApiConfig config) {
        this.party =
                RelyingPartyIdentity.builder()
                        .id(config.panelUrl().getHost().toLowerCase(Locale.ROOT))
                        .name(NAME)
                        .build();
    }

    /// @param requestToken with which the browser proves that the answer is its own
    @Serdeable
    record Begun(Map<String, Object> options, String requestToken, Instant expiresAt) {

        /// Omits options and token.
        @Override
        public String toString() {
            return "Begun[" + expiresAt + "]";
        }
    }

    /// How authenticators list a passkey.
    ///
    /// @param name the address, or the username of a user without one
    @Introspected
    record Name(String name, String displayName) {

        static Name of(UserRow user) {
            String email = user.email();
            return new Name(email == null ? user.username() : email, user.fullName());
        }
    }

    RelyingPartyIdentity party() {
        return party;
    }

    /// For a new passkey.
    ///
    /// @param present the passkeys of the owner, whose authenticators make no further one
    Begun toMake(
            PasskeyRequests.Begun request,
            ByteArray userHandle,
            Name name,
            List<PasskeyRow> present) {
        return new Begun(
                Map.of(
                        "rp", Map.of("id", party.getId(), "name", NAME),
                        "user",
                                Map.of(
                                        "id", userHandle.getBase64Url(),
                                        "name", name.name(),
                                        "displayName", name.displayName()),
                        "challenge", request.challenge().getBase64Url(),
                        "pubKeyCredParams",
                                ALGORITHMS.stream()
                                        .map(one ->
                                                Map.of("type", TYPE, "alg", one.getAlg().getId()))
                                        .toList(),
                        "timeout", PasskeyRequests.LIFETIME.toMillis(),
                        "excludeCredentials",
                                present.stream()
                                        .map(one ->
                                                Map.of(
                                                        "type",
                                                        TYPE,
                                                        "id",
                                                        text(one.credentialId())))
                                        .toList(),
                        "authenticatorSelection",
                                Map.of(
                                        "residentKey", REQUIRED,
                                        "requireResidentKey", true,
                                        "userVerification", REQUIRED),
                        "attestation", "none"),
                request.token(),
                request.expiresAt());
    }

    /// For a sign-in with any passkey.
    Begun toProve(PasskeyRequests.Begun request) {
        return new Begun(
                Map.of(
                        "rpId", party.getId(),
                        "challenge", request.challenge().getBase64Url(),
                        "timeout", PasskeyRequests.LIFETIME.toMillis(),
                        "userVerification", REQUIRED),
                request.token(),
                request.expiresAt());
    }

    private static String text(byte[] bytes) {
        return new ByteArray(bytes).getBase64Url();
    }
}
