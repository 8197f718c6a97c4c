package com.afftok.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.shared.config.DatabaseUrl;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

final class FirstDataTest {

    @Test
    void has_an_administrator_with_a_week_for_the_second_factor() throws Exception {
        assertThat(afterwards(true, "mfa_due_at - created_at = interval '7 days'")).isTrue();
    }

    @Test
    void has_an_administrator_who_must_change_a_generated_password_alone() throws Exception {
        assertThat(afterwards(true, "password_is_temporary")).isTrue();
        assertThat(afterwards(false, "password_is_temporary")).isFalse();
    }

    private static boolean afterwards(boolean generated, String condition) throws SQLException {
        try (LocalPostgres postgres = LocalPostgres.migrated();
                Connection connection = Database.connect(DatabaseUrl.parse(postgres.url()))) {
            new FirstData(connection)
                    .ensure(
                            new FirstData.Administrator(
                                    "first@example.com", "Correct-Horse-7", generated),
                            null);

            try (Statement statement = connection.createStatement();
                    ResultSet row =
                            statement.executeQuery("select " + condition + " from admin_users")) {
                assertThat(row.next()).isTrue();
                return row.getBoolean(1);
            }
        }
    }
}
