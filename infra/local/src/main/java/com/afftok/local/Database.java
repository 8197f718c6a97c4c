package com.afftok.local;

import com.afftok.shared.config.DatabaseUrl;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/// Connections to PostgreSQL with time limits.
final class Database {

    private static final String LIMIT_SECONDS = "10";

    private Database() {}

    static Connection connect(DatabaseUrl url) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", url.user());
        properties.setProperty("password", url.password());
        properties.setProperty("connectTimeout", LIMIT_SECONDS);
        properties.setProperty("loginTimeout", LIMIT_SECONDS);
        properties.setProperty("ApplicationName", "afftok launcher");
        return DriverManager.getConnection(url.jdbcUrl(), properties);
    }

    /// The first line of the driver's message.
    static String reason(SQLException failure) {
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse("no reason given");
    }
}
