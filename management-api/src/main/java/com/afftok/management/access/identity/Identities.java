package com.afftok.management.access.identity;

import com.afftok.management.access.Caller;
import com.afftok.management.access.oidc.IdClaims;
import com.afftok.management.access.oidc.Provider;
import com.afftok.management.access.oidc.Providers;
import com.afftok.management.party.user.UserRepository;
import com.afftok.management.party.user.UserRow;
import com.afftok.management.platform.mail.MailKind;
import com.afftok.management.platform.mail.Mails;
import com.afftok.management.trust.audit.Audit;
import com.afftok.management.trust.audit.AuditedObject;
import com.afftok.shared.id.UserId;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.net.URI;
import java.sql.Connection;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The identities of users. The audit log has each change by a user, and a mail to the user's
/// verified address tells of it.
@Singleton
public final class Identities {

    private static final String NONE = "—";

    private final IdentityRepository kept;
    private final Providers providers;
    private final UserRepository users;
    private final Mails mails;
    private final Audit audit;
    private final TransactionOperations<Connection> transactions;
    private final InstantSource clock;

    Identities(
            IdentityRepository kept,
            Providers providers,
            UserRepository users,
            Mails mails,
            Audit audit,
            TransactionOperations<Connection> transactions,
            InstantSource clock) {
        this.kept = kept;
        this.providers = providers;
        this.users = users;
        this.mails = mails;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    enum Linking {
        LINKED,
        /// The account at the provider signs another user in.
        ANOTHERS,
        /// The user has another account at the same provider.
        ONE_ALREADY
    }

    enum Removal {
        REMOVED,
        UNKNOWN,
        ONLY_WAY_IN
    }

    /// The identity with which a person has signed in at a provider.
    public Optional<IdentityRow> find(IdClaims claims) {
        return kept.find(claims.issuer(), claims.subject());
    }

    /// Adds the first identity of a new user, in the caller's transaction.
    ///
    /// @return empty if it is somebody's
    public Optional<IdentityRow> add(UserId user, IdClaims claims) {
        return kept.add(
                                user.value(),
                                claims.issuer(),
                                claims.subject(),
                                claims.email(),
                                clock.instant())
                        == 1
                ? find(claims)
                : Optional.empty();
    }

    /// Notes a sign-in, in the caller's transaction.
    public void used(IdentityRow identity, Instant now) {
        kept.used(identity.id(), identity.userId(), now);
    }

    /// The number of ways to sign in that a user has, locked by the caller: password, phone,
    /// passkeys, and identities of providers that are configured.
    public long waysIn(UserRow user) {
        return (user.passwordHash() == null ? 0 : 1)
                + (user.phone() == null ? 0 : 1)
                + kept.passkeys(user.id())
                + kept.of(user.id()).stream().filter(this::signsIn).count();
    }

    private boolean signsIn(IdentityRow identity) {
        return provider(identity.issuer()) != null;
    }

    List<IdentityRow> of(Caller.User caller) {
        return kept.of(caller.user().value());
    }

    /// The name of an issuer for people: the label of its provider, or its host if it is not
    /// configured any more.
    String label(String issuer) {
        return providers
                .of(issuer)
                .map(Provider::label)
                .orElseGet(() -> URI.create(issuer).getHost());
    }

    @Nullable String provider(String issuer) {
        return providers.of(issuer).map(Provider::name).orElse(null);
    }

    /// Links an account at a provider, which the caller has proven, to the caller.
    Linking link(Caller.User caller, IdClaims claims) {
        return transactions.executeWrite(_ -> {
            UserRow user = users.locked(caller);
            List<IdentityRow> before = kept.of(user.id());
            if (add(user.userId(), claims).isPresent()) {
                changed(user, before, "user.identity_link", null, claims.issuer());
                return Linking.LINKED;
            }
            IdentityRow present = find(claims).orElse(null);
            if (present == null) {
                return Linking.ONE_ALREADY;
            }
            return present.userId() == user.id() ? Linking.LINKED : Linking.ANOTHERS;
        });
    }

    /// Removes an identity of the caller, if another way to sign in remains.
    Removal remove(Caller.User caller, long id) {
        return transactions.executeWrite(_ -> {
            UserRow user = users.locked(caller);
            List<IdentityRow> before = kept.of(user.id());
            IdentityRow found =
                    before.stream().filter(one -> one.id() == id).findAny().orElse(null);
            if (found == null) {
                return Removal.UNKNOWN;
            }
            if (waysIn(user) - (signsIn(found) ? 1 : 0) == 0) {
                return Removal.ONLY_WAY_IN;
            }
            kept.remove(id, user.id());
            changed(user, before, "user.identity_remove", found.issuer(), null);
            return Removal.REMOVED;
        });
    }

    private void changed(
            UserRow user,
            List<IdentityRow> before,
            String action,
            @Nullable String former,
            @Nullable String now) {
        mails.tell(
                user,
                MailKind.IDENTITY_CHANGED,
                Map.of("former", labels(before), "now", labels(kept.of(user.id()))));
        audit.note(
                user.userId(),
                action,
                AuditedObject.of(user.userId()),
                issuer(former),
                issuer(now));
    }

    private String labels(List<IdentityRow> identities) {
        return identities.isEmpty()
                ? NONE
                : identities.stream()
                        .map(one -> label(one.issuer()))
                        .collect(Collectors.joining(", "));
    }

    private static @Nullable Map<String, String> issuer(@Nullable String issuer) {
        return issuer == null ? null : Map.of("issuer", issuer);
    }
}
