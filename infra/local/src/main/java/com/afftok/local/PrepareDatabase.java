package com.afftok.local;

import com.afftok.shared.config.DatabaseUrl;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// Inserts the first data into an empty database with the current schema.
final class PrepareDatabase {

    private PrepareDatabase() {}

    /// The sign-in and the demo data.
    ///
    /// @param adminPassword null unless it was just generated, and must be shown now
    record Prepared(FirstData.Present data, @Nullable String adminPassword) {

        /// Omits the password.
        @Override
        public String toString() {
            return "Prepared[" + data + "]";
        }
    }

    static Prepared run(DatabaseUrl url, Plan plan, Secrets secrets) {
        LauncherConfiguration.Administrator admin = plan.configuration().administrator();
        String given = admin.password();
        String password = given != null ? given : Password.generate(plan.random());
        try (Connection connection = Database.connect(url)) {
            FirstData.Present data =
                    new FirstData(connection)
                            .ensure(
                                    new FirstData.Administrator(
                                            admin.email(), password, given == null),
                                    plan.demo() ? DemoSecrets.of(plan, secrets) : null);
            boolean mustBeShown = given == null && data.adminIsNew();
            return new Prepared(data, mustBeShown ? password : null);
        } catch (SQLException failure) {
            throw new CannotStart(
                    "Cannot write the first data to the database %s: %s"
                            .formatted(url.redacted(), Database.reason(failure)),
                    failure);
        }
    }
}
