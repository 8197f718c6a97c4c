package com.afftok.management.access.auth;

import com.afftok.management.access.phone.CodeProof;
import com.afftok.management.access.phone.PhoneTokens;
import com.afftok.management.access.phone.ProveNumber;
import com.afftok.management.access.session.SessionKind;
import com.afftok.management.access.session.Tokens;
import com.afftok.management.party.user.PersonRow;
import com.afftok.management.party.user.UserRepository;
import com.afftok.management.party.user.UserRow;
import com.afftok.shared.error.ErrorCode;
import jakarta.inject.Singleton;

/// Signs a user in who proves to receive messages at the user's number.
@Singleton
final class PhoneSignIn {

    private final ProveNumber prove;
    private final PhoneTokens tokens;
    private final UserRepository users;
    private final SignIn signIn;

    PhoneSignIn(ProveNumber prove, PhoneTokens tokens, UserRepository users, SignIn signIn) {
        this.prove = prove;
        this.tokens = tokens;
        this.users = users;
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

        record Refused(ErrorCode code) implements Outcome {}
    }

    /// A disabled account is reported only after the right code.
    Outcome signIn(CodeProof proof, SessionKind kind) {
        return switch (prove.prove(proof)) {
            case ProveNumber.Outcome.Wrong _ -> new Outcome.Wrong();
            case ProveNumber.Outcome.Expired _ -> new Outcome.Refused(ErrorCode.AUTH_002);
            case ProveNumber.Outcome.Spent _ -> new Outcome.Refused(ErrorCode.AUTH_003);
            case ProveNumber.Outcome.Proven(String phone) ->
                    users.findPersonByPhone(phone)
                            .map(person -> enter(person, phone, kind))
                            .orElseGet(() -> new Outcome.Unregistered(tokens.issue(phone)));
        };
    }

    private Outcome enter(PersonRow person, String phone, SessionKind kind) {
        UserRow user = person.isActive() ? users.findInLatest(person.id()).orElse(null) : null;
        if (user == null) {
            return new Outcome.Refused(ErrorCode.AUTH_004);
        }
        return signIn.openedByPhone(user, phone, kind)
                .<Outcome>map(tokens -> new Outcome.SignedIn(user, tokens))
                .orElseGet(() -> new Outcome.Refused(ErrorCode.AUTH_003));
    }
}
