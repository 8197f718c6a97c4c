package com.afftok.management.access.auth;

import com.afftok.management.access.factor.FactorOwner;
import com.afftok.management.access.factor.SecondFactor;
import com.afftok.management.access.phone.CodeProof;
import com.afftok.management.access.phone.PhoneTokens;
import com.afftok.management.access.phone.ProveNumber;
import com.afftok.management.access.phone.SendCodes;
import com.afftok.management.access.session.SessionKind;
import com.afftok.management.access.session.Tokens;
import com.afftok.management.party.user.PersonRow;
import com.afftok.management.party.user.UserRepository;
import com.afftok.management.party.user.UserRow;
import com.afftok.shared.error.ErrorCode;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Signs a user in who proves to receive messages at the user's number, and the second factor once
/// enrolled.
@Singleton
final class PhoneSignIn {

    private final ProveNumber prove;
    private final SendCodes sendCodes;
    private final PhoneTokens tokens;
    private final UserRepository users;
    private final SecondFactor secondFactor;
    private final SignIn signIn;

    PhoneSignIn(
            ProveNumber prove,
            SendCodes sendCodes,
            PhoneTokens tokens,
            UserRepository users,
            SecondFactor secondFactor,
            SignIn signIn) {
        this.prove = prove;
        this.sendCodes = sendCodes;
        this.tokens = tokens;
        this.users = users;
        this.secondFactor = secondFactor;
        this.signIn = signIn;
    }

    sealed interface Outcome {

        record SignedIn(UserRow user, Tokens tokens) implements Outcome {}

        /// No user has the number.
        ///
        /// @param phoneToken with which to register
        record Unregistered(String phoneToken) implements Outcome {

            /// Omits the token.
            @Override
            public String toString() {
                return "Unregistered[]";
            }
        }

        record Wrong() implements Outcome {}

        /// The code was right, and one of the second factor is required. The code of the phone was
        /// not used: it has the rest of its attempts.
        record CodeMissing() implements Outcome {}

        record CodeWrong() implements Outcome {}

        record Later(Duration retryAfter) implements Outcome {}

        record Refused(ErrorCode code) implements Outcome {}
    }

    /// A disabled account is reported only after the right code.
    ///
    /// @param code of the second factor; null if none was given
    Outcome signIn(
            HttpRequest<?> request, CodeProof proof, @Nullable String code, SessionKind kind) {
        Outcome outcome = outcome(proof, code, kind);
        if (outcome instanceof Outcome.SignedIn(UserRow user, Tokens _)) {
            sendCodes.signedIn(request, user.userId());
        }
        return outcome;
    }

    private Outcome outcome(CodeProof proof, @Nullable String code, SessionKind kind) {
        return switch (prove.check(proof)) {
            case ProveNumber.Outcome.Wrong _ -> new Outcome.Wrong();
            case ProveNumber.Outcome.Expired _ -> new Outcome.Refused(ErrorCode.AUTH_002);
            case ProveNumber.Outcome.Spent _ -> new Outcome.Refused(ErrorCode.AUTH_003);
            case ProveNumber.Outcome.Proven(String phone) ->
                    users.findPersonByPhone(phone)
                            .map(person -> enter(proof, person, phone, code, kind))
                            .orElseGet(() ->
                                    once(
                                            proof,
                                            () -> new Outcome.Unregistered(tokens.issue(phone))));
        };
    }

    private Outcome enter(
            CodeProof proof,
            PersonRow person,
            String phone,
            @Nullable String code,
            SessionKind kind) {
        return switch (secondFactor.prove(new FactorOwner.User(person.userId()), code)) {
            case SecondFactor.Proof.NotEnrolled _ ->
                    once(proof, () -> open(person, phone, false, kind));
            case SecondFactor.Proof.Given _ -> once(proof, () -> open(person, phone, true, kind));
            case SecondFactor.Proof.Missing _ -> new Outcome.CodeMissing();
            case SecondFactor.Proof.Failed _ -> new Outcome.CodeWrong();
            case SecondFactor.Proof.Later later -> new Outcome.Later(later.retryAfter());
        };
    }

    /// Uses the code of the phone first.
    private Outcome once(CodeProof proof, Supplier<Outcome> then) {
        return prove.use(proof) ? then.get() : new Outcome.Refused(ErrorCode.AUTH_003);
    }

    private Outcome open(PersonRow person, String phone, boolean factor, SessionKind kind) {
        UserRow user = person.isActive() ? users.findInLatest(person.id()).orElse(null) : null;
        if (user == null) {
            return new Outcome.Refused(ErrorCode.AUTH_004);
        }
        return signIn.openedByPhone(user, phone, factor, kind)
                .<Outcome>map(tokens -> new Outcome.SignedIn(user, tokens))
                .orElseGet(() -> new Outcome.Refused(ErrorCode.AUTH_003));
    }
}
