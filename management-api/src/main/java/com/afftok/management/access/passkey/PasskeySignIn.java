package com.afftok.management.access.passkey;

import com.afftok.management.access.auth.SignIn;
import com.afftok.management.access.session.SessionKind;
import com.afftok.management.access.session.Tokens;
import com.afftok.management.party.user.UserRepository;
import com.afftok.management.party.user.UserRow;
import com.afftok.shared.error.ErrorCode;
import jakarta.inject.Singleton;

/// Signs a user in with a passkey, without a name: the passkey says whose it is.
///
/// The authenticator has verified its owner, so a passkey is two factors, and no code is asked for.
@Singleton
final class PasskeySignIn {

    private final PasskeyRequests requests;
    private final Passkeys passkeys;
    private final VerifyPasskey verify;
    private final UserRepository users;
    private final SignIn signIn;

    PasskeySignIn(
            PasskeyRequests requests,
            Passkeys passkeys,
            VerifyPasskey verify,
            UserRepository users,
            SignIn signIn) {
        this.requests = requests;
        this.passkeys = passkeys;
        this.verify = verify;
        this.users = users;
        this.signIn = signIn;
    }

    sealed interface Outcome {

        record SignedIn(UserRow user, Tokens tokens) implements Outcome {}

        /// The passkey is unknown, or its answer is not valid.
        record Wrong() implements Outcome {}

        record Refused(ErrorCode code) implements Outcome {}
    }

    Outcome signIn(PasskeyCredentials credentials) {
        return switch (requests.use(credentials.requestToken(), null)) {
            case EXPIRED -> new Outcome.Refused(ErrorCode.AUTH_002);
            case UNKNOWN -> new Outcome.Refused(ErrorCode.AUTH_003);
            case USED -> {
                GivenCredential given = credentials.given();
                yield passkeys.find(given.id())
                        .map(passkey -> prove(credentials, passkey, given))
                        .orElseGet(Outcome.Wrong::new);
            }
        };
    }

    private Outcome prove(
            PasskeyCredentials credentials, PasskeyRow passkey, GivenCredential given) {
        var challenge = PasskeyRequests.challenge(credentials.requestToken());
        return switch (verify.proven(challenge, passkey, given)) {
            case VerifyPasskey.Proof.Invalid _ -> new Outcome.Wrong();
            case VerifyPasskey.Proof.Copied(long signCount) -> {
                passkeys.copied(passkey, signCount);
                yield new Outcome.Wrong();
            }
            case VerifyPasskey.Proof.Valid proof -> open(passkey, proof, credentials.kind());
        };
    }

    private Outcome open(PasskeyRow passkey, VerifyPasskey.Proof.Valid proof, SessionKind kind) {
        UserRow user = users.findInLatest(passkey.userId()).filter(UserRow::isActive).orElse(null);
        if (user == null) {
            return new Outcome.Refused(ErrorCode.AUTH_004);
        }
        return signIn.openedByPasskey(
                        user, passkey.id(), kind, now -> passkeys.used(passkey, proof, now))
                .<Outcome>map(opened -> new Outcome.SignedIn(user, opened))
                .orElseGet(() -> new Outcome.Refused(ErrorCode.AUTH_003));
    }
}
