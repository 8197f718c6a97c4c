package com.afftok.management.access.auth;

import com.afftok.management.access.consent.Consents;
import com.afftok.management.access.identity.Identities;
import com.afftok.management.access.identity.IdentityRow;
import com.afftok.management.access.identity.IdentityTokens;
import com.afftok.management.access.mailed.MailRequests;
import com.afftok.management.access.oidc.IdClaims;
import com.afftok.management.access.session.Tokens;
import com.afftok.management.party.user.UserRepository;
import com.afftok.management.party.user.UserRow;
import com.afftok.management.platform.mail.MailLanguage;
import com.afftok.management.platform.request.Problem;
import com.afftok.shared.error.ErrorCode;
import com.afftok.shared.id.UserId;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Creates an account whose owner signs in at a provider.
///
/// The user gets the address that the provider has verified. Another address is the user's only
/// after it is confirmed by mail: it may be another person's, who would find the account of a
/// stranger behind a forgotten password.
@Singleton
final class RegisterByProvider {

    private static final Register.Outcome LINK_FIRST =
            new Register.Outcome.Taken(List.of(Problem.LINK_FIRST.with("email")));

    private final UserRepository users;
    private final IdentityTokens tokens;
    private final Identities identities;
    private final SignIn signIn;
    private final MailRequests mailRequests;
    private final Consents consents;
    private final TransactionOperations<Connection> transactions;
    private final InstantSource clock;

    RegisterByProvider(
            UserRepository users,
            IdentityTokens tokens,
            Identities identities,
            SignIn signIn,
            MailRequests mailRequests,
            Consents consents,
            TransactionOperations<Connection> transactions,
            InstantSource clock) {
        this.users = users;
        this.tokens = tokens;
        this.identities = identities;
        this.signIn = signIn;
        this.mailRequests = mailRequests;
        this.consents = consents;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// The token is used in the transaction that inserts the user, so that it stays valid where a
    /// username is taken.
    Register.Outcome register(
            Registration registration,
            String token,
            MailLanguage language,
            @Nullable Long recruiter) {
        return switch (tokens.read(token)) {
            case IdentityTokens.Reading.Refused(ErrorCode code) ->
                    new Register.Outcome.Refused(code);
            case IdentityTokens.Reading.Valid(IdClaims claims) ->
                    transactions.executeWrite(transaction -> {
                        Register.Outcome outcome =
                                tokens.use(token)
                                        ? insert(registration, claims, language, recruiter)
                                        : new Register.Outcome.Refused(ErrorCode.AUTH_003);
                        if (!(outcome instanceof Register.Outcome.Registered)) {
                            transaction.setRollbackOnly();
                        }
                        return outcome;
                    });
        };
    }

    private Register.Outcome insert(
            Registration registration,
            IdClaims claims,
            MailLanguage language,
            @Nullable Long recruiter) {
        String email = claims.email();
        String verified = claims.verifiedEmail();
        if (verified != null && users.isEmailTaken(verified)) {
            return LINK_FIRST;
        }
        List<Long> ids =
                users.register(
                        registration.username(),
                        verified,
                        null,
                        null,
                        registration.fullName(),
                        language.label(),
                        registration.role(),
                        registration.country(),
                        recruiter);
        if (ids.isEmpty()) {
            return verified != null && users.isEmailTaken(verified)
                    ? LINK_FIRST // since a moment
                    : new Register.Outcome.Taken(List.of(Problem.TAKEN.with("username")));
        }
        UserId user = new UserId(ids.getFirst());
        Optional<IdentityRow> identity = identities.add(user, claims);
        if (identity.isEmpty()) {
            return new Register.Outcome.Taken(List.of(Problem.TAKEN.with("oidc_token")));
        }
        if (verified != null) {
            users.verifyAddress(user.value(), verified, clock.instant());
        } else if (email != null) {
            boolean _ = mailRequests.verifyAddress(user, email, language);
        }
        consents.give(user, registration.consents());
        UserRow registered = users.findInLatest(user.value()).orElseThrow();
        Tokens opened =
                signIn.openedByIdentity(registered, identity.get(), false, registration.kind())
                        .orElseThrow();
        return new Register.Outcome.Registered(registered, opened);
    }
}
