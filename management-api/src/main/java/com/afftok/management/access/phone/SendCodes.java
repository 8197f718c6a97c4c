package com.afftok.management.access.phone;

import com.afftok.management.access.session.RandomTokens;
import com.afftok.management.party.user.PersonRow;
import com.afftok.management.party.user.UserRepository;
import com.afftok.management.platform.config.ApiConfig;
import com.afftok.management.platform.limit.ClientKeys;
import com.afftok.management.platform.limit.KnownClients;
import com.afftok.management.platform.mail.MailChannel;
import com.afftok.management.platform.mail.MailKind;
import com.afftok.management.platform.mail.MailLanguage;
import com.afftok.management.platform.mail.Mails;
import com.afftok.management.platform.setting.Setting;
import com.afftok.management.platform.setting.Settings;
import com.afftok.shared.id.UserId;
import io.micronaut.http.HttpRequest;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

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

    /// Not the id of a user.
    private static final long NOBODY = 0;

    private final List<MailChannel> channels;
    private final OtpRepository requests;
    private final LimitCodes limits;
    private final KnownClients known;
    private final ClientKeys clients;
    private final UserRepository users;
    private final Settings settings;
    private final RandomTokens tokens;
    private final SecureRandom random;
    private final Mails mails;
    private final TransactionOperations<Connection> transactions;
    private final InstantSource clock;

    SendCodes(
            ApiConfig config,
            OtpRepository requests,
            LimitCodes limits,
            KnownClients known,
            ClientKeys clients,
            UserRepository users,
            Settings settings,
            RandomTokens tokens,
            SecureRandom random,
            Mails mails,
            TransactionOperations<Connection> transactions,
            InstantSource clock) {
        this.channels = channels(config.mail());
        this.requests = requests;
        this.limits = limits;
        this.known = known;
        this.clients = clients;
        this.users = users;
        this.settings = settings;
        this.tokens = tokens;
        this.random = random;
        this.mails = mails;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// Those with a gateway; all if none has one, because then codes are written into files.
    private static List<MailChannel> channels(ApiConfig.Mail gateways) {
        List<MailChannel> all = List.of(MailChannel.SMS, MailChannel.WHATSAPP);
        List<MailChannel> set =
                all.stream()
                        .filter(channel ->
                                (channel == MailChannel.SMS ? gateways.sms() : gateways.whatsApp())
                                        != null)
                        .toList();
        return set.isEmpty() ? all : set;
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

        /// No gateway is set for the channel, and one is for another.
        record NoGateway(List<String> channels) implements Outcome {}
    }

    /// Sends a code to somebody who wants to sign in or to register.
    public Outcome toAnybody(HttpRequest<?> request, CodeRequest wanted) {
        long owner =
                users.findPersonByPhone(wanted.number().text()).map(PersonRow::id).orElse(NOBODY);
        String client = clients.of(request);
        boolean byOwner = known.isKnown(name(owner), client);
        return send(
                wanted,
                new LimitCodes.Asker(client, owner != NOBODY, byOwner, null),
                MailLanguage.of(request));
    }

    /// Sends a code to a user who wants to have the number.
    Outcome toUser(HttpRequest<?> request, UserId user, CodeRequest wanted) {
        return send(
                wanted,
                new LimitCodes.Asker(clients.of(request), false, false, user.value()),
                MailLanguage.of(request));
    }

    /// Remembers from where the owner of a number has signed in by it.
    public void signedIn(HttpRequest<?> request, UserId owner) {
        known.remember(name(owner.value()), clients.of(request));
    }

    private static String name(long owner) {
        return "phone of " + owner;
    }

    private Outcome send(CodeRequest wanted, LimitCodes.Asker asker, MailLanguage language) {
        if (!limits.isServed(wanted.number())) {
            return new Outcome.NotServed();
        }
        MailChannel channel = wanted.way(channels.getFirst());
        if (!channels.contains(channel)) {
            return new Outcome.NoGateway(channels.stream().map(MailChannel::label).toList());
        }
        return transactions.executeWrite(transaction -> {
            Outcome outcome = sendAlone(wanted.number(), channel, asker, language);
            if (!(outcome instanceof Outcome.Sent)) {
                transaction.setRollbackOnly();
            }
            return outcome;
        });
    }

    private Outcome sendAlone(
            PhoneNumber number,
            MailChannel channel,
            LimitCodes.Asker asker,
            MailLanguage language) {
        requests.lock(number.text());
        if (asker.user() != null) {
            requests.lockUser(asker.user());
        }
        Instant now = clock.instant();
        LimitCodes.Verdict verdict = limits.count(number, asker, isOfUse(asker), now);
        if (verdict.delay().isPositive()) {
            return new Outcome.Later(verdict.delay());
        }
        String token = tokens.next();
        String code = "%06d".formatted(random.nextInt(CODES));
        Instant expiresAt = now.plus(MailKind.PHONE_CODE.worth());
        requests.add(
                RandomTokens.hash(token),
                number.text(),
                number.country(),
                hash(token, code),
                asker.user(),
                asker.client(),
                asker.byOwner(),
                now,
                expiresAt);
        return mails.addCode(channel, number.text(), language, code, verdict.due())
                ? new Outcome.Sent(token, expiresAt, now.plus(LimitCodes.RESEND))
                : new Outcome.Later(TOO_MANY_WAIT);
    }

    /// Whether anything can be done with a code: a stranger cannot register while that is closed to
    /// everybody. All is looked up in each case.
    private boolean isOfUse(LimitCodes.Asker asker) {
        boolean promoters = settings.isOn(Setting.PROMOTERS_REGISTER);
        boolean advertisers = settings.isOn(Setting.ADVERTISERS_REGISTER);
        return asker.user() != null || asker.owned() || promoters || advertisers;
    }

    /// The hash of a code, bound to its request.
    static byte[] hash(String token, String code) {
        return RandomTokens.hash(token + code);
    }
}
