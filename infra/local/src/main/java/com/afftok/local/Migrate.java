package com.afftok.local;

import com.afftok.shared.config.DatabaseUrl;

/// Migrates the configured database; only `up` migrates the embedded one, when it starts.
final class Migrate {

    private Migrate() {}

    /// @throws CannotStart if no database is configured, or it refuses
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
