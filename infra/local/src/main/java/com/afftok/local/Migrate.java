package com.afftok.local;

import com.afftok.shared.config.DatabaseUrl;

/// Brings the schema of the database up to date that the operator names; `up` does so at its start,
/// and is the only one to reach the embedded database.
final class Migrate {

    private Migrate() {}

    /// @throws CannotStart if the operator names no database, or it refuses
    static void run(LauncherConfiguration configuration, Screen screen) {
        DatabaseUrl database = configuration.databaseUrl();
        if (database == null) {
            throw new CannotStart(
                    "DATABASE_URL: names no database; ./afftok up migrates the embedded one");
        }
        DatabaseUrl given = configuration.databaseOwnerUrl();
        DatabaseUrl owner = given == null ? database : given;
        Migrations.apply(owner, database.user());
        screen.line("The schema of %s is up to date".formatted(owner.redacted()));
    }
}
