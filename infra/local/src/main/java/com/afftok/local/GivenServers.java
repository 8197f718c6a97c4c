package com.afftok.local;

import com.afftok.shared.config.DatabaseUrl;
import com.afftok.shared.config.RedisUrl;
import java.io.IOException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// Checks the external servers configured in place of the embedded ones.
final class GivenServers {

    private GivenServers() {}

    /// @throws CannotStart with a line for each that does not answer
    static void check(LauncherConfiguration configuration) {
        String problems =
                database("DATABASE_URL", configuration.databaseUrl())
                        + database("DATABASE_OWNER_URL", configuration.databaseOwnerUrl())
                        + redis(configuration.redisUrl());
        if (!problems.isEmpty()) {
            throw new CannotStart(problems.strip());
        }
    }

    private static String database(String variable, @Nullable DatabaseUrl url) {
        if (url == null) {
            return "";
        }
        try {
            Database.connect(url).close();
            return "";
        } catch (SQLException failure) {
            return "%s: cannot use %s: %s%n"
                    .formatted(variable, url.redacted(), Database.reason(failure));
        }
    }

    private static String redis(@Nullable RedisUrl url) {
        if (url == null) {
            return "";
        }
        try {
            String answer = RedisConversation.ask(url, "PING");
            return answer.equals("+PONG")
                    ? ""
                    : "REDIS_URL: cannot use %s: %s%n".formatted(url.redacted(), answer);
        } catch (IOException failure) {
            return "REDIS_URL: cannot use %s: %s%n".formatted(url.redacted(), failure.getMessage());
        }
    }
}
