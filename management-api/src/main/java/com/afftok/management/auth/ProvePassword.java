package com.afftok.management.auth;

import com.afftok.management.limit.ClientKeys;
import com.afftok.management.limit.GrowingDelay;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Finds out whether somebody knows the password of an account, without telling whether there is
/// such an account, and without being asked too often.
///
/// Tries are counted for an account and an address together: who guesses waits longer and longer,
/// and nobody can lock the owner out, who comes from elsewhere. They are tries at one password: a
/// new one begins anew.
@Singleton
public final class ProvePassword {

    private final Passwords passwords;
    private final GrowingDelay tries;
    private final ClientKeys clients;

    ProvePassword(Passwords passwords, GrowingDelay tries, ClientKeys clients) {
        this.passwords = passwords;
        this.tries = tries;
        this.clients = clients;
    }

    /// What came of it.
    public sealed interface Proof {

        record Given() implements Proof {}

        record Failed() implements Proof {}

        /// Nothing was compared.
        record Later(Duration retryAfter) implements Proof {}
    }

    /// Compares the password with the hash of the account.
    ///
    /// @param account by what the account is named, whether or not it exists
    /// @param hash null if it doesn't
    public Proof prove(
            HttpRequest<?> request, String account, String password, @Nullable String hash) {
        Duration wait = tries.begin(key(request, account, hash));
        if (wait.isPositive()) {
            return new Proof.Later(wait);
        }
        return switch (passwords.compare(password, hash)) {
            case SAME -> new Proof.Given();
            case DIFFERENT -> new Proof.Failed();
            case TOO_BUSY -> new Proof.Later(Passwords.RETRY_AFTER);
        };
    }

    /// Forgets earlier tries, once all was proven that had to be.
    public void proven(HttpRequest<?> request, String account, String hash) {
        tries.forget(key(request, account, hash));
    }

    private String key(HttpRequest<?> request, String account, @Nullable String hash) {
        String text =
                "%s %s %s"
                        .formatted(
                                clients.of(request),
                                account.toLowerCase(Locale.ROOT),
                                hash == null ? "" : hash);
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
