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

/// The clicks that are in PostgreSQL, asked for as the owner of the installation could.
record ClickRows(String jdbcUrl, String password, ClickCodes codes) {

    static ClickRows of(Launcher launcher, Launcher.Run run) throws Exception {
        String shown = run.entry("PostgreSQL");
        String address = shown.substring(shown.indexOf('@') + 1);
        return new ClickRows(
                "jdbc:postgresql://" + address,
                launcher.secret("POSTGRES_PASSWORD"),
                new ClickCodes(KeyRing.parse(launcher.secret("LINK_KEYS"))));
    }

    /// How often each of these clicks is there.
    List<Integer> timesWritten(List<String> clickIds) throws SQLException {
        List<UUID> written = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(jdbcUrl, "afftok", password);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT click_id FROM clicks")) {
            while (rows.next()) {
                written.add(rows.getObject(1, UUID.class));
            }
        }
        return clickIds.stream()
                .map(code -> Objects.requireNonNull(codes.verify(code), code))
                .map(ClickId::uuid)
                .map(id -> (int) written.stream().filter(id::equals).count())
                .toList();
    }
}
