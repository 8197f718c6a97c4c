package com.afftok.local;

import com.afftok.shared.config.DatabaseUrl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// Operators' management of administrators of a running platform, for when no administrator can
/// sign in.
///
/// Passwords are generated here and shown once; the administrators must change them. The audit log
/// records the changes as done by the system, and the API mails an active administrator of a reset.
final class Administrators {

    private static final String CREATE =
            """
            INSERT INTO admin_users (email, password_hash, password_is_temporary, role)
            VALUES (?, ?, true, ?)
            ON CONFLICT DO NOTHING
            RETURNING id::text, status
            """;

    private static final String RESET =
            """
            UPDATE admin_users
               SET password_hash = ?, password_is_temporary = true, version = version + 1
             WHERE lower(email) = lower(?)
            RETURNING id::text, status
            """;

    private static final String END_SESSIONS =
            """
            UPDATE sessions SET revoked_at = now(), revoked_reason = 'password_changed'
             WHERE admin_id = ?::bigint AND revoked_at IS NULL
            """;

    private static final String DISMISS_SECOND_FACTOR =
            "DELETE FROM second_factors WHERE admin_id = ?::bigint";

    private static final String REMOVE_PASSKEYS = "DELETE FROM passkeys WHERE admin_id = ?::bigint";

    private static final String TELL =
            """
            INSERT INTO mail_requests (email, kind, language)
            SELECT email, ?, 'en' FROM admin_users WHERE id = ?::bigint
            """;

    private static final String NOTE =
            """
            INSERT INTO audit_log (actor_kind, action, object_type, object_id, new_value)
            VALUES ('system', ?, 'admin', ?, ?::jsonb)
            """;

    private final LauncherConfiguration configuration;
    private final SecureRandom random;
    private final Screen screen;

    Administrators(LauncherConfiguration configuration, SecureRandom random, Screen screen) {
        this.configuration = configuration;
        this.random = random;
        this.screen = screen;
    }

    private record Found(String id, String status) {}

    /// @throws CannotStart if the platform does not run, or the email is taken
    void create(Request.CreateAdmin request) {
        String password = Password.generate(random);
        inTransaction(connection -> {
            Found made =
                    ask(
                                    connection,
                                    CREATE,
                                    request.email(),
                                    Password.hash(password),
                                    request.role())
                            .orElseThrow(() ->
                                    new CannotStart(
                                            request.email() + " is already an administrator"));
            note(connection, "admin.create", made, "{\"role\": \"" + request.role() + "\"}");
            return made;
        });
        screen.entry("sign-in", request.email() + "  " + password + "  (shown only once)");
        screen.entry("role", request.role());
    }

    /// @throws CannotStart if the platform does not run, or the email is unknown
    void resetPassword(Request.ResetPassword request) {
        String password = Password.generate(random);
        Found reset =
                inTransaction(connection -> {
                    Found found =
                            ask(connection, RESET, Password.hash(password), request.email())
                                    .orElseThrow(() ->
                                            new CannotStart(
                                                    "there is no administrator "
                                                            + request.email()));
                    run(connection, TELL, "admin_password_changed", found.id());
                    if (request.secondFactor() && removeFactors(connection, found)) {
                        run(connection, TELL, "admin_second_factor_removed", found.id());
                    }
                    run(connection, END_SESSIONS, found.id());
                    note(
                            connection,
                            "admin.reset_password",
                            found,
                            "{\"mfa_reset\": " + request.secondFactor() + "}");
                    return found;
                });
        screen.entry("sign-in", request.email() + "  " + password + "  (shown only once)");
        if (!reset.status().equals("active")) {
            screen.entry("status", reset.status() + "  (a super admin can change it)");
        }
    }

    /// Removes app and passkeys.
    ///
    /// @return false if there was neither
    private static boolean removeFactors(Connection connection, Found admin) throws SQLException {
        int apps = run(connection, DISMISS_SECOND_FACTOR, admin.id());
        return apps + run(connection, REMOVE_PASSKEYS, admin.id()) > 0;
    }

    private interface Work {
        Found in(Connection connection) throws SQLException;
    }

    private Found inTransaction(Work work) {
        DatabaseUrl url = database();
        try (Connection connection = Database.connect(url)) {
            connection.setAutoCommit(false);
            Found found = work.in(connection);
            connection.commit();
            return found;
        } catch (SQLException failure) {
            throw new CannotStart(
                    "Cannot write to the database %s: %s"
                            .formatted(url.redacted(), Database.reason(failure)),
                    failure);
        }
    }

    private DatabaseUrl database() {
        DatabaseUrl given = configuration.databaseUrl();
        return given == null ? ownDatabase() : given;
    }

    private DatabaseUrl ownDatabase() {
        Path home = configuration.home();
        try {
            if (Files.exists(home.resolve("secrets"))) {
                Path folder = home.toRealPath();
                Optional<String> url =
                        LocalPostgres.running(folder, Secrets.in(folder, random).ofPostgres());
                if (url.isPresent()) {
                    return DatabaseUrl.parse(url.get());
                }
            }
        } catch (IOException failure) {
            throw new CannotStart(
                    "AFFTOK_HOME: cannot read %s: %s".formatted(home, failure.getMessage()),
                    failure);
        }
        throw new CannotStart(
                "AffTok is not running in %s: start it with ./afftok up, or set DATABASE_URL"
                        .formatted(home));
    }

    private static void note(Connection connection, String action, Found admin, String value)
            throws SQLException {
        run(connection, NOTE, action, admin.id(), value);
    }

    /// Returns the number of rows.
    private static int run(Connection connection, String sql, String... values)
            throws SQLException {
        try (PreparedStatement statement = prepare(connection, sql, List.of(values))) {
            return statement.executeUpdate();
        }
    }

    private static Optional<Found> ask(Connection connection, String sql, String... values)
            throws SQLException {
        try (PreparedStatement statement = prepare(connection, sql, List.of(values));
                ResultSet rows = statement.executeQuery()) {
            return rows.next()
                    ? Optional.of(new Found(rows.getString(1), rows.getString(2)))
                    : Optional.empty();
        }
    }

    private static PreparedStatement prepare(Connection connection, String sql, List<String> values)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.size(); i++) {
            statement.setString(i + 1, values.get(i));
        }
        return statement;
    }
}
