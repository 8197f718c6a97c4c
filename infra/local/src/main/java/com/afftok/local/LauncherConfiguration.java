package com.afftok.local;

import com.afftok.shared.code.KeyRing;
import com.afftok.shared.config.DatabaseUrl;
import com.afftok.shared.config.Environment;
import com.afftok.shared.config.RedisUrl;
import com.afftok.shared.password.PasswordRule;
import com.afftok.shared.secret.DataKeys;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The settings of the launcher; null if not set.
record LauncherConfiguration(
        Path home,
        Listener edge,
        Listener edgeAdmin,
        Listener api,
        Listener postgres,
        Listener redis,
        @Nullable DatabaseUrl databaseUrl,
        @Nullable DatabaseUrl databaseOwnerUrl,
        @Nullable RedisUrl redisUrl,
        @Nullable KeyRing linkKeys,
        @Nullable DataKeys dataKeys,
        boolean jwtKeysGiven,
        @Nullable URI publicUrl,
        List<String> childOptions,
        Administrator administrator) {

    private static final URI ABSENT = URI.create("http://absent");

    /// A placeholder for an invalid key ring while the other problems are collected.
    private static final String STAND_IN_KEYS = "1:0123456789abcdeffedcba9876543210";

    private static final String STAND_IN_DATA_KEYS = "1:" + "0123456789abcdef".repeat(4);

    LauncherConfiguration {
        childOptions = List.copyOf(childOptions);
    }

    static LauncherConfiguration from(Environment environment, Path root) {
        URI publicUrl = environment.uri("PUBLIC_URL", ABSENT);
        goesWith(environment, "DATABASE_OWNER_URL", "DATABASE_URL");
        goesWith(environment, "DATABASE_CA", "DATABASE_URL");
        goesWith(environment, "REDIS_CA", "REDIS_URL");
        return new LauncherConfiguration(
                environment.path("AFFTOK_HOME", root.resolve(".afftok")),
                listener(environment, "EDGE_HOST", "EDGE_PORT", 8080),
                listener(environment, "EDGE_ADMIN_HOST", "EDGE_ADMIN_PORT", 9080),
                listener(environment, "API_HOST", "API_PORT", 8081),
                Listener.onLoopback("PG_PORT", environment.port("PG_PORT", 15432)),
                Listener.onLoopback("REDIS_PORT", environment.port("REDIS_PORT", 16379)),
                environment.isGiven("DATABASE_URL")
                        ? environment.databaseUrl("DATABASE_URL", "DATABASE_CA")
                        : null,
                environment.isGiven("DATABASE_OWNER_URL")
                        ? environment.databaseUrl("DATABASE_OWNER_URL", "DATABASE_CA")
                        : null,
                environment.isGiven("REDIS_URL")
                        ? environment.redisUrl("REDIS_URL", "REDIS_CA")
                        : null,
                environment.isGiven("LINK_KEYS") ? linkKeys(environment) : null,
                environment.isGiven("DATA_KEYS") ? dataKeys(environment) : null,
                environment.isGiven("JWT_KEYS"),
                publicUrl.equals(ABSENT) ? null : publicUrl,
                Arrays.stream(environment.string("AFFTOK_CHILD_OPTS", "").split("\\s+"))
                        .filter(option -> !option.isEmpty())
                        .toList(),
                Administrator.from(environment));
    }

    /// The super admin of an empty database.
    record Administrator(String email, @Nullable String password) {

        private static final Pattern EMAIL =
                Pattern.compile("[^@\\s\\p{Cntrl}]+@[^@\\s\\p{Cntrl}]+");
        private static final int MAX_EMAIL_LENGTH = 254;

        static Administrator from(Environment environment) {
            String email = environment.string("AFFTOK_ADMIN_EMAIL", "admin@afftok.local");
            if (!isEmail(email)) {
                environment.problem("AFFTOK_ADMIN_EMAIL", "must be an email address");
            }
            if (!environment.isGiven("AFFTOK_ADMIN_PASSWORD")) {
                return new Administrator(email, null);
            }
            return new Administrator(
                    email, environment.secret("AFFTOK_ADMIN_PASSWORD", Administrator::strong, ""));
        }

        static boolean isEmail(String text) {
            return text.length() <= MAX_EMAIL_LENGTH && EMAIL.matcher(text).matches();
        }

        private static String strong(String password) {
            PasswordRule.violation(password)
                    .ifPresent(violation -> {
                        throw new IllegalArgumentException(
                                switch (violation) {
                                    case WEAK ->
                                            "must have 8 to 128 characters, with a capital letter and a digit";
                                    case COMMON -> "is one of the passwords that are guessed first";
                                    case KNOWN_WORD ->
                                            "contains a word that is guessed first, such as afftok";
                                });
                    });
            return password;
        }

        /// Omits the password.
        @Override
        public String toString() {
            return "Administrator[" + email + "]";
        }
    }

    private static Listener listener(
            Environment environment, String host, String port, int usualPort) {
        return new Listener(
                port, environment.host(host, "127.0.0.1"), environment.port(port, usualPort));
    }

    private static KeyRing linkKeys(Environment environment) {
        return environment.secret("LINK_KEYS", KeyRing::parse, KeyRing.parse(STAND_IN_KEYS));
    }

    private static DataKeys dataKeys(Environment environment) {
        return environment.secret("DATA_KEYS", DataKeys::parse, DataKeys.parse(STAND_IN_DATA_KEYS));
    }

    /// Refuses settings that embedded servers do not support: they have no TLS, and their own
    /// roles.
    private static void goesWith(Environment environment, String name, String url) {
        if (environment.isGiven(name) && !environment.isGiven(url)) {
            environment.problem(name, "needs " + url);
        }
    }
}
