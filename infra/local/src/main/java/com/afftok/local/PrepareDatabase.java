package com.afftok.local;

import com.afftok.shared.config.DatabaseUrl;
import java.sql.Connection;
import java.sql.SQLException;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;

/// Brings the schema up to date and gives an empty database its first data.
final class PrepareDatabase {

    private PrepareDatabase() {}

    /// What can be signed in to and looked at.
    ///
    /// @param adminPassword null unless it was made up just now, and must be shown or is lost
    record Prepared(FirstData.Present data, @Nullable String adminPassword) {

        /// Without the password.
        @Override
        public String toString() {
            return "Prepared[" + data + "]";
        }
    }

    static Prepared run(DatabaseUrl url, Plan plan, Secrets secrets) {
        try {
            Migrations.apply(url);
        } catch (FlywayException failure) {
            throw new CannotStart(
                    "Cannot migrate the database %s: %s"
                            .formatted(url.redacted(), failure.getMessage()),
                    failure);
        }
        LauncherConfiguration.Administrator admin = plan.configuration().administrator();
        String given = admin.password();
        String password = given != null ? given : Password.generate(plan.random());
        try (Connection connection = Database.connect(url)) {
            FirstData.Present data =
                    new FirstData(connection)
                            .ensure(
                                    admin.email(),
                                    password,
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
