package com.afftok.management.access.mailed;

import static com.afftok.management.Eventually.eventually;
import static com.afftok.management.RunningApi.member;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.OpenTransaction;
import com.afftok.management.RunningApi;
import com.afftok.management.SentMails;
import com.afftok.management.access.auth.Registered;
import java.net.http.HttpResponse;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/// Users prove that they receive mail at their address, and change it.
final class AddressTest {

    private final RunningApi api = RunningApi.shared();
    private final Registered user = Registered.in(api);

    @Test
    void an_address_is_confirmed_by_the_token_that_was_sent_to_it_once() {
        assertThat(verified()).isEqualTo("false");
        SentMails.Read mail = SentMails.to(user.email(), 1).getFirst();
        assertThat(mail.subject()).isEqualTo("Confirm your address");

        assertThat(verify(mail.token()).statusCode()).isEqualTo(200);

        assertThat(verified()).isEqualTo("true");
        assertThat(verify(mail.token()).body()).contains("AUTH_003");
        assertThat(SentMails.to(user.email())).hasSize(1);
    }

    @Test
    void a_token_works_for_a_day() {
        String token = SentMails.to(user.email(), 1).getFirst().token();
        api.sql("update address_proofs set expires_at = now() where user_id = " + id());

        assertThat(verify(token).body()).contains("AUTH_002");
        assertThat(verified()).isEqualTo("false");
    }

    @Test
    void the_mail_is_sent_once_more_five_times_an_hour() {
        for (int i = 1; i < 5; i++) {
            assertThat(resend().statusCode()).isEqualTo(200);
        }

        assertThat(resend().body()).contains("RATE_001");
        String token = SentMails.to(user.email(), 5).getLast().token();
        assertThat(verify(token).statusCode()).isEqualTo(200);
        assertThat(resend().statusCode()).isEqualTo(200);
        assertThat(SentMails.to(user.email())).hasSize(5);
    }

    @Test
    void another_address_is_taken_over_when_it_is_confirmed_and_the_old_one_gets_a_notice() {
        String other = "other-" + user.email();
        assertThat(change(other, Registered.PASSWORD).statusCode()).isEqualTo(200);
        String token = SentMails.to(other, 1).getFirst().token();
        assertThat(me()).contains(user.email()).doesNotContain(other);

        assertThat(verify(token).statusCode()).isEqualTo(200);

        assertThat(me()).contains(other).contains("\"email_verified\":true");
        assertThat(api.post("/api/auth/login", credentials(other)).statusCode()).isEqualTo(200);
        assertThat(user.login(Registered.PASSWORD).body()).contains("AUTH_001");
        assertThat(SentMails.to(user.email(), 2).getLast().subject())
                .isEqualTo("The address of your account was changed");
        assertThat(
                        api.sql(
                                """
                                select count(*) from audit_log
                                 where action = 'user.address_change' and object_id = '%s'
                                """
                                        .formatted(id())))
                .isEqualTo(1);
    }

    @Test
    void a_change_needs_the_password() {
        String other = "other-" + user.email();
        api.proofsExpire(Long.parseLong(id()));

        assertThat(
                        user.send(
                                        "PUT",
                                        "/api/auth/email",
                                        user.token(),
                                        "{\"email\":\"%s\"}".formatted(other))
                                .body())
                .contains("AUTH_006");
        assertThat(change(other, "Wrong-Horse-7").body()).contains("VALID_001", "current_password");
        noRequestWaits();
        assertThat(mailsTo(other)).isZero();
    }

    @Test
    void a_request_that_a_new_password_overtakes_is_void() throws Exception {
        String thief = "thief-" + user.email();
        try (OpenTransaction owner = new OpenTransaction(api)) {
            owner.execute("select from users where id = " + id() + " for no key update");
            change(thief, Registered.PASSWORD);
            eventually("the job waits", owner::isWaitedFor);
            owner.execute("update users set version = version + 1 where id = " + id());
            owner.commit();
        }

        noRequestWaits();
        assertThat(mailsTo(thief)).isZero();
    }

    @Test
    void a_banned_user_confirms_nothing() {
        String token = SentMails.to(user.email(), 1).getFirst().token();
        api.sql("update users set status = 'banned' where id = " + id());

        assertThat(verify(token).body()).contains("AUTH_004");
    }

    private void noRequestWaits() {
        eventually("no request waits", () -> api.sql("select count(*) from mail_requests") == 0);
    }

    private long mailsTo(String address) {
        return api.sql(
                "select count(*) from mails where lower(recipient) = lower('%s')"
                        .formatted(address));
    }

    @Test
    void an_address_of_another_user_gets_no_mail_and_the_answer_does_not_tell() {
        Registered another = Registered.in(api);
        SentMails.to(another.email(), 1);

        assertThat(change(another.email(), Registered.PASSWORD).statusCode()).isEqualTo(200);

        noRequestWaits();
        assertThat(SentMails.to(another.email())).hasSize(1);
        assertThat(
                        api.sql(
                                "select count(*) from address_proofs where user_id = %s and email = '%s'"
                                        .formatted(id(), another.email())))
                .isZero();
    }

    @Test
    void an_address_that_another_user_got_meanwhile_is_not_taken_over() {
        String other = "other-" + user.email();
        change(other, Registered.PASSWORD);
        String token = SentMails.to(other, 1).getFirst().token();
        Registered another = Registered.in(api);
        api.sql(
                "update users set email = '%s' where id = %s"
                        .formatted(other, member(another.answer(), "id")));

        assertThat(verify(token).body()).contains("AUTH_003");
        assertThat(me()).contains(user.email());
    }

    @Test
    void a_new_password_invalidates_what_was_mailed_before() {
        String thief = "thief-" + user.email();
        change(thief, Registered.PASSWORD);
        String stolen = SentMails.to(thief, 1).getFirst().token();
        api.post("/api/auth/password/forgot", "{\"email\":\"%s\"}".formatted(user.email()));
        String reset = SentMails.to(user.email(), 2).getLast().token();

        assertThat(
                        user.send(
                                        "PUT",
                                        "/api/auth/password",
                                        user.token(),
                                        "{\"current_password\":\"%s\",\"new_password\":\"Battery-Staple-8\"}"
                                                .formatted(Registered.PASSWORD))
                                .statusCode())
                .isEqualTo(200);

        assertThat(verify(stolen).body()).contains("AUTH_003");
        assertThat(reset(reset).body()).contains("AUTH_003");
        assertThat(user.login("Battery-Staple-8").statusCode()).isEqualTo(200);
    }

    @Test
    void a_lost_password_that_is_replaced_invalidates_a_change_of_the_address() {
        String thief = "thief-" + user.email();
        change(thief, Registered.PASSWORD);
        String stolen = SentMails.to(thief, 1).getFirst().token();
        api.post("/api/auth/password/forgot", "{\"email\":\"%s\"}".formatted(user.email()));

        assertThat(reset(SentMails.to(user.email(), 2).getLast().token()).statusCode())
                .isEqualTo(200);

        assertThat(verify(stolen).body()).contains("AUTH_003");
    }

    @Test
    void five_mails_an_hour_go_to_an_address_however_it_is_written() {
        String other = "OTHER-" + user.email();
        for (int i = 0; i < 6; i++) {
            String mixed = other.substring(0, i).toLowerCase(Locale.ROOT) + other.substring(i);
            assertThat(change(mixed, Registered.PASSWORD).statusCode()).isEqualTo(200);
        }

        noRequestWaits();
        assertThat(mailsTo(other)).isEqualTo(5);
    }

    private HttpResponse<String> reset(String token) {
        return api.post(
                "/api/auth/password/reset",
                "{\"token\":\"%s\",\"password\":\"Battery-Staple-8\"}".formatted(token));
    }

    private String verified() {
        return member(user.me(user.token()), "email_verified");
    }

    private String me() {
        return user.me(user.token()).body();
    }

    private HttpResponse<String> verify(String token) {
        return api.post("/api/auth/email/verify", "{\"token\":\"%s\"}".formatted(token));
    }

    private HttpResponse<String> resend() {
        return user.send("POST", "/api/auth/email/resend", user.token(), "");
    }

    private HttpResponse<String> change(String email, String password) {
        return user.send(
                "PUT",
                "/api/auth/email",
                user.token(),
                "{\"email\":\"%s\",\"current_password\":\"%s\"}".formatted(email, password));
    }

    private static String credentials(String email) {
        return Registered.credentials(email, Registered.PASSWORD);
    }

    private String id() {
        return member(user.answer(), "id");
    }
}
