package com.afftok.management.access.password;

import com.afftok.management.platform.limit.ClientKeys;
import com.afftok.management.platform.limit.GrowingDelay;
import com.afftok.management.platform.limit.KnownClients;
import com.afftok.management.platform.limit.Pace;
import com.afftok.management.platform.request.Detail;
import com.afftok.management.platform.request.Problem;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Verifies a password without revealing whether the account exists, and limits attempts.
///
/// Attempts are counted twice. Per account and address: the delay grows for a guesser, and does not
/// lock out the owner, whose address is another. Per account over all addresses that never signed
/// in to it: many addresses together guess at most about a hundred times an hour, and an owner at a
/// known address is not affected. The counts belong to one password: a new one resets them.
@Singleton
public final class ProvePassword {

    /// A wrong password of a signed-in caller. The answer is not 401, which clients treat as an
    /// expired access token.
    static final Detail WRONG = Problem.WRONG.with("current_password");

    /// For all unknown addresses together at one account.
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

    /// The result of an attempt.
    public sealed interface Proof {

        record Given() implements Proof {}

        record Failed() implements Proof {}

        /// The password was not verified.
        ///
        /// @param guessed whether because of earlier attempts
        record Later(Duration retryAfter, boolean guessed) implements Proof {}
    }

    /// The name under which attempts on a user's password are counted.
    public static String ofUser(String email) {
        return "user " + email;
    }

    /// The same of an administrator's.
    public static String ofAdmin(String email) {
        return "admin " + email;
    }

    /// Verifies the password, unless the attempt has to wait.
    ///
    /// @param account the name under which attempts are counted, whether or not the account exists
    /// @param hash null if it does not exist
    public Proof prove(
            HttpRequest<?> request, String account, String password, @Nullable String hash) {
        Duration wait = wait(clients.of(request), account, hash == null ? "" : hash);
        if (wait.isPositive()) {
            return new Proof.Later(wait, true);
        }
        return switch (passwords.compare(password, hash)) {
            case SAME -> new Proof.Given();
            case DIFFERENT -> new Proof.Failed();
            case TOO_BUSY -> new Proof.Later(Passwords.RETRY_AFTER, false);
        };
    }

    private Duration wait(String client, String account, String hash) {
        Duration wait = tries.begin(key(client, account, hash), Pace.OF_ONE);
        return wait.isPositive() || known.isKnown(key(account), client)
                ? wait
                : tries.begin(key("strangers", account, hash), OF_STRANGERS);
    }

    /// Resets the attempts of this address after the right password, while more must be proven.
    public void forgive(HttpRequest<?> request, String account, String hash) {
        tries.forget(key(clients.of(request), account, hash));
    }

    /// Resets the attempts of this address after a complete sign-in, and remembers the address.
    public void proven(HttpRequest<?> request, String account, String hash) {
        forgive(request, account, hash);
        known.remember(key(account), clients.of(request));
    }

    /// A key of the account that does not reveal its name.
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
