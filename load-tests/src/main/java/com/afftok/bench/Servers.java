package com.afftok.bench;

import com.afftok.local.LocalPostgres;
import com.afftok.local.LocalRedis;
import com.afftok.shared.config.DatabaseUrl;
import com.afftok.shared.config.RedisUrl;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/// PostgreSQL and Redis, shared by all contenders, and the numbers of clicks in them.
final class Servers implements AutoCloseable {

    /// The stream of the rival.
    static final String RIVAL_STREAM = "nginx:clicks";

    private static final Duration DRAIN_LIMIT = Duration.ofMinutes(3);
    private static final Duration REWRITE_LIMIT = Duration.ofMinutes(1);
    private static final String REDIRECTED =
            "select count(*) from clicks where bucket in ('valid', 'suspicious', 'duplicate')";
    private static final String PROCESS_ID =
            "EVAL return{ok=string.match(redis.call('INFO','server'),'process_id:(%d+)')} 0";
    private static final String REWRITES =
            "EVAL return{ok=string.match(redis.call('INFO','persistence'),'aof_rewrite_in_progress:(%d)')} 0";

    private final LocalPostgres postgres;
    private final LocalRedis redis;
    private final Connection connection;

    private Servers(LocalPostgres postgres, LocalRedis redis, Connection connection) {
        this.postgres = postgres;
        this.redis = redis;
        this.connection = connection;
    }

    static Servers start() throws SQLException {
        LocalPostgres postgres = LocalPostgres.temporary();
        LocalRedis redis = LocalRedis.temporary();
        postgres.migrate();
        DatabaseUrl url = DatabaseUrl.parse(postgres.ownerUrl());
        Servers servers =
                new Servers(
                        postgres,
                        redis,
                        DriverManager.getConnection(url.jdbcUrl(), url.user(), url.password()));
        servers.execute(AddLinks.sql());
        return servers;
    }

    String databaseUrl() {
        return postgres.url();
    }

    RedisUrl redisUrl() {
        return RedisUrl.parse(redis.url());
    }

    /// Redis rewrites its log between rounds alone: a rewrite during a round would slow down a
    /// random contender.
    void prepare(Fsync fsync) throws IOException {
        command("CONFIG SET auto-aof-rewrite-percentage 0");
        command("CONFIG SET appendfsync " + fsync);
    }

    /// Waits until all clicks of the edge are in PostgreSQL, and returns the number of rows of
    /// redirected clicks.
    ///
    /// @throws CannotMeasure if the limit is exceeded
    long drained(EdgeMetrics edge) throws InterruptedException, SQLException {
        if (!Patience.until(DRAIN_LIMIT, () -> edge.journalIsEmpty() && waiting() == 0)) {
            throw new CannotMeasure("the clicks did not reach PostgreSQL in " + DRAIN_LIMIT);
        }
        return number(REDIRECTED);
    }

    /// Deletes the clicks of the rival and the clicks in PostgreSQL, and removes both from the log
    /// of Redis.
    void clear() throws IOException, InterruptedException, SQLException {
        command("UNLINK " + RIVAL_STREAM);
        execute("truncate clicks");
        command("BGREWRITEAOF");
        if (!Patience.until(REWRITE_LIMIT, () -> command(REWRITES).equals("+0"))) {
            throw new CannotMeasure("Redis did not rewrite its log in " + REWRITE_LIMIT);
        }
        execute("checkpoint");
    }

    Set<UUID> clickIds() throws SQLException {
        Set<UUID> ids = new HashSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select click_id from clicks")) {
            while (rows.next()) {
                ids.add(rows.getObject(1, UUID.class));
            }
        }
        return ids;
    }

    ProcessHandle redisProcess() throws IOException {
        long id = Long.parseLong(command(PROCESS_ID).substring(1));
        return ProcessHandle.of(id).orElseThrow(() -> new IOException("Redis is gone"));
    }

    ProcessHandle postgresProcess() throws SQLException, IOException {
        return ProcessHandle.of(number("select pg_backend_pid()"))
                .flatMap(ProcessHandle::parent)
                .orElseThrow(() -> new IOException("PostgreSQL is gone"));
    }

    /// Entries of the streams that are not yet in PostgreSQL.
    private long waiting() throws IOException {
        return length("clicks:{0}") + length("clicks:{1}");
    }

    private long length(String stream) throws IOException {
        return Long.parseLong(command("XLEN " + stream).substring(1));
    }

    private String command(String words) throws IOException {
        String answer = redis.ask(words);
        if (answer.startsWith("-")) {
            throw new IOException("Redis refused " + words + ": " + answer.substring(1));
        }
        return answer;
    }

    /// Returns the id of a new administrator of finance, who can't sign in.
    long addAdministrator(String email) throws SQLException {
        return number(
                """
                insert into admin_users (email, password_hash, role)
                values ('%s', '$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA', 'finance_admin') returning id
                """
                        .formatted(email));
    }

    /// Adds postings of the promoters that have a user.
    ///
    /// @param admin who approved their payouts
    void addPostings(int postings, long admin) throws SQLException {
        List<Long> owners = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "select account_id from memberships order by account_id")) {
            while (rows.next()) {
                owners.add(rows.getLong(1));
            }
        }
        for (String statement : AddPostings.statements(postings, owners, admin)) {
            execute(statement);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private long number(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
        redis.close();
        postgres.close();
    }
}
