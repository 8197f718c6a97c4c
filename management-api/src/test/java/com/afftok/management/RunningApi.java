package com.afftok.management;

import com.afftok.house.KeptConnections;
import com.afftok.local.LocalPostgres;
import com.afftok.local.LocalRedis;
import com.afftok.management.access.Role;
import com.afftok.management.platform.config.ApiConfig;
import com.afftok.management.platform.document.ServedDocument;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A running management API with its own PostgreSQL and Redis, and a client.
public final class RunningApi implements AutoCloseable {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();

    private final LocalPostgres postgres;
    private final KeptConnections database;
    private final LocalRedis redis;
    private final Api api;
    private final Map<String, String> variables;
    private final boolean ownServers;
    private final AtomicBoolean stopped = new AtomicBoolean();

    private RunningApi(
            LocalPostgres postgres,
            LocalRedis redis,
            Map<String, String> more,
            boolean ownServers) {
        this.postgres = postgres;
        this.database = new KeptConnections(postgres.ownerUrl());
        this.redis = redis;
        this.variables = more;
        this.ownServers = ownServers;
        this.api = Api.start(ApiConfig.read(variables(postgres.url(), redis.url(), more)));
    }

    /// One for all tests that leave no side effects.
    public static RunningApi shared() {
        return Shared.API;
    }

    /// One whose servers a test may stop.
    public static RunningApi own() {
        return own(Map.of());
    }

    public static RunningApi own(Map<String, String> variables) {
        return new RunningApi(LocalPostgres.migrated(), LocalRedis.temporary(), variables, true);
    }

    /// Another instance with the same servers.
    public RunningApi sibling() {
        return new RunningApi(postgres, redis, variables, false);
    }

    /// Another instance with the same servers and more variables.
    public RunningApi sibling(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(variables);
        all.putAll(more);
        return new RunningApi(postgres, redis, all, false);
    }

    /// The variables of an API with these two servers.
    public static Map<String, String> variables(
            String databaseUrl, String redisUrl, Map<String, String> more) {
        Map<String, String> variables = new HashMap<>();
        variables.put("DATABASE_URL", databaseUrl);
        variables.put("REDIS_URL", redisUrl);
        variables.put("LINK_KEYS", "1:8f1d3c5b7a99e2406cb1d8f3a5e70912");
        variables.put(
                "DATA_KEYS", "1:8f1d3c5b7a99e2406cb1d8f3a5e709128f1d3c5b7a99e2406cb1d8f3a5e70913");
        variables.put(
                "JWT_KEYS", "1:31907e5a3f8d1bc6042e99a7b5c3d1f821907e5a3f8d1bc6042e99a7b5c3d1f8");
        variables.put("API_PORT", "0");
        variables.put("MAIL_DIR", SentMails.FOLDER.toString());
        for (String limited : List.of("SIGN_INS_PER_ADDRESS", "API_CALLS_PER_ADDRESS")) {
            variables.put(limited, "0");
        }
        variables.putAll(more);
        return variables;
    }

    /// A component of the API, to do what no endpoint does.
    public <T> T part(Class<T> type) {
        return api.part(type);
    }

    public int port() {
        return api.port();
    }

    /// Stops the API as SIGTERM does; its servers keep running.
    public void stop() {
        if (stopped.compareAndSet(false, true)) {
            api.close();
        }
    }

    public LocalPostgres postgres() {
        return postgres;
    }

    public LocalRedis redis() {
        return redis;
    }

    /// A client of a new user or administrator.
    public SignedIn signedIn(Role role) {
        return SignedIn.as(this, role);
    }

    public SignedIn signedIn(Standing standing) {
        return SignedIn.as(this, standing);
    }

    /// A member of an answer's JSON as text; it must exist.
    public static String member(HttpResponse<String> answer, String name) {
        Matcher found =
                Pattern.compile('"' + name + "\":(?:\"([^\"]*)\"|([0-9.]+|true|false|null))")
                        .matcher(answer.body());
        if (!found.find()) {
            throw new AssertionError("no " + name + " in " + answer.body());
        }
        return found.group(1) == null ? found.group(2) : found.group(1);
    }

    public HttpResponse<String> get(String path) {
        return send(request(path).GET());
    }

    public HttpResponse<String> post(String path, String json) {
        return send(
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(json)));
    }

    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .timeout(Duration.ofSeconds(20));
    }

    /// Sends a request, and checks the answer against the OpenAPI document.
    public HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = CLIENT.send(request.build(), BodyHandlers.ofString());
            ServedDocument.check(answer);
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// Sends a request whose answer is an image.
    public HttpResponse<byte[]> bytes(HttpRequest.Builder request) {
        try {
            return CLIENT.send(request.build(), BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// Runs statements in a transaction, for rows that no endpoint creates yet, and returns the
    /// first number returned.
    public long sql(String statements) {
        return onDatabase(connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute(statements);
                try (ResultSet numbers = statement.getResultSet()) {
                    return numbers != null && numbers.next() ? numbers.getLong(1) : 0;
                }
            }
        });
    }

    /// Lets five minutes pass since the last proof in the sessions of a user.
    public void proofsExpire(long user) {
        sql(
                "update sessions set proven_at = proven_at - interval '5 minutes' where user_id = "
                        + user);
    }

    /// The text in the first row of a query.
    public String text(String query) {
        return onDatabase(connection -> {
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(query)) {
                rows.next();
                return rows.getString(1);
            }
        });
    }

    private <T> T onDatabase(KeptConnections.Work<T> work) {
        try {
            return database.run(work);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        stop();
        if (ownServers) {
            redis.close();
            postgres.close();
        }
    }

    private static final class Shared {
        static final RunningApi API = own();
    }
}
