package com.afftok.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.shared.config.DatabaseUrl;
import com.password4j.Argon2Function;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `admin`, with external servers; [PlatformTest] uses it with the embedded ones.
final class AdministratorsTest {

    private static LocalPostgres postgres;
    @TempDir private Path folder;

    @BeforeAll
    static void start() {
        postgres = LocalPostgres.migrated();
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    @Test
    void are_made_with_a_password_that_is_shown_once() throws Exception {
        Answer answer = admin("create", "noor@example.com", "--role", "tech_admin");

        assertThat(answer.exitCode()).as(answer.errors()).isZero();
        assertThat(answer.output()).startsWith("sign-in    noor@example.com  ");
        assertThat(fits(answer.password(), "noor@example.com")).isTrue();
        assertThat(
                        text(
                                """
                                select role || ' ' || password_is_temporary
                                  from admin_users where email = 'noor@example.com'
                                """))
                .isEqualTo("tech_admin true");
        assertThat(noted("admin.create", "noor@example.com")).isEqualTo("system");
        assertThat(admin("create", "NOOR@example.com").errors())
                .isEqualTo("NOOR@example.com is already an administrator\n");
    }

    @Test
    void who_are_reset_have_another_password_and_are_signed_out() throws Exception {
        String first = admin("create", "sami@example.com").password();
        text(
                """
                insert into sessions (admin_id, expires_at)
                select id, now() + interval '1 day' from admin_users where email = 'sami@example.com'
                returning id::text
                """);

        Answer answer = admin("reset-password", "Sami@example.com");

        assertThat(answer.exitCode()).as(answer.errors()).isZero();
        assertThat(fits(answer.password(), "sami@example.com")).isTrue();
        assertThat(fits(first, "sami@example.com")).isFalse();
        assertThat(
                        text(
                                """
                                select count(*)::text from sessions s join admin_users a on a.id = s.admin_id
                                 where a.email = 'sami@example.com' and s.revoked_at is null
                                """))
                .isEqualTo("0");
        assertThat(noted("admin.reset_password", "sami@example.com")).isEqualTo("system");
        assertThat(told("sami@example.com")).isEqualTo("admin_password_changed");
        assertThat(text("select coalesce(audit_log_first_broken(), 0)::text")).isEqualTo("0");
    }

    @Test
    void keep_their_second_factor_unless_it_is_taken_away() throws Exception {
        admin("create", "lost@example.com");
        text(
                """
                insert into second_factors (admin_id, secret, enrolled_at)
                select id, 'sealed', now() from admin_users where email = 'lost@example.com'
                returning id::text
                """);
        String enrolled =
                """
                select exists (select from second_factors f join admin_users a on a.id = f.admin_id
                                where a.email = 'lost@example.com')::text
                """;

        admin("reset-password", "lost@example.com");
        assertThat(text(enrolled)).isEqualTo("true");
        assertThat(told("lost@example.com")).isEqualTo("admin_password_changed");

        admin("reset-password", "lost@example.com", "--mfa");
        assertThat(text(enrolled)).isEqualTo("false");
        text(
                """
                insert into passkeys (admin_id, credential_id, public_key, sign_count, name, backup_eligible, backed_up,
                                      created_at)
                select id, 'lost', 'k', 0, 'Key', false, false, now() from admin_users where email = 'lost@example.com'
                returning id::text
                """);
        admin("reset-password", "lost@example.com", "--mfa");
        assertThat(told("lost@example.com"))
                .isEqualTo(
                        "admin_password_changed admin_password_changed"
                                + " admin_second_factor_removed admin_password_changed"
                                + " admin_second_factor_removed");
        assertThat(text("select count(*)::text from passkeys where credential_id = 'lost'"))
                .isEqualTo("0");
    }

    @Test
    void that_nobody_knows_are_named() {
        Answer answer = admin("reset-password", "nobody@example.com");

        assertThat(answer.exitCode()).isEqualTo(1);
        assertThat(answer.errors()).isEqualTo("there is no administrator nobody@example.com\n");
    }

    @Test
    void of_a_platform_that_does_not_run_cannot_be_reached() {
        Answer answer = run(Map.of(), "admin", "create", "noor@example.com");

        assertThat(answer.exitCode()).isEqualTo(1);
        assertThat(answer.errors())
                .isEqualTo(
                        "AffTok is not running in %s: start it with ./afftok up, or set DATABASE_URL\n"
                                .formatted(folder.resolve("home")));
    }

    @Test
    void in_a_database_that_does_not_answer_are_named_without_its_password() {
        Answer answer =
                run(
                        Map.of("DATABASE_URL", "postgres://me:secret@127.0.0.1:1/afftok"),
                        "admin",
                        "create",
                        "noor@example.com");

        assertThat(answer.exitCode()).isEqualTo(1);
        assertThat(answer.errors())
                .contains("127.0.0.1:1")
                .doesNotContain("secret")
                .hasLineCount(1);
    }

    @ParameterizedTest
    @CsvSource({
        "admin, usage: admin create",
        "admin remove, usage: admin create",
        "admin create, usage: admin create",
        "admin create somebody, is not an email address",
        "admin create a@b.c --role king, unknown role \"king\"",
        "admin create a@b.c --mfa, unknown argument of admin create: \"--mfa\"",
        "admin create a@b.c d@e.f, unknown argument of admin create: \"d@e.f\"",
        "admin reset-password a@b.c --role tech_admin, unknown argument of admin reset-password: \"--role\"",
        "nonsense, usage: up",
    })
    void are_asked_for_in_words_that_are_understood(String words, String problem) {
        Answer answer = run(Map.of(), words.split(" ", -1));

        assertThat(answer.exitCode()).isEqualTo(2);
        assertThat(answer.errors()).contains(problem).hasLineCount(1);
    }

    private record Answer(int exitCode, String output, String errors) {

        String password() {
            return output.strip().split(" {2,}", -1)[2];
        }
    }

    private Answer admin(String... words) {
        String[] all = new String[words.length + 1];
        all[0] = "admin";
        System.arraycopy(words, 0, all, 1, words.length);
        return run(Map.of("DATABASE_URL", postgres.url()), all);
    }

    private Answer run(Map<String, String> more, String... words) {
        Map<String, String> variables = new HashMap<>(more);
        variables.put("AFFTOK_HOME", folder.resolve("home").toString());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exitCode =
                Main.run(
                        List.of(words),
                        variables,
                        new Screen(
                                new PrintStream(out, true, UTF_8),
                                new PrintStream(err, true, UTF_8)));
        return new Answer(exitCode, out.toString(UTF_8), err.toString(UTF_8));
    }

    private static boolean fits(String password, String email) throws SQLException {
        String hash = text("select password_hash from admin_users where email = '" + email + "'");
        return Argon2Function.getInstanceFromHash(hash).check(password, hash);
    }

    /// The actor of an entry of the audit log.
    private static String noted(String action, String email) throws SQLException {
        return text(
                """
                select l.actor_kind from audit_log l
                  join admin_users a on a.id::text = l.object_id and l.object_type = 'admin'
                 where l.action = '%s' and a.email = '%s'
                """
                        .formatted(action, email));
    }

    /// The mails that wait to be composed for an administrator.
    private static String told(String email) throws SQLException {
        return text(
                "select string_agg(kind, ' ' order by id) from mail_requests where email = '%s'"
                        .formatted(email));
    }

    private static String text(String sql) throws SQLException {
        try (Connection connection = Database.connect(DatabaseUrl.parse(postgres.url()));
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getString(1) : "";
        }
    }
}
