package com.afftok.local;

import com.afftok.shared.id.LinkId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The first data of an empty database: a super admin, and a shop with its promoter.
///
/// Each is created only if there is nothing of its kind; concurrent launchers create it once.
final class FirstData {

    private static final String ONE_AT_A_TIME =
            "SELECT pg_advisory_xact_lock(hashtext('afftok first data'))";

    private static final String SUPER_ADMIN =
            "SELECT email FROM admin_users WHERE role = 'super_admin' ORDER BY id LIMIT 1";

    private static final String NO_ADMINS = "SELECT NOT EXISTS (SELECT FROM admin_users)";

    private static final String NOTHING_TO_SELL =
            """
            SELECT NOT EXISTS (SELECT FROM accounts)
               AND NOT EXISTS (SELECT FROM networks)
               AND NOT EXISTS (SELECT FROM offers)
            """;

    /// This administrator alone may act for a week without a second factor.
    private static final String CREATE_SUPER_ADMIN =
            """
            INSERT INTO admin_users (email, full_name, password_hash, password_is_temporary, role,
                                     mfa_due_at)
            VALUES (?, 'Super Admin', ?, ?, 'super_admin', now() + interval '7 days')
            """;

    private final Connection connection;

    FirstData(Connection connection) {
        this.connection = connection;
    }

    /// The data in the database.
    ///
    /// @param adminEmail the super admin's, if there is one
    /// @param adminIsNew whether the super admin was just created
    /// @param demoLink the id of the demo link, if there is one
    record Present(@Nullable String adminEmail, boolean adminIsNew, @Nullable LinkId demoLink) {}

    /// The super admin of an empty database.
    ///
    /// @param isGenerated whether the password is shown on a screen, and must be changed
    record Administrator(String email, String password, boolean isGenerated) {

        /// Omits the password.
        @Override
        public String toString() {
            return "Administrator[" + email + "]";
        }
    }

    Present ensure(Administrator admin, @Nullable DemoSecrets demo) throws SQLException {
        connection.setAutoCommit(false);
        ask(ONE_AT_A_TIME);
        boolean adminIsNew = holds(NO_ADMINS);
        if (adminIsNew) {
            createSuperAdmin(admin);
        }
        if (demo != null && holds(NOTHING_TO_SELL)) {
            DemoData.create(connection, demo);
        }
        if (demo != null) {
            DemoData.ensurePostbackSecret(connection, demo);
        }
        Present present =
                new Present(
                        ask(SUPER_ADMIN).orElse(null),
                        adminIsNew,
                        ask(DemoData.LINK).map(Long::parseLong).map(LinkId::new).orElse(null));
        connection.commit();
        return present;
    }

    private void createSuperAdmin(Administrator admin) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(CREATE_SUPER_ADMIN)) {
            insert.setString(1, admin.email());
            insert.setString(2, Password.hash(admin.password()));
            insert.setBoolean(3, admin.isGenerated());
            insert.executeUpdate();
        }
    }

    private boolean holds(String question) throws SQLException {
        return ask(question).equals(Optional.of("t"));
    }

    private Optional<String> ask(String question) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(question);
                ResultSet rows = query.executeQuery()) {
            return rows.next() ? Optional.ofNullable(rows.getString(1)) : Optional.empty();
        }
    }
}
