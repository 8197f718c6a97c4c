package com.afftok.management.platform.config;

import com.afftok.shared.address.IpStorage;
import com.afftok.shared.address.TrustedProxies;
import com.afftok.shared.code.KeyRing;
import com.afftok.shared.config.DatabaseUrl;
import com.afftok.shared.config.Environment;
import com.afftok.shared.config.LogFormat;
import com.afftok.shared.config.MessageGateway;
import com.afftok.shared.config.RedisUrl;
import com.afftok.shared.config.SmtpUrl;
import com.afftok.shared.secret.DataKeys;
import com.afftok.shared.webhook.AllowedReceivers;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.io.UnsupportedEncodingException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The configuration of the management API, read once at the start.
///
/// @param webhookReceivers the allowed webhook addresses, as for the edges
/// @param ipStorage how much of an address the audit log and sessions store
public record ApiConfig(
        Http http,
        Limits limits,
        SignIns signIns,
        Passwords passwords,
        Database database,
        RedisUrl redis,
        KeyRing linkKeys,
        DataKeys dataKeys,
        TokenKeys tokenKeys,
        URI publicUrl,
        URI panelUrl,
        Mail mail,
        PhoneCodes phoneCodes,
        List<OidcProvider> oidcProviders,
        AllowedReceivers webhookReceivers,
        IpStorage ipStorage,
        LogFormat logFormat) {

    /// A placeholder for an invalid key ring while the other problems are collected.
    private static final String STAND_IN_KEYS =
            "1:0123456789abcdeffedcba98765432100123456789abcdeffedcba9876543210";

    /// As browsers send it: in lower case, without a path.
    private static final Pattern ORIGIN =
            Pattern.compile("https?://[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?");

    private static final int MAX_RATE = 1_000_000;

    private static final Duration SHORTEST = Duration.ofMillis(10);

    /// Below the connection's limit of thirty seconds without an answer.
    private static final Duration LONGEST = Duration.ofSeconds(25);

    /// The HTTP server and its shutdown.
    ///
    /// @param drainDelay how long it keeps serving, not ready, so that a load balancer notices
    /// @param drainTimeout limit of requests, and then of jobs, in flight at the shutdown
    /// @param trustedProxies whose forwarded client address is trusted
    /// @param corsOrigins origins whose pages may call the API, such as `https://app.example.com`
    public record Http(
            String host,
            int port,
            Duration drainDelay,
            Duration drainTimeout,
            TrustedProxies trustedProxies,
            List<String> corsOrigins) {}

    /// A rate limit.
    ///
    /// @param perMinute sustained rate; 0 means no limit
    /// @param burst allowed at once after a pause
    public record Rate(int perMinute, int burst) {}

    /// The rate limits.
    ///
    /// @param signIn sign-ins and registrations per address
    /// @param anonymous all other requests without a sign-in, per address
    /// @param user requests per promoter or advertiser
    /// @param admin requests per administrator
    /// @param key requests with an API key, per key
    /// @param invitations mails that invite members, per account
    public record Limits(
            Rate signIn, Rate anonymous, Rate user, Rate admin, Rate key, Rate invitations) {}

    /// Whether administrators need a second factor.
    public enum AdminMfa {
        /// Without a second factor, an administrator can only enrol one.
        REQUIRED,
        OPTIONAL
    }

    /// How long sign-ins last, and whether administrators need a second factor.
    ///
    /// @param accessToken validity of an access token
    /// @param refreshToken validity of a refresh token
    public record SignIns(Duration accessToken, Duration refreshToken, AdminMfa adminMfa) {}

    /// How mails and messages to phones are sent.
    ///
    /// @param smtp the server that takes mails; null to write them into files
    /// @param folder for these files
    /// @param sms the gateway for text messages; null to write them into files
    /// @param whatsApp the same for WhatsApp
    public record Mail(
            @Nullable SmtpUrl smtp,
            InternetAddress from,
            Path folder,
            @Nullable MessageGateway sms,
            @Nullable MessageGateway whatsApp) {}

    /// Limits of codes to phones, each of which costs money.
    ///
    /// @param perDay codes of all countries on a UTC day
    /// @param perCountryAndDay codes to the numbers of a country
    /// @param countries to whose numbers codes are sent; empty for all
    public record PhoneCodes(int perDay, int perCountryAndDay, Set<String> countries) {}

    /// What hashing passwords may take of the machine.
    ///
    /// @param threads hashes computed in parallel
    /// @param queue requests that may wait
    public record Passwords(int threads, int queue) {}

    /// The database connection and its limits.
    ///
    /// @param poolSize maximum of connections
    /// @param startTimeout how long the start waits for the database
    /// @param statementTimeout limit of a statement, and of an idle transaction
    /// @param lockTimeout how long a statement waits for a lock
    public record Database(
            DatabaseUrl url,
            int poolSize,
            Duration startTimeout,
            Duration statementTimeout,
            Duration lockTimeout,
            Reads reads) {}

    /// Limits of reads whose size the caller controls.
    ///
    /// @param atOnce connections of the pool that all such reads may hold
    /// @param perCaller connections that one caller may hold
    /// @param patience how long a read waits for a connection
    /// @param timeout limit of each of its statements
    public record Reads(int atOnce, int perCaller, Duration patience, Duration timeout) {}

    /// Reads the configuration from environment variables.
    ///
    /// @throws com.afftok.shared.config.InvalidConfiguration with all problems
    public static ApiConfig read(Map<String, String> variables) {
        return Environment.read(
                variables,
                environment ->
                        new ApiConfig(
                                http(environment),
                                limits(environment),
                                signIns(environment),
                                passwords(environment),
                                database(environment),
                                environment.redisUrl("REDIS_URL", "REDIS_CA"),
                                environment.secret(
                                        "LINK_KEYS", KeyRing::parse, KeyRing.parse(STAND_IN_KEYS)),
                                environment.secret(
                                        "DATA_KEYS",
                                        DataKeys::parse,
                                        DataKeys.parse(STAND_IN_KEYS)),
                                environment.secret(
                                        "JWT_KEYS",
                                        TokenKeys::parse,
                                        TokenKeys.parse(STAND_IN_KEYS)),
                                environment.uri("PUBLIC_URL", URI.create("http://localhost:8080")),
                                environment.uri("PANEL_URL", URI.create("http://localhost:8081")),
                                mail(environment),
                                phoneCodes(environment),
                                OidcProvider.read(environment),
                                AllowedReceivers.read(environment, "WEBHOOK_ALLOWED_NETWORKS"),
                                environment.oneOf(
                                        "IP_STORAGE", IpStorage.class, IpStorage.TRUNCATED),
                                environment.oneOf("LOG_FORMAT", LogFormat.class, LogFormat.HUMAN)));
    }

    private static Http http(Environment environment) {
        return new Http(
                environment.host("API_HOST", "127.0.0.1"),
                environment.port("API_PORT", 8081),
                environment.duration(
                        "API_DRAIN_DELAY", Duration.ZERO, Duration.ZERO, Duration.ofMinutes(1)),
                environment.duration("API_DRAIN", Duration.ofSeconds(10)),
                trustedProxies(environment),
                corsOrigins(environment));
    }

    private static List<String> corsOrigins(Environment environment) {
        List<String> origins = environment.list("CORS_ORIGINS");
        if (!origins.stream().allMatch(origin -> ORIGIN.matcher(origin).matches())) {
            environment.problem(
                    "CORS_ORIGINS", "must be origins such as https://app.example.com:8443");
        }
        return origins;
    }

    private static TrustedProxies trustedProxies(Environment environment) {
        try {
            return TrustedProxies.parse(environment.list("TRUSTED_PROXIES"));
        } catch (IllegalArgumentException e) {
            environment.problem("TRUSTED_PROXIES", String.valueOf(e.getMessage()));
            return TrustedProxies.NONE;
        }
    }

    private static Limits limits(Environment environment) {
        return new Limits(
                rate(environment, "SIGN_INS_PER_ADDRESS", 10, "SIGN_INS_PER_ADDRESS_BURST", 15),
                rate(environment, "API_CALLS_PER_ADDRESS", 20, "API_CALLS_PER_ADDRESS_BURST", 30),
                rate(environment, "API_CALLS_PER_USER", 100, "API_CALLS_PER_USER_BURST", 200),
                rate(environment, "API_CALLS_PER_ADMIN", 200, "API_CALLS_PER_ADMIN_BURST", 300),
                rate(environment, "API_CALLS_PER_KEY", 100, "API_CALLS_PER_KEY_BURST", 200),
                rate(
                        environment,
                        "INVITATIONS_PER_ACCOUNT",
                        1,
                        "INVITATIONS_PER_ACCOUNT_BURST",
                        20));
    }

    private static Rate rate(
            Environment environment, String name, int perMinute, String burstName, int burst) {
        return new Rate(
                environment.integer(name, perMinute, 0, MAX_RATE),
                environment.integer(burstName, burst, 1, MAX_RATE));
    }

    private static SignIns signIns(Environment environment) {
        Duration access =
                environment.duration(
                        "JWT_EXPIRY",
                        Duration.ofMinutes(15),
                        Duration.ofMinutes(1),
                        Duration.ofHours(1));
        return new SignIns(
                access,
                environment.duration(
                        "REFRESH_TOKEN_EXPIRY", Duration.ofDays(7), access, Duration.ofDays(90)),
                environment.oneOf("ADMIN_MFA", AdminMfa.class, AdminMfa.REQUIRED));
    }

    private static Mail mail(Environment environment) {
        SmtpUrl smtp = environment.smtpUrl("SMTP_URL", "SMTP_CA");
        if (smtp != null && environment.string("MAIL_FROM", "").isEmpty()) {
            environment.problem("MAIL_FROM", "is required with SMTP_URL");
        }
        return new Mail(
                smtp,
                from(environment),
                environment.path("MAIL_DIR", Path.of("mails")),
                MessageGateway.read(
                        environment, "SMS_GATEWAY", "SMS_GATEWAY_BODY", "SMS_GATEWAY_AUTH"),
                MessageGateway.read(
                        environment,
                        "WHATSAPP_GATEWAY",
                        "WHATSAPP_GATEWAY_BODY",
                        "WHATSAPP_GATEWAY_AUTH"));
    }

    private static PhoneCodes phoneCodes(Environment environment) {
        Set<String> countries = Set.copyOf(environment.list("SMS_COUNTRIES"));
        if (!Set.of(Locale.getISOCountries()).containsAll(countries)) {
            environment.problem("SMS_COUNTRIES", "must be countries such as SA, AE (ISO 3166)");
        }
        return new PhoneCodes(
                environment.integer("SMS_PER_DAY", 5_000, 1, MAX_RATE),
                environment.integer("SMS_PER_COUNTRY_PER_DAY", 1_000, 1, MAX_RATE),
                countries);
    }

    private static InternetAddress from(Environment environment) {
        String from = environment.string("MAIL_FROM", "AffTok <afftok@localhost>");
        try {
            InternetAddress address = new InternetAddress(from, true);
            String name = address.getPersonal();
            return name == null
                    ? address
                    : new InternetAddress(address.getAddress(), name, "UTF-8");
        } catch (AddressException | UnsupportedEncodingException e) {
            environment.problem(
                    "MAIL_FROM", "must be an address such as AffTok <hello@example.com>");
            return new InternetAddress();
        }
    }

    /// Half of the cores hash by default, so that sign-ins leave the other half to everything else.
    private static Passwords passwords(Environment environment) {
        int cores = Runtime.getRuntime().availableProcessors();
        return new Passwords(
                environment.integer("PASSWORD_THREADS", Math.max(1, cores / 2), 1, 64),
                environment.integer("PASSWORD_QUEUE", 32, 1, 10_000));
    }

    private static Database database(Environment environment) {
        int poolSize = environment.integer("DATABASE_POOL_SIZE", 16, 2, 1000);
        return new Database(
                environment.databaseUrl("DATABASE_URL", "DATABASE_CA"),
                poolSize,
                environment.duration("DATABASE_START_TIMEOUT", Duration.ofSeconds(30)),
                environment.duration(
                        "DATABASE_STATEMENT_TIMEOUT", Duration.ofSeconds(15), SHORTEST, LONGEST),
                environment.duration(
                        "DATABASE_LOCK_TIMEOUT", Duration.ofSeconds(5), SHORTEST, LONGEST),
                reads(environment, poolSize));
    }

    /// By default six of sixteen connections, two of them for one caller.
    private static Reads reads(Environment environment, int poolSize) {
        int atOnce =
                environment.integer(
                        "DATABASE_READS", Math.max(1, poolSize * 3 / 8), 1, poolSize - 1);
        return new Reads(
                atOnce,
                environment.integer(
                        "DATABASE_READS_PER_CALLER", Math.max(1, atOnce / 3), 1, atOnce),
                environment.duration(
                        "DATABASE_READ_WAIT", Duration.ofSeconds(2), SHORTEST, LONGEST),
                environment.duration(
                        "DATABASE_READ_TIMEOUT", Duration.ofSeconds(5), SHORTEST, LONGEST));
    }
}
