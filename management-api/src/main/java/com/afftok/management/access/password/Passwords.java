package com.afftok.management.access.password;

import com.afftok.management.platform.config.ApiConfig;
import com.afftok.management.platform.request.Fields;
import com.afftok.management.platform.request.Problem;
import com.afftok.shared.password.KnownWords;
import com.afftok.shared.password.PasswordRule;
import com.password4j.Argon2Function;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Hashes passwords with Argon2id and verifies them.
///
/// Each hash costs 19 MiB and a noticeable time of a core, which protects a stolen database from
/// guessing. A fixed number of threads hash, and a bounded number of requests wait for them;
/// further ones are refused.
@Singleton
public final class Passwords {

    /// For requests that were refused.
    public static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    /// Letters and digits that cannot be mistaken for each other.
    private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ23456789";

    private static final int GENERATED_LENGTH = 20;

    private final HashCost cost;
    private final Argon2Function function;
    private final SecureRandom random;
    private final KnownWords panel;
    private final ThreadPoolExecutor threads;
    private final LongAdder hashed = new LongAdder();

    Passwords(ApiConfig config, HashCost cost, SecureRandom random) {
        this.cost = cost;
        this.function = cost.function();
        this.random = random;
        this.panel = KnownWords.of(host(config.panelUrl()));
        ApiConfig.Passwords bounds = config.passwords();
        threads =
                new ThreadPoolExecutor(
                        bounds.threads(),
                        bounds.threads(),
                        10,
                        TimeUnit.SECONDS,
                        new ArrayBlockingQueue<>(bounds.queue()),
                        new LowPriority(
                                Thread.ofPlatform().daemon().name("passwords-", 0).factory()));
        threads.allowCoreThreadTimeOut(true);
    }

    /// The names in the panel's host, without the top-level domain.
    private static String[] host(URI panel) {
        return panel.getHost().replaceFirst("\\.[^.]*$", "").split("\\.", -1);
    }

    /// The result of a comparison.
    enum Comparison {
        SAME,
        DIFFERENT,
        TOO_BUSY
    }

    /// Checks a new password against the password rules.
    public static String parse(Fields fields, String field, @Nullable String password) {
        return fields.present(field, parseOrNull(fields, field, password));
    }

    public static @Nullable String parseOrNull(
            Fields fields, String field, @Nullable String password) {
        Optional<PasswordRule.Violation> violation =
                password == null ? Optional.empty() : PasswordRule.violation(password);
        fields.check(
                        !violation.equals(Optional.of(PasswordRule.Violation.WEAK)),
                        field,
                        Problem.WEAK_PASSWORD,
                        PasswordRule.MIN_LENGTH,
                        PasswordRule.MAX_LENGTH)
                .check(
                        !violation.equals(Optional.of(PasswordRule.Violation.COMMON)),
                        field,
                        Problem.COMMON_PASSWORD)
                .check(
                        !violation.equals(Optional.of(PasswordRule.Violation.KNOWN_WORD)),
                        field,
                        Problem.KNOWN_WORD);
        return password;
    }

    /// Refuses a new password with a word of the panel's host or of its owner's names.
    ///
    /// @param names username, name and address of the owner
    /// @throws com.afftok.management.platform.request.InvalidRequest with the field
    public void refuseNames(String field, String password, String... names) {
        Stream<String> own =
                Arrays.stream(names)
                        .map(name -> name.replaceFirst("@.*", ""))
                        .flatMap(name ->
                                Stream.concat(Stream.of(name), Arrays.stream(name.split(" ", -1))));
        Fields fields = new Fields();
        fields.check(
                panel.in(password).isEmpty()
                        && KnownWords.of(own.toArray(String[]::new)).in(password).isEmpty(),
                field,
                Problem.KNOWN_WORD);
        fields.end();
    }

    public String generate() {
        String password;
        do {
            StringBuilder letters = new StringBuilder(GENERATED_LENGTH);
            for (int i = 0; i < GENERATED_LENGTH; i++) {
                letters.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
            }
            password = letters.toString();
        } while (PasswordRule.violation(password).isPresent());
        return password;
    }

    /// Whether so many requests wait that a further one would probably be refused. A request that
    /// asks first costs neither a connection to the database nor a count.
    public boolean isFull() {
        return threads.getQueue().remainingCapacity() == 0;
    }

    /// The hash in its standard text form; empty if too many requests wait.
    public Optional<String> hash(String password) {
        byte[] salt = new byte[HashCost.SALT_BYTES];
        random.nextBytes(salt);
        byte[] plain = password.getBytes(StandardCharsets.UTF_8);
        return Optional.ofNullable(inTurn(() -> function.hash(plain, salt).getResult()));
    }

    /// Verifies a password.
    ///
    /// @param hash null if the account does not exist, which takes as long
    Comparison compare(String password, @Nullable String hash) {
        String compared = hash == null ? cost.nobodys() : hash;
        Boolean same =
                inTurn(() ->
                        Argon2Function.getInstanceFromHash(compared).check(password, compared));
        if (same == null) {
            return Comparison.TOO_BUSY;
        }
        return same && hash != null ? Comparison.SAME : Comparison.DIFFERENT;
    }

    /// A new hash if the hash has an outdated cost; empty if not, or if too many requests wait.
    ///
    /// @param hash of this password
    public Optional<String> renewed(String password, String hash) {
        return cost.isOf(Argon2Function.getInstanceFromHash(hash))
                ? Optional.empty()
                : hash(password);
    }

    /// Hashes computed since the start.
    public long hashed() {
        return hashed.sum();
    }

    private <T> @Nullable T inTurn(Callable<T> work) {
        try {
            Future<T> result =
                    threads.submit(() -> {
                        hashed.increment();
                        return work.call();
                    });
            return result.get();
        } catch (RejectedExecutionException e) {
            return null;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a password could not be hashed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    @PreDestroy
    void close() {
        threads.shutdownNow();
    }
}
