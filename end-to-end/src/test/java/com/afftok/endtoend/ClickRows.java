package com.afftok.endtoend;

import com.afftok.shared.code.ClickCodes;
import com.afftok.shared.code.KeyRing;
import com.afftok.shared.id.ClickId;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;

/// The clicks in PostgreSQL, read as the owner of the installation.
record ClickRows(String jdbcUrl, String password, ClickCodes codes) {

    private static final int FETCHED = 10_000;

    static ClickRows of(Launcher launcher, Launcher.Run run) throws Exception {
        String shown = run.entry("PostgreSQL");
        String address = shown.substring(shown.indexOf('@') + 1);
        return new ClickRows(
                "jdbc:postgresql://" + address,
                launcher.secret("POSTGRES_PASSWORD"),
                new ClickCodes(KeyRing.parse(launcher.secret("LINK_KEYS"))));
    }

    /// The number of rows with such click ids, read in portions.
    int count(Predicate<UUID> which) throws SQLException {
        int count = 0;
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.setFetchSize(FETCHED);
            try (ResultSet rows = statement.executeQuery("select click_id from clicks")) {
                while (rows.next()) {
                    count += which.test(rows.getObject(1, UUID.class)) ? 1 : 0;
                }
            }
        }
        return count;
    }

    /// The number of clicks by rows, by hourly rollups and by the offers' counters.
    List<Long> sums() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet sums =
                        statement.executeQuery(
                                """
                                select (select count(*) from clicks),
                                       (select sum(gross)::bigint from click_hourly),
                                       (select sum(gross)::bigint from offer_counters)
                                """)) {
            sums.next();
            return List.of(sums.getLong(1), sums.getLong(2), sums.getLong(3));
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(jdbcUrl, "afftok", password);
    }

    /// The number of rows of each click.
    List<Integer> timesWritten(List<String> clickIds) throws SQLException {
        List<UUID> written = new ArrayList<>();
        count(written::add);
        return clickIds.stream()
                .map(code -> Objects.requireNonNull(codes.verify(code), code))
                .map(ClickId::uuid)
                .map(id -> (int) written.stream().filter(id::equals).count())
                .toList();
    }
}
