package com.afftok.management.access.auth;

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
import jakarta.inject.Singleton;

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
    private final SignIn signIn;

    ProviderSignIn(
            ProveIdentity prove,
            Identities identities,
            IdentityTokens tokens,
            UserRepository users,
            SignIn signIn) {
        this.prove = prove;
        this.identities = identities;
        this.tokens = tokens;
        this.users = users;
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

        /// No user has the identity, and a user has the address that the provider reports.
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
                            .map(identity -> enter(identity, kind))
                            .orElseGet(() -> unregistered(claims));
        };
    }

    private Outcome enter(IdentityRow identity, SessionKind kind) {
        UserRow user = users.findInLatest(identity.userId()).filter(UserRow::isActive).orElse(null);
        if (user == null) {
            return new Outcome.Refused(ErrorCode.AUTH_004);
        }
        return signIn.openedByIdentity(user, identity, kind)
                .<Outcome>map(opened -> new Outcome.SignedIn(user, opened))
                .orElseGet(() -> new Outcome.Refused(ErrorCode.AUTH_003));
    }

    private Outcome unregistered(IdClaims claims) {
        String email = claims.email();
        return email != null && users.isEmailTaken(email)
                ? new Outcome.AddressTaken()
                : new Outcome.Unregistered(tokens.issue(claims), claims);
    }
}
