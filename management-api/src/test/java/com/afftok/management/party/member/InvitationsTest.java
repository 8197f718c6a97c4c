package com.afftok.management.party.member;

import static com.afftok.management.RunningApi.member;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.RunningApi;
import com.afftok.management.SentMails;
import com.afftok.management.SignedIn;
import com.afftok.management.access.MemberRole;
import com.afftok.management.access.Role;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Owners invite others to their account by mail.
final class InvitationsTest {

    private static final String INVITATIONS = "/api/account/invitations";

    private final RunningApi api = RunningApi.shared();
    private final Inviter inviter = new Inviter(api);
    private final SignedIn owner = inviter.owner();
    private final String name = "u" + UUID.randomUUID().toString().replace("-", "");
    private final String address = name + "@example.com";

    @Test
    void expires_after_seven_days() {
        String token = inviter.invited(address, "viewer");
        assertThat(
                        api.sql(
                                """
                                select count(*) from invitations
                                 where email = '%s' and expires_at - created_at = interval '7 days'
                                """
                                        .formatted(address)))
                .isEqualTo(1);

        api.sql("update invitations set expires_at = now() where email = '%s'".formatted(address));

        assertThat(inviter.register(name, token).body()).contains("AUTH_002");
        assertThat(owner.get(INVITATIONS).body()).doesNotContain(address);
    }

    @Test
    void names_the_account_by_its_name_without_links() {
        api.sql(
                "update accounts set name = 'Noor Shop. See evil.example' where id = "
                        + owner.account());

        inviter.invited(address, "viewer");

        assertThat(SentMails.to(address, 1).getFirst().text())
                .contains("for the account “Noor Shop See evil example” (")
                .doesNotContain("evil.example");
    }

    @Test
    void is_not_sent_while_the_address_of_the_sender_may_be_another_persons() {
        owner.unconfirmed();

        assertThat(inviter.invite(address, "owner").body())
                .contains("STATE_002", "\"field\":\"email\",\"code\":\"not_confirmed\"");
    }

    @Test
    void is_void_when_it_is_revoked_or_replaced() {
        String replaced = inviter.invited(address, "viewer");
        HttpResponse<String> again = inviter.invite(address.toUpperCase(Locale.ROOT), "finance");
        String token = SentMails.to(address.toUpperCase(Locale.ROOT), 1).getLast().token();
        assertThat(inviter.register(name, replaced).body()).contains("AUTH_003");
        String at = INVITATIONS + "/" + member(again, "id");
        SignedIn stranger = api.signedIn(Role.ADVERTISER);

        assertThat(stranger.delete(at).statusCode()).isEqualTo(404);
        assertThat(owner.delete(at).statusCode()).isEqualTo(200);

        assertThat(owner.delete(at).statusCode()).isEqualTo(404);
        assertThat(inviter.register(name, token).body()).contains("AUTH_003");
        assertThat(inviter.audited("account.invitation_revoke")).isEqualTo(1);
    }

    @Test
    void is_void_when_its_sender_may_not_invite_any_more_or_the_account_is_banned() {
        SignedIn second =
                SignedIn.member(api, Role.ADVERTISER, owner.account(), MemberRole.OWNER)
                        .withPassword();
        String ofSecond = inviter.invited(second, address, "owner");
        String other = "x" + address;
        String ofOwner = inviter.invited(other, "owner");

        owner.patch(
                "/api/account/members/" + second.id(),
                "{\"role\":\"viewer\",\"current_password\":\"%s\"}".formatted(SignedIn.PASSWORD));

        assertThat(inviter.register(name, ofSecond).body()).contains("AUTH_003");
        assertThat(owner.get(INVITATIONS).body()).contains(other).doesNotContain("\"" + address);
        api.sql("update accounts set status = 'banned' where id = " + owner.account());
        assertThat(inviter.register(name, ofOwner).body()).contains("AUTH_004");
    }

    @Test
    void is_void_when_its_sender_has_a_new_password() {
        String token = inviter.invited(address, "owner");

        HttpResponse<String> changed =
                owner.put(
                        "/api/auth/password",
                        "{\"current_password\":\"%s\",\"new_password\":\"Newer-Horse-8\"}"
                                .formatted(SignedIn.PASSWORD));

        assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
        assertThat(inviter.register(name, token).body()).contains("AUTH_003");
    }

    @Test
    void is_answered_alike_whether_or_not_a_user_has_the_address() {
        SignedIn user = inviter.confirmed();

        HttpResponse<String> known = inviter.invite(user.email(), "viewer");
        HttpResponse<String> unknown = inviter.invite(address, "viewer");

        assertThat(shape(known, user.email())).isEqualTo(shape(unknown, address));
        assertThat(SentMails.to(user.email(), 1).getFirst().text().replaceAll("token=.*", ""))
                .isEqualTo(SentMails.to(address, 1).getFirst().text().replaceAll("token=.*", ""));
    }

    private static String shape(HttpResponse<String> answer, String email) {
        return answer.statusCode()
                + answer.body().replace(email, "").replaceAll("[0-9]+", "0")
                + answer.headers().map().keySet();
    }

    @Test
    void needs_the_password_and_an_address_that_is_not_a_members() {
        owner.fiveMinutesLater();

        assertThat(Inviter.invite(owner, address, "viewer", null).body()).contains("AUTH_006");
        assertThat(Inviter.invite(owner, address, "viewer", "Wrong-Horse-7").body())
                .contains("VALID_001", "current_password");
        assertThat(inviter.invite(owner.email(), "viewer").body())
                .contains("STATE_002", "\"code\":\"member_already\"");
        assertThat(owner.get(INVITATIONS).body()).doesNotContain(address);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    "email":"nobody"                                     | email
                    "email":"a@b.example\\r\\nBcc: victim@example.com"   | email
                    "email":"a@b.example\\nSubject: hello"               | email
                    "email":"a@b.example, victim@example.com"            | email
                    "email":"a@b.example\\u0000"                         | email
                    "email":"Amal <a@b.example>"                         | email
                    "email":null                                         | email
                    "role":"super_admin"                                 | role
                    "role":"OWNER"                                       | role
                    "role":null                                          | role
                    "current_password":["a"]                             | current_password
                    """)
    void is_refused_for_what_is_no_address_or_role(String wrong, String field) {
        String valid =
                "{\"email\":\"%s\",\"role\":\"viewer\",\"current_password\":\"%s\"}"
                        .formatted(address, SignedIn.PASSWORD);
        String member = wrong.substring(0, wrong.indexOf(':'));
        HttpResponse<String> answer =
                owner.post(
                        "/api/account/members",
                        valid.replaceFirst(member + ":\"[^\"]*\"", "")
                                .replace("{,", "{")
                                .replace(",,", ",")
                                .replace(",}", "}")
                                .replace("}", "," + wrong + "}"));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains("VALID_001", "\"field\":\"" + field + "\"");
    }

    @Test
    void are_five_an_hour_for_an_address_and_twenty_for_an_account() {
        for (int i = 0; i < 5; i++) {
            assertThat(inviter.invite(address, "viewer").statusCode()).isEqualTo(201);
        }
        HttpResponse<String> sixth = inviter.invite(address, "viewer");
        assertThat(sixth.body()).contains("RATE_001");
        assertThat(sixth.headers().firstValue("Retry-After")).isPresent();
        assertThat(inviter.register(name, SentMails.to(address, 5).getLast().token()).statusCode())
                .isEqualTo(200);

        List<Integer> statuses =
                Stream.iterate(6, i -> i < 24, i -> i + 1)
                        .map(i -> inviter.invite("x" + i + address, "viewer").statusCode())
                        .toList();

        assertThat(statuses).startsWith(201, 201, 201).endsWith(429);
    }

    @Test
    void fifty_are_open_at_once_and_two_hundred_are_members() {
        api.sql(
                """
                insert into invitations (account_id, email, role, invited_by, token_hash, expires_at)
                select %1$d, i || '.%2$s', 'viewer', %3$d, sha256((i || '%2$s')::bytea), now() + interval '1 day'
                  from generate_series(1, 50) i
                """
                        .formatted(owner.account(), address, owner.id()));

        assertThat(inviter.invite(address, "viewer").body())
                .contains("STATE_002", "too_many_invitations");
        assertThat(inviter.invite("1." + address, "finance").statusCode()).isEqualTo(201);

        api.sql(
                """
                delete from invitations where account_id = %1$d;
                with made as (
                    insert into users (username, email, password_hash, full_name)
                    select '%2$s'::text || i, i || '.m.%3$s', '$argon2id$none', 'Somebody'
                      from generate_series(1, 199) i
                    returning id)
                insert into memberships (account_id, user_id, role) select %1$d, id, 'viewer' from made
                """
                        .formatted(owner.account(), name, address));
        assertThat(inviter.invite("x" + address, "viewer").body())
                .contains("STATE_002", "too_many_members");
    }

    @Test
    void are_in_the_language_of_the_inviting_owner() {
        api.send(
                owner.request("/api/account/members")
                        .header("Accept-Language", "ar")
                        .header("Content-Type", "application/json")
                        .POST(
                                BodyPublishers.ofString(
                                        Inviter.invitation(address, "viewer", SignedIn.PASSWORD))));

        SentMails.Read mail = SentMails.to(address, 1).getFirst();
        assertThat(mail.subject()).isEqualTo("دعوة إلى حساب على AffTok");
        assertThat(mail.text()).contains("مشاهد", owner.username());
    }
}
