package com.afftok.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.shared.config.DatabaseUrl;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

final class FirstDataTest {

    @Test
    void has_an_administrator_with_a_week_for_the_second_factor() throws Exception {
        try (LocalPostgres postgres = LocalPostgres.migrated();
                Connection connection = Database.connect(DatabaseUrl.parse(postgres.url()))) {
            new FirstData(connection).ensure("first@example.com", "Correct-Horse-7", null);

            try (Statement statement = connection.createStatement();
                    ResultSet row =
                            statement.executeQuery(
                                    "select mfa_due_at - created_at = interval '7 days' from admin_users")) {
                assertThat(row.next()).isTrue();
                assertThat(row.getBoolean(1)).isTrue();
            }
        }
    }
}
