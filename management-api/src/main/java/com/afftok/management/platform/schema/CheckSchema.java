package com.afftok.management.platform.schema;

import com.afftok.management.platform.config.ApiConfig;
import com.afftok.management.platform.config.CannotStart;
import com.afftok.shared.schema.SchemaVersion;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// Checks that the schema is new enough. The API has no right to change it.
public final class CheckSchema {

    private static final String VARIABLE = "DATABASE_URL";

    private final ApiConfig.Database database;

    public CheckSchema(ApiConfig.Database database) {
        this.database = database;
    }

    /// Returns if the schema is what this version needs.
    ///
    /// @throws CannotStart if the database is unreachable, refuses the sign-in, or has an older
    ///   schema
    public void run() {
        AwaitDatabase await = new AwaitDatabase(VARIABLE, database.url(), database.startTimeout());
        try (Connection connection = await.connect()) {
            SchemaVersion version = version(connection);
            if (!version.suffices()) {
                throw new CannotStart(
                        VARIABLE, database.url().redacted() + " " + version.problem());
            }
        } catch (SQLException e) {
            throw new CannotStart(VARIABLE, database.url().redacted() + " does not answer", e);
        }
    }

    private static SchemaVersion version(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(SchemaVersion.QUERY)) {
            row.next();
            return new SchemaVersion(row.getInt(1));
        } catch (SQLException e) {
            if (SchemaVersion.NO_SCHEMA.equals(e.getSQLState())) {
                return new SchemaVersion(0);
            }
            throw e;
        }
    }
}
