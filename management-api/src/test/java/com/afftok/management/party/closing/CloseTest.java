package com.afftok.management.party.closing;

import static com.afftok.management.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.afftok.management.RunningApi;
import com.afftok.management.SentMails;
import com.afftok.management.SignedIn;
import com.afftok.management.access.MemberRole;
import com.afftok.management.access.Role;
import com.afftok.management.access.auth.Registered;
import com.afftok.management.party.export.Trade;
import io.lettuce.core.RedisClient;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.net.http.HttpResponse;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Users close themselves, and the accounts that they alone act for.
final class CloseTest {

    private final RunningApi api = RunningApi.shared();

    @Test
    void a_promoter_is_gone_but_for_its_number_and_the_books() {
        Trade trade = new Trade(api);
        SignedIn user = trade.promoter;
        String former = user.email();
        remove(trade.viewer, user.account());
        statement(user);

        HttpResponse<String> closed = close(user, true);

        assertThat(closed.statusCode()).as(closed.body()).isEqualTo(200);
        assertThat(
                        count(
                                "statement_names join statements on id = statement_id where promoter_id = ",
                                user.account()))
                .isZero();
        assertThat(closed.body())
                .contains("\"closed\":true", "\"what\":\"ledger\"", "\"what\":\"audit_log\"");
        assertThat(row("users", user.id()))
                .contains("closed-" + user.id(), "closed")
                .doesNotContain(former, "Somebody", "argon2id", trade.mark);
        assertThat(row("accounts", user.account())).contains("closed", "ZZ");
        assertThat(user.get("/api/me").body()).contains("AUTH_003");
        assertThat(login(former).body()).contains("AUTH_001");
        assertThat(
                        count(
                                "user_offers where status <> 'archived' and promoter_id = ",
                                user.account()))
                .isZero();
        assertThat(count("coupons where status <> 'archived' and promoter_id = ", user.account()))
                .isZero();
        for (String table :
                new String[] {
                    "sessions where user_id = %d",
                    "second_factors where user_id = %d",
                    "api_keys where user_id = %d",
                    "identities where user_id = %d",
                    "identity_requests where user_id = %d",
                    "passkeys where user_id = %d",
                    "passkey_requests where user_id = %d",
                    "password_resets where user_id = %d",
                    "address_proofs where user_id = %d",
                    "mail_requests where user_id = %d",
                    "invitations where invited_by = %d",
                    "idempotency_keys where owner like 'user:%d:%%'",
                }) {
            assertThat(api.sql("select count(*) from " + table.formatted(user.id())))
                    .as(table)
                    .isZero();
        }
        assertThat(webhooks(user)).isEqualTo("archived https://closed.invalid/ false");
        // What stays, and what is another's.
        assertThat(count("conversions where promoter_id = ", user.account())).isEqualTo(1);
        assertThat(count("ledger_postings where owner_id = ", user.account())).isEqualTo(1);
        assertThat(count("consents where user_id = ", user.id())).isEqualTo(1);
        assertThat(count("memberships where user_id = ", user.id())).isZero();
        assertThat(trade.shop.get("/api/conversions").body()).contains(trade.mark);
        assertThat(webhooks(trade.shop)).startsWith("active ");
        SentMails.Read mail = SentMails.to(former, 1).getLast();
        assertThat(mail.subject()).isEqualTo("Your account was closed");
    }

    @Test
    void an_advertiser_takes_its_offers_and_secrets_along() {
        Trade trade = new Trade(api);
        SignedIn shop = trade.shop;
        remove(trade.viewer, shop.account());

        assertThat(close(shop, true).statusCode()).isEqualTo(200);

        assertThat(count("offers where status <> 'archived' and advertiser_id = ", shop.account()))
                .isZero();
        assertThat(count("offers where advertiser_id = ", shop.account())).isEqualTo(1);
        assertThat(
                        api.sql(
                                "select count(*) from offer_proposals where offer_id = "
                                        + trade.offerId()))
                .isZero();
        assertThat(count("postback_secrets where advertiser_id = ", shop.account())).isZero();
        assertThat(trade.promoter.get("/api/links").body()).contains(trade.mark);
        assertThat(
                        count(
                                "user_offers where status = 'active' and advertiser_id = ",
                                shop.account()))
                .as("the promoter's link")
                .isEqualTo(1);
    }

    @Test
    void the_edges_are_told_once_of_each_account_that_was_closed() {
        SignedIn user = api.signedIn(Role.PROMOTER).withPassword();
        SignedIn other = api.signedIn(Role.ADVERTISER);
        user.joins(other.account(), MemberRole.VIEWER);
        Queue<String> told = new ConcurrentLinkedQueue<>();
        RedisClient client = RedisClient.create(api.redis().url());
        try (StatefulRedisPubSubConnection<String, String> connection = client.connectPubSub()) {
            connection.addListener(
                    new RedisPubSubAdapter<>() {
                        @Override
                        public void message(String channel, String message) {
                            told.add(message);
                        }
                    });
            connection.sync().subscribe("links:changed");

            close(user, false);

            eventually("told", () -> told.contains("account " + user.account()));
            assertThat(told).doesNotContain("account " + other.account());
        } finally {
            client.shutdown();
        }
    }

    @Test
    void money_is_not_left_behind_without_being_asked_for() {
        Trade trade = new Trade(api);
        remove(trade.viewer, trade.promoter.account());
        remove(trade.viewer, trade.shop.account());
        String before = row("users", trade.promoter.id());

        HttpResponse<String> promoter = close(trade.promoter, false);
        HttpResponse<String> shop = close(trade.shop, false);

        assertThat(promoter.statusCode()).isEqualTo(409);
        assertThat(promoter.body())
                .contains("STATE_002", "\"keep_balance\"", "\"balance_open\"")
                .contains("\"amount\":5.00,\"currency\":\"USD\",\"part\":\"promoter_pending\"");
        assertThat(shop.body()).contains("\"amount\":-5.00,\"currency\":\"USD\"");
        assertThat(row("users", trade.promoter.id())).isEqualTo(before);
        assertThat(trade.promoter.get("/api/me").statusCode()).isEqualTo(200);
        assertThat(SentMails.to(trade.promoter.email())).isEmpty();
    }

    @Test
    void an_account_with_other_members_keeps_its_last_owner() {
        SignedIn owner = api.signedIn(Role.PROMOTER).withPassword();
        SignedIn member = SignedIn.member(api, Role.PROMOTER, owner.account(), MemberRole.VIEWER);
        String code = api.text("select unique_code from accounts where id = " + owner.account());

        HttpResponse<String> refused = close(owner, true);

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body())
                .contains(
                        "STATE_002", "last_owner_of", "\"params\":{\"account\":\"" + code + "\"}");
        // An owner who can't sign in is none.
        SignedIn banned = SignedIn.member(api, Role.PROMOTER, owner.account(), MemberRole.OWNER);
        api.sql("update users set status = 'banned' where id = " + banned.id());
        assertThat(close(owner, true).body()).contains("last_owner_of");

        api.sql("update memberships set role = 'owner' where user_id = " + member.id());
        assertThat(close(owner, true).statusCode()).isEqualTo(200);
        assertThat(member.get("/api/account/members").body())
                .contains(member.username())
                .doesNotContain("closed-");
        assertThat(row("accounts", owner.account())).contains("active");
    }

    @Test
    void the_user_leaves_all_other_accounts() {
        SignedIn user = api.signedIn(Role.PROMOTER).withPassword();
        SignedIn shop = api.signedIn(Role.ADVERTISER);
        user.joins(shop.account(), MemberRole.MANAGER);
        SignedIn there = user.in(Role.ADVERTISER, shop.account());

        assertThat(close(there, false).statusCode()).isEqualTo(200);

        assertThat(there.get("/api/me").body()).contains("AUTH_003");
        assertThat(user.get("/api/me").body()).contains("AUTH_003");
        assertThat(shop.get("/api/account/members").body()).doesNotContain("closed-");
        assertThat(row("accounts", user.account())).contains("closed");
        assertThat(row("accounts", shop.account())).contains("active");
    }

    @Test
    void address_phone_and_username_can_be_registered_again() {
        Registered first = Registered.in(api);
        String id = RunningApi.member(first.answer(), "id");
        api.sql(
                "update users set phone = '+9665%08d' where id = %s"
                        .formatted(Long.parseLong(id), id));
        String phone = api.text("select phone from users where id = " + id);
        String json =
                "{\"username\":\"%s\",\"current_password\":\"%s\"}"
                        .formatted(first.username(), Registered.PASSWORD);

        assertThat(first.send("POST", "/api/auth/close", first.token(), json).statusCode())
                .isEqualTo(200);
        HttpResponse<String> again =
                api.post("/api/auth/register", Registered.json(first.username()));

        assertThat(again.statusCode()).as(again.body()).isEqualTo(201);
        assertThat(RunningApi.member(again, "id")).isNotEqualTo(id);
        assertThat(api.sql("select count(*) from users where phone = '%s'".formatted(phone)))
                .isZero();
        assertThat(first.me(first.token()).body()).contains("AUTH_003");
        assertThat(first.refresh(first.refreshToken()).body()).contains("AUTH_003");
        assertThat(api.post("/api/auth/register", Registered.json("closed-" + id)).body())
                .contains("VALID_001", "\"field\":\"username\"");
    }

    @Test
    void it_needs_the_password_and_the_users_own_name() {
        SignedIn user = api.signedIn(Role.PROMOTER).withPassword();
        SignedIn other = api.signedIn(Role.PROMOTER);

        assertThat(close(user, "Wrong-Horse-7", user.username()).body())
                .contains("VALID_001", "current_password");
        assertThat(close(user, SignedIn.PASSWORD, other.username()).body())
                .contains("VALID_001", "\"field\":\"username\"", "not_your_name");
        assertThat(api.post("/api/auth/close", closing(SignedIn.PASSWORD, "x", false)).statusCode())
                .isEqualTo(401);
        api.proofsExpire(user.id());
        assertThat(
                        user.post(
                                        "/api/auth/close",
                                        "{\"username\":\"%s\"}".formatted(user.username()))
                                .body())
                .contains("AUTH_006");
        assertThat(user.get("/api/me").statusCode()).isEqualTo(200);
        assertThat(other.get("/api/me").statusCode()).isEqualTo(200);
    }

    @Test
    void an_administrator_closes_a_user_as_of_a_version_and_for_good() {
        SignedIn support = api.signedIn(Role.PROMOTER_SUPPORT);
        SignedIn user = api.signedIn(Role.PROMOTER);
        String path = "/api/admin/users/" + user.id();
        String close = "{\"version\":%d,\"reason\":\"Asked by mail\"}";

        assertThat(support.post(path + "/close", close.formatted(7)).body()).contains("STATE_001");
        assertThat(
                        support.post("/api/admin/users/999999999/close", close.formatted(0))
                                .statusCode())
                .isEqualTo(404);
        support.post(path + "/ban", "{\"reason\":\"bots\"}");
        HttpResponse<String> closed = support.post(path + "/close", close.formatted(1));

        assertThat(closed.statusCode()).as(closed.body()).isEqualTo(200);
        assertThat(closed.body())
                .contains("\"username\":\"closed-%d\"".formatted(user.id()), "\"email\":null")
                .contains("\"status\":\"closed\"");
        for (String refused :
                new String[] {
                    support.post(path + "/close", close.formatted(2)).body(),
                    support.post(path + "/activate", "").body(),
                    support.post(path + "/ban", "{\"reason\":\"bots\"}").body(),
                    support.post(path + "/password-reset", "{\"reason\":\"lost\"}").body(),
                    support.put(path + "/role", "{\"version\":2,\"role\":\"advertiser\"}").body(),
                }) {
            assertThat(refused).contains("STATE_002", "is closed");
        }
        assertThat(
                        api.text(
                                "select new_value::text from audit_log where action = 'user.close' and object_id = '%d'"
                                        .formatted(user.id())))
                .contains("Asked by mail", Long.toString(user.account()));
        assertThat(
                        api.signedIn(Role.FRAUD_REVIEWER)
                                .post(path + "/close", close.formatted(2))
                                .body())
                .contains("PERM_001");
    }

    @Test
    void the_database_keeps_closed_users_and_accounts_closed_and_empty() {
        SignedIn user = api.signedIn(Role.PROMOTER).withPassword();
        close(user, false);

        for (String change :
                new String[] {
                    "update users set status = 'active', username = 'open' where id = %1$d",
                    "update users set email = 'back@example.com' where id = %1$d",
                    "update users set full_name = 'Layla' where id = %1$d",
                    "update accounts set status = 'active' where id = %2$d",
                    "update accounts set name = 'Layla Media' where id = %2$d",
                }) {
            assertThatThrownBy(() -> api.sql(change.formatted(user.id(), user.account())))
                    .as(change)
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {}                                        | username
                    {"username":""}                           | username
                    {"username":"a","keep_balance":"yes"}     | keep_balance
                    {"username":"a","current_password":""}    | current_password
                    """)
    void takes_nothing_wrong_and_names_the_field(String json, String field) {
        HttpResponse<String> answer = api.signedIn(Role.PROMOTER).post("/api/auth/close", json);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains("\"VALID_001\"", "\"field\":\"" + field + "\"");
    }

    private HttpResponse<String> close(SignedIn user, boolean keepBalance) {
        return user.post(
                "/api/auth/close", closing(SignedIn.PASSWORD, user.username(), keepBalance));
    }

    private static HttpResponse<String> close(SignedIn user, String password, String username) {
        return user.post("/api/auth/close", closing(password, username, false));
    }

    private static String closing(String password, String username, boolean keepBalance) {
        return "{\"current_password\":\"%s\",\"username\":\"%s\",\"keep_balance\":%s}"
                .formatted(password, username, keepBalance);
    }

    private HttpResponse<String> login(String email) {
        return api.post("/api/auth/login", Registered.credentials(email, SignedIn.PASSWORD));
    }

    /// A statement with the promoter's name.
    private void statement(SignedIn user) {
        api.sql(
                """
                insert into statement_months (month, issued_at, included)
                values ('2999-01-01', '2999-02-01 01:00Z', pg_current_snapshot()) on conflict do nothing;
                insert into statements (promoter_id, month, currency, opening, closing, pending)
                values (%1$d, '2999-01-01', 'USD', 0, 0, 0);
                insert into statement_names (statement_id, name)
                select id, 'Somebody' from statements where promoter_id = %1$d
                """
                        .formatted(user.account()));
    }

    private void remove(SignedIn member, long account) {
        api.sql(
                "delete from memberships where user_id = %d and account_id = %d"
                        .formatted(member.id(), account));
    }

    private String row(String table, long id) {
        return api.text("select t::text from %s t where id = %d".formatted(table, id));
    }

    private long count(String table, long id) {
        return api.sql("select count(*) from " + table + id);
    }

    private String webhooks(SignedIn owner) {
        return api.text(
                "select status || ' ' || url || ' ' || (secret is not null) from webhooks where account_id = "
                        + owner.account());
    }
}
