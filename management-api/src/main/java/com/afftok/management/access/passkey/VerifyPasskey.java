package com.afftok.management.access.passkey;

import com.afftok.management.access.session.RefreshCookie;
import com.afftok.management.platform.config.ApiConfig;
import com.yubico.webauthn.AssertionRequest;
import com.yubico.webauthn.AssertionResult;
import com.yubico.webauthn.CredentialRepository;
import com.yubico.webauthn.FinishAssertionOptions;
import com.yubico.webauthn.FinishRegistrationOptions;
import com.yubico.webauthn.RegisteredCredential;
import com.yubico.webauthn.RegistrationResult;
import com.yubico.webauthn.RelyingParty;
import com.yubico.webauthn.data.AttestedCredentialData;
import com.yubico.webauthn.data.AuthenticatorAssertionResponse;
import com.yubico.webauthn.data.AuthenticatorAttestationResponse;
import com.yubico.webauthn.data.AuthenticatorSelectionCriteria;
import com.yubico.webauthn.data.ByteArray;
import com.yubico.webauthn.data.ClientAssertionExtensionOutputs;
import com.yubico.webauthn.data.ClientRegistrationExtensionOutputs;
import com.yubico.webauthn.data.PublicKeyCredential;
import com.yubico.webauthn.data.PublicKeyCredentialCreationOptions;
import com.yubico.webauthn.data.PublicKeyCredentialDescriptor;
import com.yubico.webauthn.data.PublicKeyCredentialRequestOptions;
import com.yubico.webauthn.data.UserIdentity;
import com.yubico.webauthn.data.UserVerificationRequirement;
import com.yubico.webauthn.data.exception.Base64UrlException;
import com.yubico.webauthn.exception.AssertionFailedException;
import com.yubico.webauthn.exception.InvalidSignatureCountException;
import com.yubico.webauthn.exception.RegistrationFailedException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Verifies the answers of authenticators, by Web Authentication Level 2, sections 7.1 and 7.2: the
/// challenge, the origin of the panel exactly, its host, the verification of the authenticator's
/// owner, the signature, and the count of uses.
///
/// It has no access to the database, so that a failure of it is never taken for a wrong answer.
@Singleton
public final class VerifyPasskey {

    private static final Logger LOG = LoggerFactory.getLogger(VerifyPasskey.class);

    /// We ask for no attestation, so browsers remove all but that of the new key by itself.
    private static final Set<String> FORMATS = Set.of("none", "packed");

    /// Where the flags are in authenticator data: behind the hash of the host.
    private static final int FLAGS = 32;

    private static final int BACKUP_ELIGIBLE = 0x08;
    private static final int BACKED_UP = 0x10;

    private static final int LONGEST_ID = 1023;
    private static final int LONGEST_KEY = 2048;

    /// A stand-in: names of users are no part of what is verified.
    private static final String USER = "user";

    private final PasskeyOptions options;
    private final String origin;

    VerifyPasskey(PasskeyOptions options, ApiConfig config) {
        this.options = options;
        this.origin = RefreshCookie.origin(config.panelUrl());
    }

    public sealed interface Proof {

        record Valid(long signCount, boolean backedUp) implements Proof {}

        record Invalid() implements Proof {}

        /// The answer is signed, and the authenticator has counted no use since the last one: there
        /// are two copies of the passkey.
        record Copied(long signCount) implements Proof {}
    }

    /// Verifies the answer that makes a passkey.
    ///
    /// @return empty if the answer is not valid
    @SuppressWarnings("IllegalCatch") // the library fails in many ways on malformed input
    Optional<NewPasskey> made(ByteArray challenge, ByteArray userHandle, GivenCredential given) {
        try {
            return verifyMade(challenge, userHandle, given);
        } catch (RegistrationFailedException
                | Base64UrlException
                | IOException
                | RuntimeException e) {
            refused(e);
            return Optional.empty();
        }
    }

    private Optional<NewPasskey> verifyMade(
            ByteArray challenge, ByteArray userHandle, GivenCredential given)
            throws RegistrationFailedException, Base64UrlException, IOException {
        AuthenticatorAttestationResponse response =
                AuthenticatorAttestationResponse.builder()
                        .attestationObject(given.part(GivenCredential.ATTESTATION))
                        .clientDataJSON(given.part(GivenCredential.CLIENT_DATA))
                        .build();
        AttestedCredentialData made =
                response.getParsedAuthenticatorData().getAttestedCredentialData().orElse(null);
        if (made == null
                || !FORMATS.contains(response.getAttestation().getFormat())
                || !made.getCredentialId().equals(given.id())
                || made.getCredentialId().size() > LONGEST_ID
                || made.getCredentialPublicKey().size() > LONGEST_KEY) {
            return Optional.empty();
        }
        RegistrationResult result =
                party(null)
                        .finishRegistration(
                                FinishRegistrationOptions.builder()
                                        .request(toMake(challenge, userHandle))
                                        .response(credential(given, response))
                                        .build());
        return Optional.of(
                new NewPasskey(
                        made.getCredentialId(),
                        result.getPublicKeyCose(),
                        result.getSignatureCount(),
                        is(BACKUP_ELIGIBLE, response.getAuthenticatorData()),
                        is(BACKED_UP, response.getAuthenticatorData())));
    }

    private PublicKeyCredentialCreationOptions toMake(ByteArray challenge, ByteArray userHandle) {
        return PublicKeyCredentialCreationOptions.builder()
                .rp(options.party())
                .user(UserIdentity.builder().name(USER).displayName(USER).id(userHandle).build())
                .challenge(challenge)
                .pubKeyCredParams(PasskeyOptions.ALGORITHMS)
                .authenticatorSelection(
                        AuthenticatorSelectionCriteria.builder()
                                .userVerification(UserVerificationRequirement.REQUIRED)
                                .build())
                .build();
    }

    private static PublicKeyCredential<
                    AuthenticatorAttestationResponse, ClientRegistrationExtensionOutputs>
            credential(GivenCredential given, AuthenticatorAttestationResponse response) {
        return PublicKeyCredential
                .<AuthenticatorAttestationResponse, ClientRegistrationExtensionOutputs>builder()
                .id(given.id())
                .response(response)
                .clientExtensionResults(ClientRegistrationExtensionOutputs.builder().build())
                .build();
    }

    /// Verifies the answer that proves a passkey.
    @SuppressWarnings("IllegalCatch") // the library fails in many ways on malformed input
    Proof proven(ByteArray challenge, PasskeyRow passkey, GivenCredential given) {
        try {
            AssertionResult result = verifyProven(challenge, passkey, given);
            return result.isSuccess()
                    ? new Proof.Valid(
                            result.getSignatureCount(),
                            is(BACKED_UP, given.part(GivenCredential.AUTHENTICATOR_DATA)))
                    : new Proof.Invalid();
        } catch (InvalidSignatureCountException e) {
            return new Proof.Copied(e.getReceived());
        } catch (AssertionFailedException | Base64UrlException | IOException | RuntimeException e) {
            refused(e);
            return new Proof.Invalid();
        }
    }

    private AssertionResult verifyProven(
            ByteArray challenge, PasskeyRow passkey, GivenCredential given)
            throws AssertionFailedException, Base64UrlException, IOException {
        AuthenticatorAssertionResponse response =
                AuthenticatorAssertionResponse.builder()
                        .authenticatorData(given.part(GivenCredential.AUTHENTICATOR_DATA))
                        .clientDataJSON(given.part(GivenCredential.CLIENT_DATA))
                        .signature(given.part(GivenCredential.SIGNATURE))
                        .userHandle(given.part(GivenCredential.USER_HANDLE))
                        .build();
        return party(passkey)
                .finishAssertion(
                        FinishAssertionOptions.builder()
                                .request(toProve(challenge))
                                .response(credential(given, response))
                                .build());
    }

    private AssertionRequest toProve(ByteArray challenge) {
        return AssertionRequest.builder()
                .publicKeyCredentialRequestOptions(
                        PublicKeyCredentialRequestOptions.builder()
                                .challenge(challenge)
                                .rpId(options.party().getId())
                                .userVerification(UserVerificationRequirement.REQUIRED)
                                .build())
                .build();
    }

    private static PublicKeyCredential<
                    AuthenticatorAssertionResponse, ClientAssertionExtensionOutputs>
            credential(GivenCredential given, AuthenticatorAssertionResponse response) {
        return PublicKeyCredential
                .<AuthenticatorAssertionResponse, ClientAssertionExtensionOutputs>builder()
                .id(given.id())
                .response(response)
                .clientExtensionResults(ClientAssertionExtensionOutputs.builder().build())
                .build();
    }

    private RelyingParty party(@Nullable PasskeyRow passkey) {
        return RelyingParty.builder()
                .identity(options.party())
                .credentialRepository(new Known(passkey))
                .origins(Set.of(origin))
                .preferredPubkeyParams(PasskeyOptions.ALGORITHMS)
                .build();
    }

    /// Reads a flag of authenticator data that was verified.
    private static boolean is(int flag, ByteArray authenticatorData) {
        return (authenticatorData.getBytes()[FLAGS] & flag) != 0;
    }

    private static void refused(Exception why) {
        LOG.atDebug()
                .addKeyValue("reason", why.toString())
                .log("the answer of an authenticator was refused");
    }

    /// The passkey that an answer names, if any.
    private record Known(@Nullable PasskeyRow passkey) implements CredentialRepository {

        @Override
        public Set<PublicKeyCredentialDescriptor> getCredentialIdsForUsername(String username) {
            return Set.of();
        }

        @Override
        public Optional<ByteArray> getUserHandleForUsername(String username) {
            return Optional.ofNullable(passkey).map(one -> new ByteArray(one.userHandle()));
        }

        @Override
        public Optional<String> getUsernameForUserHandle(ByteArray userHandle) {
            return getUserHandleForUsername(USER).filter(userHandle::equals).map(_ -> USER);
        }

        @Override
        public Optional<RegisteredCredential> lookup(ByteArray credentialId, ByteArray userHandle) {
            return Optional.ofNullable(passkey)
                    .map(Known::registered)
                    .filter(one ->
                            one.getCredentialId().equals(credentialId)
                                    && one.getUserHandle().equals(userHandle));
        }

        @Override
        public Set<RegisteredCredential> lookupAll(ByteArray credentialId) {
            return Set.of(); // the database refuses a credential twice
        }

        private static RegisteredCredential registered(PasskeyRow passkey) {
            return RegisteredCredential.builder()
                    .credentialId(new ByteArray(passkey.credentialId()))
                    .userHandle(new ByteArray(passkey.userHandle()))
                    .publicKeyCose(new ByteArray(passkey.publicKey()))
                    .signatureCount(passkey.signCount())
                    .build();
        }
    }
}
