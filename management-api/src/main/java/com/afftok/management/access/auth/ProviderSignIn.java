package com.afftok.management.access.auth;

import com.afftok.management.access.factor.FactorOwner;
import com.afftok.management.access.factor.SecondFactor;
import com.afftok.management.access.identity.Identities;
import com.afftok.management.access.identity.IdentityProof;
import com.afftok.management.access.identity.IdentityRow;
import com.afftok.management.access.identity.IdentityTokens;
import com.afftok.management.access.identity.ProveIdentity;
import com.afftok.management.access.oidc.IdClaims;
import com.afftok.management.access.oidc.Provider;
import com.afftok.management.access.session.SessionKind;
import com.afftok.management.access.session.Tokens;
import com.afftok.management.party.user.UserRepository;
import com.afftok.management.party.user.UserRow;
import com.afftok.shared.error.ErrorCode;
import com.afftok.shared.id.UserId;
import jakarta.inject.Singleton;
import java.time.Duration;

/// Signs a user in who has signed in at a provider.
///
/// The address that the provider reports never signs anybody in: an account that was not linked
/// before is a stranger's, although the address is a user's.
@Singleton
final class ProviderSignIn {

    private final ProveIdentity prove;
    private final Identities identities;
    private final IdentityTokens tokens;
    private final UserRepository users;
    private final SecondFactor secondFactor;
    private final SignIn signIn;

    ProviderSignIn(
            ProveIdentity prove,
            Identities identities,
            IdentityTokens tokens,
            UserRepository users,
            SecondFactor secondFactor,
            SignIn signIn) {
        this.prove = prove;
        this.identities = identities;
        this.tokens = tokens;
        this.users = users;
        this.secondFactor = secondFactor;
        this.signIn = signIn;
    }

    sealed interface Outcome {

        record SignedIn(UserRow user, Tokens tokens) implements Outcome {}

        /// No user has the identity.
        ///
        /// @param token with which to register
        record Unregistered(String token, IdClaims claims) implements Outcome {

            /// Omits both.
            @Override
            public String toString() {
                return "Unregistered[]";
            }
        }

        /// The user has a second factor.
        ///
        /// @param token with which to sign in and prove it
        record FactorRequired(String token) implements Outcome {

            /// Omits the token.
            @Override
            public String toString() {
                return "FactorRequired[]";
            }
        }

        record FactorWrong() implements Outcome {}

        record Later(Duration retryAfter) implements Outcome {}

        /// No user has the identity, and a user has the address that the provider has verified.
        record AddressTaken() implements Outcome {}

        record Wrong() implements Outcome {}

        record Refused(ErrorCode code) implements Outcome {}

        record Unreachable() implements Outcome {}
    }

    Outcome signIn(Provider provider, IdentityProof proof, SessionKind kind) {
        return switch (prove.prove(provider, proof)) {
            case ProveIdentity.Outcome.Wrong _ -> new Outcome.Wrong();
            case ProveIdentity.Outcome.Expired _ -> new Outcome.Refused(ErrorCode.AUTH_002);
            case ProveIdentity.Outcome.Unknown _ -> new Outcome.Refused(ErrorCode.AUTH_003);
            case ProveIdentity.Outcome.Unreachable _ -> new Outcome.Unreachable();
            case ProveIdentity.Outcome.Proven(IdClaims claims) ->
                    identities
                            .find(claims)
                            .map(identity -> enter(identity, claims, kind))
                            .orElseGet(() -> unregistered(claims));
        };
    }

    private Outcome enter(IdentityRow identity, IdClaims claims, SessionKind kind) {
        return secondFactor.isEnrolled(new FactorOwner.User(new UserId(identity.userId())))
                ? new Outcome.FactorRequired(tokens.issue(claims))
                : open(identity, false, kind);
    }

    /// The second step of a user with a second factor. A wrong code does not use the token.
    Outcome signIn(ProviderSecondStep step) {
        return switch (tokens.read(step.oidcToken())) {
            case IdentityTokens.Reading.Refused(ErrorCode code) -> new Outcome.Refused(code);
            case IdentityTokens.Reading.Valid(IdClaims claims) ->
                    identities
                            .find(claims)
                            .map(identity -> enter(identity, step))
                            .orElseGet(() -> new Outcome.Refused(ErrorCode.AUTH_003));
        };
    }

    private Outcome enter(IdentityRow identity, ProviderSecondStep step) {
        FactorOwner owner = new FactorOwner.User(new UserId(identity.userId()));
        return switch (secondFactor.prove(owner, step.mfaCode())) {
            case SecondFactor.Proof.NotEnrolled _ -> once(step, identity, false);
            case SecondFactor.Proof.Given _ -> once(step, identity, true);
            case SecondFactor.Proof.Missing _, SecondFactor.Proof.Failed _ ->
                    new Outcome.FactorWrong();
            case SecondFactor.Proof.Later later -> new Outcome.Later(later.retryAfter());
        };
    }

    /// Uses the token first.
    private Outcome once(ProviderSecondStep step, IdentityRow identity, boolean factor) {
        return tokens.use(step.oidcToken())
                ? open(identity, factor, step.kind())
                : new Outcome.Refused(ErrorCode.AUTH_003);
    }

    private Outcome open(IdentityRow identity, boolean factor, SessionKind kind) {
        UserRow user = users.findInLatest(identity.userId()).filter(UserRow::isActive).orElse(null);
        if (user == null) {
            return new Outcome.Refused(ErrorCode.AUTH_004);
        }
        return signIn.openedByIdentity(user, identity, factor, kind)
                .<Outcome>map(opened -> new Outcome.SignedIn(user, opened))
                .orElseGet(() -> new Outcome.Refused(ErrorCode.AUTH_003));
    }

    /// Only the owner of an address is told that a user has it.
    private Outcome unregistered(IdClaims claims) {
        String email = claims.verifiedEmail();
        return email != null && users.isEmailTaken(email)
                ? new Outcome.AddressTaken()
                : new Outcome.Unregistered(tokens.issue(claims), claims);
    }
}
