package com.afftok.management.access.passkey;

import com.afftok.management.access.auth.SignIn;
import com.afftok.management.access.factor.FactorOwner;
import com.afftok.management.access.session.SessionKind;
import com.afftok.management.access.session.Tokens;
import com.afftok.management.party.user.UserRepository;
import com.afftok.management.party.user.UserRow;
import com.afftok.management.platform.answer.Answers;
import com.afftok.management.platform.request.Problem;
import com.afftok.shared.error.ErrorCode;
import com.afftok.shared.id.UserId;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import jakarta.inject.Singleton;

/// Signs users in with a passkey, without a name: the passkey says whose it is. Those of
/// administrators are proven here, too.
///
/// The authenticator has verified its owner, so a passkey is two factors, and no code is asked for.
@Singleton
public final class PasskeySignIn {

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

        record Refused(Proof.Failed why) implements Outcome {}
    }

    /// The result of checking an answer.
    public sealed interface Proof {

        record Given(PasskeyRow passkey, VerifyPasskey.Proof.Valid proof) implements Proof {}

        /// Nobody is signed in.
        ///
        /// @param code `AUTH_001` if the passkey is unknown, or its answer is not valid
        record Failed(ErrorCode code) implements Proof {

            public HttpResponse<?> answer(HttpRequest<?> request, Answers answers) {
                return code == ErrorCode.AUTH_001
                        ? answers.failed(request, code, Problem.WRONG.with("credential"))
                        : answers.failed(request, code);
            }
        }
    }

    Outcome signIn(PasskeyCredentials credentials) {
        return switch (prove(credentials)) {
            case Proof.Failed failed -> new Outcome.Refused(failed);
            case Proof.Given(PasskeyRow passkey, VerifyPasskey.Proof.Valid proof) ->
                    passkey.owner() instanceof FactorOwner.User(UserId user)
                            ? open(user, passkey, proof, credentials.kind())
                            : refused(ErrorCode.AUTH_001);
        };
    }

    private Outcome open(
            UserId id, PasskeyRow passkey, VerifyPasskey.Proof.Valid proof, SessionKind kind) {
        UserRow user = users.findInLatest(id.value()).filter(UserRow::isActive).orElse(null);
        if (user == null) {
            return refused(ErrorCode.AUTH_004);
        }
        return signIn.openedByPasskey(
                        user, passkey.id(), kind, now -> passkeys.used(passkey, proof, now))
                .<Outcome>map(opened -> new Outcome.SignedIn(user, opened))
                .orElseGet(() -> refused(ErrorCode.AUTH_003));
    }

    private static Outcome refused(ErrorCode code) {
        return new Outcome.Refused(new Proof.Failed(code));
    }

    /// Checks the answer of a browser, which uses its request up. The caller notes the use.
    public Proof prove(PasskeyCredentials credentials) {
        return switch (requests.use(credentials.requestToken(), null)) {
            case EXPIRED -> new Proof.Failed(ErrorCode.AUTH_002);
            case UNKNOWN -> new Proof.Failed(ErrorCode.AUTH_003);
            case USED -> {
                GivenCredential given = credentials.given();
                yield passkeys.find(given.id())
                        .map(passkey -> prove(credentials, passkey, given))
                        .orElseGet(() -> new Proof.Failed(ErrorCode.AUTH_001));
            }
        };
    }

    private Proof prove(PasskeyCredentials credentials, PasskeyRow passkey, GivenCredential given) {
        var challenge = PasskeyRequests.challenge(credentials.requestToken());
        return switch (verify.proven(challenge, passkey, given)) {
            case VerifyPasskey.Proof.Invalid _ -> new Proof.Failed(ErrorCode.AUTH_001);
            case VerifyPasskey.Proof.Copied(long signCount) -> {
                passkeys.copied(passkey, signCount);
                yield new Proof.Failed(ErrorCode.AUTH_001);
            }
            case VerifyPasskey.Proof.Valid proof -> new Proof.Given(passkey, proof);
        };
    }
}
