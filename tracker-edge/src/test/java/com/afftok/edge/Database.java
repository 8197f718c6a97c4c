package com.afftok.edge;

import com.afftok.house.KeptConnections;
import com.afftok.local.LocalPostgres;
import com.afftok.shared.config.DatabaseUrl;
import com.afftok.shared.id.ClickId;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Statements of tests on PostgreSQL, independent of the edge.
final class Database {

    private static final String PARTIES =
            """
            insert into accounts (id, kind, country)
            values (1, 'advertiser', 'SA'),
                   (2, 'promoter', 'SA')
            """;

    private final LocalPostgres postgres;
    private final KeptConnections kept;

    Database(LocalPostgres postgres) {
        this.postgres = postgres;
        this.kept = new KeptConnections(postgres.ownerUrl());
    }

    void addParties() {
        execute(PARTIES);
    }

    /// An active offer and a link with the same id.
    void addLink(long id, String destination) {
        execute(
                """
                insert into offers (id, advertiser_id, title, destination_url, payout, currency, status)
                values (%1$d, 1, 'Offer %1$d', '%2$s', 5, 'USD', 'active')
                """
                        .formatted(id, destination));
        execute(
                """
                insert into user_offers (id, promoter_id, offer_id, advertiser_id, alias)
                values (%1$d, 2, %1$d, 1, 'alias-%1$d')
                """
                        .formatted(id));
    }

    /// Replaces terms of an offer, also for the past.
    ///
    /// @param terms such as `attribution_days = 7`
    void agree(long offer, String terms) {
        execute("update offers set status = 'pending' where id = " + offer);
        execute("update offers set status = 'active', %s where id = %d".formatted(terms, offer));
    }

    /// A click one minute ago on link 1.
    ClickId addClick(String bucket) {
        ClickId click = Shop.clickId(1, Duration.ofMinutes(1));
        execute(
                """
                insert into clicks (advertiser_id, clicked_at, click_id, link_id, offer_id, promoter_id,
                                    bucket, score, rule_set, device, visitor)
                values (1, to_timestamp(%d / 1000.0), '%s', 1, 1, 2, '%s', 90, 1, 'desktop', 1)
                """
                        .formatted(click.millis(), click.uuid(), bucket));
        return click;
    }

    void execute(String sql) {
        on(
                sql,
                connection -> {
                    try (Statement statement = connection.createStatement()) {
                        return statement.execute(sql);
                    }
                });
    }

    private <T> T on(String sql, KeptConnections.Work<T> work) {
        try {
            return kept.run(work);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /// From now on the table `events` has a copy of each event, because an edge empties the outbox.
    void keepEvents() {
        execute(
                """
                create table events (like outbox);
                create function keep_event() returns trigger language plpgsql security definer as $$
                begin
                  insert into events select new.*;
                  return null;
                end $$;
                create trigger keep_event after insert on outbox
                  for each row execute function keep_event()
                """);
    }

    /// Nobody else reads or writes the table while the work is done.
    void whileLocked(String table, Runnable work) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("lock table " + table + " in access exclusive mode");
            work.run();
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(table, e);
        }
    }

    /// Does the work while a transaction holds the locks of `first`. Once something waits for it,
    /// the transaction runs `last` and commits.
    <T> T whileHolding(String first, String last, Supplier<T> work, BooleanSupplier waits) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute(first);
            T result = work.get();
            Eventually.equal(true, waits::getAsBoolean);
            statement.execute(last);
            connection.commit();
            return result;
        } catch (SQLException e) {
            throw new IllegalStateException(first, e);
        }
    }

    /// Makes statements that read such rows of the table wait at a gate while a test keeps it shut.
    /// They see the rows as of their start. Returns the new name of the renamed table.
    String gate(String table, String rows) {
        execute(
                """
                create function pass_gate() returns boolean language plpgsql volatile as $$
                begin
                  perform pg_advisory_lock_shared(77);
                  perform pg_advisory_unlock_shared(77);
                  return true;
                end $$;
                alter table %1$s rename to %1$s_behind_gate;
                create view %1$s as
                  select * from %1$s_behind_gate where case when %2$s then pass_gate() else true end;
                grant select, insert, update, delete on %1$s to public
                """
                        .formatted(table, rows));
        return table + "_behind_gate";
    }

    /// Keeps the gate shut while the work is done.
    <T> T whileShut(Supplier<T> work) {
        return whileHolding("select pg_advisory_lock(77)", "select 1", work, () -> true);
    }

    /// Whether a statement has waited at the gate for this time.
    boolean waitsAtGate(Duration forAtLeast) {
        return number(
                        """
                        select count(*) from pg_locks l join pg_stat_activity a using (pid)
                         where l.locktype = 'advisory' and l.objid = 77 and not l.granted
                           and clock_timestamp() - a.query_start >= make_interval(secs => %s)
                        """
                                .formatted(forAtLeast.toMillis() / 1000.0))
                > 0;
    }

    long number(String sql) {
        return Long.parseLong(text(sql));
    }

    /// The first column of the first row; "" without a row.
    String text(String sql) {
        return on(
                sql,
                connection -> {
                    try (Statement statement = connection.createStatement();
                            ResultSet rows = statement.executeQuery(sql)) {
                        return rows.next() ? String.valueOf(rows.getString(1)) : "";
                    }
                });
    }

    /// The second column of each row by the first.
    Map<String, String> pairs(String sql) {
        return on(
                sql,
                connection -> {
                    Map<String, String> pairs = new HashMap<>();
                    try (Statement statement = connection.createStatement();
                            ResultSet rows = statement.executeQuery(sql)) {
                        while (rows.next()) {
                            pairs.put(rows.getString(1), rows.getString(2));
                        }
                    }
                    return pairs;
                });
    }

    long rows(long link) {
        return number("select count(*) from clicks where link_id = " + link);
    }

    private Connection connect() throws SQLException {
        DatabaseUrl url = DatabaseUrl.parse(postgres.ownerUrl());
        return DriverManager.getConnection(url.jdbcUrl(), url.user(), url.password());
    }
}
