package com.afftok.shared.config;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Environment variables as typed values; all problems are collected.
///
/// A missing or invalid value is recorded as a problem and replaced by a placeholder, so that all
/// problems are found at once; [#read] ensures that no placeholder is ever used. An empty variable
/// counts as absent. Secrets may also be in a file, named by the variable with the suffix `_FILE`,
/// and no problem contains one.
public final class Environment {

    private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,18}");
    private static final int SHOWN_CHARACTERS = 60;
    private static final long MAX_SECRET_FILE_BYTES = 64 * 1024;

    /// Placeholders for an invalid URL while the other problems are collected.
    private static final DatabaseUrl NO_DATABASE =
            new DatabaseUrl("absent", 1, "absent", "", "absent", "disable");

    private static final RedisUrl NO_REDIS = new RedisUrl(false, "absent", 1, "", "", 0);
    private static final SmtpUrl NO_SMTP =
            new SmtpUrl(SmtpUrl.Tls.STARTTLS, "absent", 1, "", "", null);

    private final Map<String, String> variables;
    private final List<ConfigProblem> problems = new ArrayList<>();

    public Environment(Map<String, String> variables) {
        this.variables = Map.copyOf(variables);
    }

    /// Reads a configuration, or reports all problems.
    ///
    /// @throws InvalidConfiguration if anything is missing or invalid
    public static <C> C read(Map<String, String> variables, Function<Environment, C> tree) {
        Environment environment = new Environment(variables);
        C configuration;
        try {
            configuration = tree.apply(environment);
        } catch (IllegalArgumentException e) {
            environment.throwIfAnyProblem();
            throw e;
        }
        environment.throwIfAnyProblem();
        return configuration;
    }

    public List<ConfigProblem> problems() {
        return List.copyOf(problems);
    }

    /// Records a problem that only the caller can detect, such as two values that do not fit.
    public void problem(String name, String message) {
        problems.add(new ConfigProblem(name, message));
    }

    public String string(String name, String fallback) {
        String value = value(name);
        return value == null ? fallback : value;
    }

    public String required(String name) {
        String value = value(name);
        if (value == null) {
            problem(name, "is required");
            return "";
        }
        return value;
    }

    /// The comma-separated parts, trimmed; empty if the variable is absent.
    public List<String> list(String name) {
        return Arrays.stream(string(name, "").split(","))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    public int integer(String name, int fallback, int min, int max) {
        return (int) integer(name, (long) fallback, min, max);
    }

    public long integer(String name, long fallback, long min, long max) {
        String value = value(name);
        if (value == null) {
            return fallback;
        }
        if (INTEGER.matcher(value).matches()) {
            long number = Long.parseLong(value);
            if (number >= min && number <= max) {
                return number;
            }
        }
        problem(
                name,
                "must be a whole number from %d to %d, not %s".formatted(min, max, shown(value)));
        return fallback;
    }

    /// A TCP port; 0 lets the system choose a free one.
    public int port(String name, int fallback) {
        return integer(name, fallback, 0, 65535);
    }

    /// A host name or an IP address without brackets.
    public String host(String name, String fallback) {
        String value = value(name);
        if (value == null) {
            return fallback;
        }
        if (!UrlParts.isHost(value)) {
            problem(name, "must be a host name or an IP address, not " + shown(value));
            return fallback;
        }
        return value;
    }

    public boolean bool(String name, boolean fallback) {
        String value = value(name);
        return switch (value == null ? "" : value.toLowerCase(Locale.ROOT)) {
            case "" -> fallback;
            case "true", "yes", "on", "1" -> true;
            case "false", "no", "off", "0" -> false;
            default -> {
                problem(name, "must be true or false, not " + shown(string(name, "")));
                yield fallback;
            }
        };
    }

    /// A constant of an enum, in any case and with `-` or `_`.
    public <E extends Enum<E>> E oneOf(String name, Class<E> type, E fallback) {
        String value = value(name);
        if (value == null) {
            return fallback;
        }
        E[] constants = type.getEnumConstants();
        for (E constant : constants) {
            if (constant.name().equalsIgnoreCase(value.replace('-', '_'))) {
                return constant;
            }
        }
        String choices =
                Arrays.stream(constants)
                        .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", "));
        problem(name, "must be one of " + choices + ", not " + shown(value));
        return fallback;
    }

    /// A positive duration, such as `500ms`, `10s`, `5m`, `1h` or `30d`.
    public Duration duration(String name, Duration fallback) {
        return duration(name, fallback, Duration.ofMillis(1), Quantity.MAX_DURATION);
    }

    public Duration duration(String name, Duration fallback, Duration min, Duration max) {
        String value = value(name);
        if (value == null) {
            return fallback;
        }
        Optional<Duration> duration = Quantity.duration(value);
        if (duration.isPresent()
                && duration.get().compareTo(min) >= 0
                && duration.get().compareTo(max) <= 0) {
            return duration.get();
        }
        problem(
                name,
                "must be a duration from %s to %s such as 500ms, 10s, 5m or 1h, not %s"
                        .formatted(Quantity.text(min), Quantity.text(max), shown(value)));
        return fallback;
    }

    /// A positive size in bytes, such as `4096`, `512k`, `64m` or `1g`.
    public long bytes(String name, long fallback) {
        return bytes(name, fallback, 1, Quantity.MAX_BYTES);
    }

    public long bytes(String name, long fallback, long min, long max) {
        String value = value(name);
        if (value == null) {
            return fallback;
        }
        Optional<Long> bytes = Quantity.bytes(value);
        if (bytes.isPresent() && bytes.get() >= min && bytes.get() <= max) {
            return bytes.get();
        }
        problem(
                name,
                "must be a size from %s to %s such as 512k, 64m or 1g, not %s"
                        .formatted(Quantity.text(min), Quantity.text(max), shown(value)));
        return fallback;
    }

    public Path path(String name, Path fallback) {
        String value = value(name);
        try {
            return value == null ? fallback : Path.of(value);
        } catch (InvalidPathException e) {
            problem(name, "must be a path, not " + shown(value));
            return fallback;
        }
    }

    /// An absolute http or https address without credentials, query and fragment.
    public URI uri(String name, URI fallback) {
        String value = value(name);
        if (value == null) {
            return fallback;
        }
        try {
            URI uri = new URI(value);
            boolean web =
                    "http".equalsIgnoreCase(uri.getScheme())
                            || "https".equalsIgnoreCase(uri.getScheme());
            if (web
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null
                    && uri.getPort() <= 65535) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // reported below with the same message
        }
        problem(name, "must be an http or https address without credentials, query and fragment");
        return fallback;
    }

    /// A required secret of a minimum length.
    public String secret(String name, int minLength) {
        String value = secretValue(name);
        if (value == null) {
            return "";
        }
        if (value.length() < minLength) {
            problem(name, "must have at least " + minLength + " characters");
        }
        return value;
    }

    /// Whether a secret is given, by its variable or in a file.
    public boolean isGiven(String secret) {
        return value(secret) != null || value(secret + "_FILE") != null;
    }

    /// A required URL of PostgreSQL.
    ///
    /// @param ca the variable that names the certificates to trust, if any
    public DatabaseUrl databaseUrl(String name, String ca) {
        DatabaseUrl url = secret(name, DatabaseUrl::parse, NO_DATABASE);
        Path certificates = certificates(ca);
        if (certificates == null || url.equals(NO_DATABASE)) {
            return url;
        }
        if (!url.verifies()) {
            problem(ca, "needs sslmode=verify-full or verify-ca in " + name);
        }
        return url.trusting(certificates);
    }

    /// A required URL of Redis.
    ///
    /// @param ca the variable that names the certificates to trust, if any
    public RedisUrl redisUrl(String name, String ca) {
        RedisUrl url = secret(name, RedisUrl::parse, NO_REDIS);
        Path certificates = certificates(ca);
        if (certificates == null || url.equals(NO_REDIS)) {
            return url;
        }
        if (!url.tls()) {
            problem(ca, "needs rediss:// in " + name);
        }
        return url.trusting(certificates);
    }

    /// The server that takes mail; null if none is given.
    ///
    /// @param ca the variable that names the certificates to trust, if there are some
    public @Nullable SmtpUrl smtpUrl(String name, String ca) {
        if (!isGiven(name)) {
            return null;
        }
        SmtpUrl url = secret(name, SmtpUrl::parse, NO_SMTP);
        Path certificates = certificates(ca);
        return certificates == null || url.equals(NO_SMTP) ? url : url.trusting(certificates);
    }

    private @Nullable Path certificates(String name) {
        String value = value(name);
        if (value == null) {
            return null;
        }
        try {
            Path file = Path.of(value);
            TrustedCertificates.of(file);
            return file;
        } catch (IOException | InvalidPathException | GeneralSecurityException e) {
            problem(name, "must name a readable file of certificates in PEM");
            return null;
        }
    }

    /// A required secret with its own format.
    ///
    /// @param parse throws an IllegalArgumentException with a message that does not contain the
    ///   text
    /// @param standIn the placeholder after a problem
    public <T> T secret(String name, Function<String, T> parse, T standIn) {
        String value = secretValue(name);
        if (value == null) {
            return standIn;
        }
        try {
            return parse.apply(value);
        } catch (IllegalArgumentException e) {
            problem(name, String.valueOf(e.getMessage()));
            return standIn;
        }
    }

    private void throwIfAnyProblem() {
        if (!problems.isEmpty()) {
            throw new InvalidConfiguration(problems);
        }
    }

    private @Nullable String secretValue(String name) {
        String value = value(name);
        String file = value(name + "_FILE");
        if (value != null && file != null) {
            problem(name, "must not be given together with " + name + "_FILE");
            return null;
        }
        if (file != null) {
            return secretIn(name + "_FILE", file);
        }
        if (value == null) {
            problem(name, "is required");
        }
        return value;
    }

    private @Nullable String secretIn(String name, String file) {
        try {
            Path path = Path.of(file);
            if (Files.size(path) <= MAX_SECRET_FILE_BYTES) {
                String content = Files.readString(path).strip();
                if (!content.isEmpty()) {
                    return content;
                }
            }
            problem(name, "must name a file that holds 1 byte to 64k");
        } catch (IOException | InvalidPathException e) {
            problem(name, "must name a readable text file");
        }
        return null;
    }

    private @Nullable String value(String name) {
        String value = variables.get(name);
        return value == null || value.isBlank() ? null : value.strip();
    }

    private static String shown(String value) {
        String start =
                value.length() <= SHOWN_CHARACTERS
                        ? value
                        : value.substring(0, SHOWN_CHARACTERS) + "…";
        return '"' + start.replaceAll("\\p{Cntrl}", "?") + '"';
    }
}
