package com.afftok.management.access.oidc;

import com.afftok.management.access.session.RandomTokens;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/// The secrets of one request to a provider, all derived from the token that the browser keeps.
///
/// A browser without the token can't answer the request: an attacker who sends a victim to the
/// panel with a state and a code of the attacker's signs nobody in.
public record Handshake(String token) {

    /// Identifies the request to the browser, in URLs.
    String state() {
        return derived("state");
    }

    /// Binds the ID token to the request.
    String nonce() {
        return derived("nonce");
    }

    /// Proves to the provider that the client that redeems the code has made the request.
    String verifier() {
        return derived("verifier");
    }

    /// The hash of [#verifier], as of PKCE's method S256.
    String challenge() {
        return RandomTokens.text(RandomTokens.hash(verifier()));
    }

    /// Whether a state is of this request.
    public boolean isState(String given) {
        return MessageDigest.isEqual(
                state().getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    private String derived(String what) {
        return RandomTokens.text(RandomTokens.hash(what + ' ' + token));
    }

    /// Omits the token.
    @Override
    public String toString() {
        return "Handshake[]";
    }
}
