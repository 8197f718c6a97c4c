package com.afftok.management.access.phone;

import com.afftok.management.access.session.RandomTokens;
import com.afftok.management.party.user.UserRepository;
import com.afftok.management.platform.mail.MailChannel;
import com.afftok.management.platform.mail.MailKind;
import com.afftok.management.platform.mail.MailLanguage;
import com.afftok.management.platform.mail.Mails;
import com.afftok.management.platform.setting.Setting;
import com.afftok.management.platform.setting.Settings;
import com.afftok.shared.id.UserId;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Sends codes to phones.
///
/// A code is valid for five minutes and three attempts, with the token of its request alone. The
/// database has hashes: of the token, and of token and code together, so that its reader cannot try
/// the million codes.
///
/// Neither the answer nor its time shows whether a user has a number: the same statements run for
/// each.
@Singleton
public final class SendCodes {

    private static final Duration TOO_MANY_WAIT = Duration.ofMinutes(1);
    private static final int CODES = 1_000_000;

    private final OtpRepository requests;
    private final LimitCodes limits;
    private final UserRepository users;
    private final Settings settings;
    private final RandomTokens tokens;
    private final SecureRandom random;
    private final Mails mails;
    private final TransactionOperations<Connection> transactions;
    private final InstantSource clock;

    SendCodes(
            OtpRepository requests,
            LimitCodes limits,
            UserRepository users,
            Settings settings,
            RandomTokens tokens,
            SecureRandom random,
            Mails mails,
            TransactionOperations<Connection> transactions,
            InstantSource clock) {
        this.requests = requests;
        this.limits = limits;
        this.users = users;
        this.settings = settings;
        this.tokens = tokens;
        this.random = random;
        this.mails = mails;
        this.transactions = transactions;
        this.clock = clock;
    }

    public sealed interface Outcome {

        /// The answer is the same where nothing is sent.
        ///
        /// @param requestId the token, which is not stored
        record Sent(String requestId, Instant expiresAt, Instant resendAt) implements Outcome {

            /// Omits the token.
            @Override
            public String toString() {
                return "Sent[" + expiresAt + "]";
            }
        }

        record Later(Duration retryAfter) implements Outcome {}

        /// No codes are sent to the country of the number.
        record NotServed() implements Outcome {}
    }

    /// Sends a code to somebody who wants to sign in or to register.
    public Outcome toAnybody(PhoneNumber number, MailChannel channel, MailLanguage language) {
        return send(number, channel, null, language);
    }

    /// Sends a code to a user who wants to have the number.
    Outcome toUser(UserId user, CodeRequest request, MailLanguage language) {
        return send(request.number(), request.way(), user.value(), language);
    }

    private Outcome send(
            PhoneNumber number, MailChannel channel, @Nullable Long user, MailLanguage language) {
        if (!limits.isServed(number)) {
            return new Outcome.NotServed();
        }
        return transactions.executeWrite(transaction -> {
            Outcome outcome = sendAlone(number, channel, user, language);
            if (!(outcome instanceof Outcome.Sent)) {
                transaction.setRollbackOnly();
            }
            return outcome;
        });
    }

    private Outcome sendAlone(
            PhoneNumber number, MailChannel channel, @Nullable Long user, MailLanguage language) {
        requests.lock(number.text());
        if (user != null) {
            requests.lockUser(user);
        }
        Instant now = clock.instant();
        Duration wait = limits.count(number, user, now);
        if (wait.isPositive()) {
            return new Outcome.Later(wait);
        }
        String token = tokens.next();
        String code = "%06d".formatted(random.nextInt(CODES));
        Instant expiresAt = now.plus(MailKind.PHONE_CODE.worth());
        requests.add(
                RandomTokens.hash(token),
                number.text(),
                number.country(),
                hash(token, code),
                user,
                now,
                expiresAt);
        boolean queued =
                mails.add(
                        MailKind.PHONE_CODE,
                        channel,
                        number.text(),
                        language,
                        Map.of("code", code),
                        isOfUse(number, user));
        return queued
                ? new Outcome.Sent(token, expiresAt, now.plus(LimitCodes.RESEND))
                : new Outcome.Later(TOO_MANY_WAIT);
    }

    /// Whether anything can be done with a code: a stranger cannot register while that is closed to
    /// everybody. All is looked up in each case.
    private boolean isOfUse(PhoneNumber number, @Nullable Long user) {
        boolean taken = users.isPhoneTaken(number.text());
        boolean promoters = settings.isOn(Setting.PROMOTERS_REGISTER);
        boolean advertisers = settings.isOn(Setting.ADVERTISERS_REGISTER);
        return user != null || taken || promoters || advertisers;
    }

    /// The hash of a code, bound to its request.
    static byte[] hash(String token, String code) {
        return RandomTokens.hash(token + code);
    }
}
