package com.afftok.management.access.mailed;

import static com.afftok.management.Eventually.eventually;
import static com.afftok.management.RunningApi.member;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.RunningApi;
import com.afftok.management.SentMails;
import com.afftok.management.access.auth.Registered;
import com.afftok.management.access.factor.App;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A user who lost the password gets back in by a token that is sent by mail.
final class ForgottenPasswordTest {

    private static final String RESET = "Set a new password";

    private final RunningApi api = RunningApi.shared();
    private final Registered user = Registered.in(api);

    @Test
    void lets_a_user_in_with_a_new_password_once_and_ends_all_sessions() {
        assertThat(forgot(user.email()).body()).contains("\"success\":true");
        String token = SentMails.to(user.email(), 2).getLast().token();

        assertThat(reset(token).statusCode()).isEqualTo(200);

        assertThat(SentMails.to(user.email())).hasSize(2);
        assertThat(reset(token).body()).contains("AUTH_003");
        assertThat(user.me(user.token()).body()).contains("AUTH_003");
        assertThat(user.login("Battery-Staple-8").statusCode()).isEqualTo(200);
    }

    @Test
    void tells_a_verified_address_that_the_password_was_changed() {
        api.sql("update users set email_verified_at = now() where id = " + id());
        forgot(user.email());

        reset(SentMails.to(user.email(), 2).getLast().token());
        String token = member(user.login("Battery-Staple-8"), "token");
        user.send(
                "PUT",
                "/api/auth/password",
                token,
                "{\"current_password\":\"Battery-Staple-8\",\"new_password\":\"Better-8x\"}");

        assertThat(SentMails.to(user.email(), 4).subList(2, 4))
                .extracting(SentMails.Read::subject)
                .containsOnly("The password of your account was changed");
    }

    @Test
    void removes_what_a_stranger_may_have_added_to_an_address_that_was_never_confirmed() {
        App.enrolled(api, user.token());
        api.sql(
                "update users set phone = '+96650%07d' where id = %s"
                        .formatted(Integer.parseInt(id()), id()));
        api.sql(
                """
                insert into api_keys (account_id, user_id, name, scopes, secret_hash, created_at, expires_at)
                select account_id, user_id, 'Script', '{read}', sha256('secret'), now(), now() + interval '1 day'
                  from memberships where user_id = %s
                """
                        .formatted(id()));
        forgot(user.email());

        reset(SentMails.token(user.email(), "reset-password"));

        assertThat(user.login("Battery-Staple-8").statusCode()).isEqualTo(200);
        assertThat(api.sql("select count(*) from api_keys where user_id = " + id())).isZero();
        assertThat(api.sql("select count(*) from users where phone is not null and id = " + id()))
                .isZero();
    }

    @Test
    void works_for_half_an_hour() {
        forgot(user.email());
        String token = SentMails.to(user.email(), 2).getLast().token();
        assertThat(
                        api.sql(
                                """
                                select count(*) from password_resets
                                 where user_id = %s
                                   and expires_at between now() + interval '29 minutes' and now() + interval '30 minutes'
                                """
                                        .formatted(id())))
                .isEqualTo(1);

        api.sql("update password_resets set expires_at = now() where user_id = " + id());

        assertThat(reset(token).body()).contains("AUTH_002");
    }

    @Test
    void answers_the_same_for_an_address_that_no_user_has_and_sends_nothing_to_it() {
        String nobody = "nobody-" + user.email();

        assertThat(withoutRequest(forgot(nobody))).isEqualTo(withoutRequest(forgot(user.email())));

        SentMails.to(user.email(), 2);
        assertThat(SentMails.to(nobody)).isEmpty();
    }

    @Test
    void finds_a_user_however_the_address_is_written_and_mails_to_the_users_own() {
        forgot(user.email().toUpperCase(Locale.ROOT));

        assertThat(SentMails.to(user.email(), 2).getLast().subject()).isEqualTo(RESET);
    }

    @Test
    void sends_nothing_to_a_user_who_is_banned() {
        api.sql("update users set status = 'banned' where id = " + id());

        forgot(user.email());

        eventually("no request waits", () -> api.sql("select count(*) from mail_requests") == 0);
        assertThat(mailsQueued()).isZero();
    }

    @Test
    void sends_five_mails_an_hour_and_leaves_one_token_valid() {
        for (int i = 0; i < 8; i++) {
            assertThat(forgot(user.email()).statusCode()).isEqualTo(200);
        }
        eventually("no request waits", () -> api.sql("select count(*) from mail_requests") == 0);

        assertThat(mailsQueued()).isEqualTo(5);
        // Requests are answered in parallel, so the mails may arrive in another order.
        assertThat(
                        SentMails.to(user.email(), 6).stream()
                                .filter(mail -> mail.text().contains("/reset-password#token="))
                                .map(mail -> reset(mail.token()).statusCode()))
                .containsOnly(200, 401)
                .containsOnlyOnce(200);
    }

    @Test
    void writes_arabic_to_those_who_prefer_it() {
        api.send(
                api.request("/api/auth/password/forgot")
                        .header("Content-Type", "application/json")
                        .header("Accept-Language", "ar-SA, en;q=0.5")
                        .POST(
                                BodyPublishers.ofString(
                                        "{\"email\":\"%s\"}".formatted(user.email()))));

        SentMails.Read mail = SentMails.to(user.email(), 2).getLast();
        assertThat(mail.subject()).isEqualTo("تعيين كلمة مرور جديدة");
        assertThat(mail.text()).contains("افتح هذا الرابط").contains("/reset-password#token=");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@example.com\\r\\nBcc: all@example.com",
                "a@example.com, b@example.com",
                "a b@example.com",
                "а@example.com",
                "a@example.com\\u0000"
            })
    void refuses_what_is_no_single_address(String email) {
        assertThat(forgot(email).body()).contains("VALID_001", "\"field\":\"email\"");
    }

    @Test
    void keeps_the_text_sealed_and_forgets_it_when_the_mail_is_sent() {
        forgot(user.email());
        SentMails.to(user.email(), 2);

        eventually(
                "no text is kept",
                () ->
                        api.sql(
                                        """
                                        select count(*) from mails
                                         where recipient = '%s' and message is null and finished_at is not null
                                        """
                                                .formatted(user.email()))
                                == 2);
    }

    private long mailsQueued() {
        return api.sql(
                "select count(*) from mails where kind = 'reset_password' and recipient = '%s'"
                        .formatted(user.email()));
    }

    private HttpResponse<String> forgot(String email) {
        return api.post("/api/auth/password/forgot", "{\"email\":\"%s\"}".formatted(email));
    }

    private HttpResponse<String> reset(String token) {
        return api.post(
                "/api/auth/password/reset",
                "{\"token\":\"%s\",\"password\":\"Battery-Staple-8\"}".formatted(token));
    }

    private static String withoutRequest(HttpResponse<String> answer) {
        return answer.body()
                .replaceAll("req_[0-9a-f]+", "")
                .replaceAll("\"timestamp\":\"[^\"]*\"", "");
    }

    private String id() {
        return member(user.answer(), "id");
    }
}
