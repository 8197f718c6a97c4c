package com.afftok.management.access.auth;

import com.afftok.management.platform.limit.ClientKeys;
import com.afftok.management.platform.limit.GrowingDelay;
import com.afftok.management.platform.limit.KnownClients;
import com.afftok.management.platform.limit.Pace;
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
/// Tries are counted twice. For an account and an address together: a guesser waits longer and
/// longer, and can't lock the owner out, who comes from elsewhere. And for an account over all
/// addresses from which it was never signed in to: many addresses guess no faster than about a
/// hundred times an hour, and an owner at a known address doesn't notice. They are tries at one
/// password: a new one begins anew.
@Singleton
public final class ProvePassword {

    /// Of all strangers together at one account.
    private static final Pace OF_STRANGERS = new Pace(30, Duration.ofMinutes(1));

    private final Passwords passwords;
    private final GrowingDelay tries;
    private final KnownClients known;
    private final ClientKeys clients;

    ProvePassword(Passwords passwords, GrowingDelay tries, KnownClients known, ClientKeys clients) {
        this.passwords = passwords;
        this.tries = tries;
        this.known = known;
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
        Duration wait = wait(clients.of(request), account, hash == null ? "" : hash);
        if (wait.isPositive()) {
            return new Proof.Later(wait);
        }
        return switch (passwords.compare(password, hash)) {
            case SAME -> new Proof.Given();
            case DIFFERENT -> new Proof.Failed();
            case TOO_BUSY -> new Proof.Later(Passwords.RETRY_AFTER);
        };
    }

    private Duration wait(String client, String account, String hash) {
        Duration wait = tries.begin(key(client, account, hash), Pace.OF_ONE);
        return wait.isPositive() || known.isKnown(key(account), client)
                ? wait
                : tries.begin(key("strangers", account, hash), OF_STRANGERS);
    }

    /// Forgets earlier tries from this address, once all was proven that had to be, and knows the
    /// address from now on.
    public void proven(HttpRequest<?> request, String account, String hash) {
        String client = clients.of(request);
        tries.forget(key(client, account, hash));
        known.remember(key(account), client);
    }

    /// A name for an account that doesn't tell which one it is.
    private static String key(String account) {
        return sha256(account.toLowerCase(Locale.ROOT));
    }

    private static String key(String who, String account, String hash) {
        return sha256("%s %s %s".formatted(who, account.toLowerCase(Locale.ROOT), hash));
    }

    private static String sha256(String text) {
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
