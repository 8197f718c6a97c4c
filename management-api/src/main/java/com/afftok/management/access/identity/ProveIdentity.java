package com.afftok.management.access.identity;

import com.afftok.management.access.oidc.Handshake;
import com.afftok.management.access.oidc.IdClaims;
import com.afftok.management.access.oidc.Provider;
import com.afftok.management.access.oidc.Providers;
import com.afftok.management.access.session.RandomTokens;
import com.afftok.shared.id.UserId;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Sends browsers to providers, and verifies what they bring back.
///
/// A request is open for ten minutes. It is answered once, by the browser that has its token, and
/// by the user who made it: a request to sign in links nothing, and one to link signs nobody in. No
/// transaction is open while the provider is waited for.
@Singleton
public final class ProveIdentity {

    private static final Duration LIFETIME = Duration.ofMinutes(10);

    private final IdentityRequestRepository requests;
    private final Providers providers;
    private final RandomTokens tokens;
    private final InstantSource clock;

    ProveIdentity(
            IdentityRequestRepository requests,
            Providers providers,
            RandomTokens tokens,
            InstantSource clock) {
        this.requests = requests;
        this.providers = providers;
        this.tokens = tokens;
        this.clock = clock;
    }

    public sealed interface Begun {

        /// The browser may go to the provider.
        ///
        /// @param requestToken is not stored
        record Ready(URI authorizationUrl, String requestToken, Instant expiresAt)
                implements Begun {

            /// Omits URL and token.
            @Override
            public String toString() {
                return "Ready[" + expiresAt + "]";
            }
        }

        record Unreachable() implements Begun {}

        record TooManyOpen() implements Begun {}
    }

    public sealed interface Outcome {

        /// The sender has signed in at the provider.
        record Proven(IdClaims claims) implements Outcome {}

        /// The provider refuses the code, or its ID token is not valid.
        record Wrong() implements Outcome {}

        record Expired() implements Outcome {}

        /// The request is unknown, another browser's or user's, or was used.
        record Unknown() implements Outcome {}

        record Unreachable() implements Outcome {}
    }

    /// For a sign-in or a registration.
    public Begun begin(Provider provider) {
        return begun(provider, null);
    }

    /// For a user who wants to link an account at the provider. The user's open request ends.
    Begun begin(Provider provider, UserId user) {
        return begun(provider, user.value());
    }

    private Begun begun(Provider provider, @Nullable Long user) {
        String token = tokens.next();
        URI url = provider.authorization(new Handshake(token)).orElse(null);
        if (url == null) {
            return new Begun.Unreachable();
        }
        Instant now = clock.instant();
        Instant expiresAt = now.plus(LIFETIME);
        boolean added =
                requests.add(RandomTokens.hash(token), provider.issuer(), user, now, expiresAt)
                        == 1;
        return added ? new Begun.Ready(url, token, expiresAt) : new Begun.TooManyOpen();
    }

    /// For a sign-in with this provider.
    public Outcome prove(Provider provider, IdentityProof proof) {
        return outcome(proof, provider, null);
    }

    /// For the user who made the request.
    Outcome prove(UserId user, IdentityProof proof) {
        return outcome(proof, null, user.value());
    }

    private Outcome outcome(IdentityProof proof, @Nullable Provider of, @Nullable Long user) {
        Handshake handshake = new Handshake(proof.requestToken());
        if (!handshake.isState(proof.state())) {
            return new Outcome.Unknown();
        }
        byte[] tokenHash = RandomTokens.hash(proof.requestToken());
        IdentityRequestRow request = requests.find(tokenHash, user, clock.instant()).orElse(null);
        Provider provider = request == null ? null : provider(request, of).orElse(null);
        if (request == null || provider == null) {
            return new Outcome.Unknown();
        }
        if (request.expired()) {
            return new Outcome.Expired();
        }
        if (requests.use(tokenHash, user) == 0) {
            return new Outcome.Unknown();
        }
        return switch (provider.redeem(handshake, proof.code(), proof.iss())) {
            case Provider.Redeemed.Proven(IdClaims claims) -> new Outcome.Proven(claims);
            case Provider.Redeemed.Refused _ -> new Outcome.Wrong();
            case Provider.Redeemed.Unreachable _ -> new Outcome.Unreachable();
        };
    }

    /// The provider of a request; empty if it is another one than expected.
    private Optional<Provider> provider(IdentityRequestRow request, @Nullable Provider expected) {
        return providers.of(request.issuer()).filter(one -> expected == null || one == expected);
    }
}
