package com.afftok.management.party.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.document.OpenApi;
import com.afftok.management.RunningApi;
import com.afftok.management.SignedIn;
import com.afftok.management.access.Role;
import com.afftok.shared.id.UserId;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/// Users get all that is stored about them and the accounts that they own. The shape of each answer
/// is checked against the document.
final class ExportTest {

    private static final String EXPORT = "/api/auth/export";
    private static final String PROOF =
            "{\"current_password\":\"%s\"}".formatted(SignedIn.PASSWORD);

    /// Sections that a kind of accounts can't have rows in.
    private static final Set<String> OF_SHOPS =
            Set.of(
                    "offers",
                    "offer_proposals",
                    "former_offer_terms",
                    "commission_rules",
                    "commission_caps",
                    "recruiter_rates",
                    "advertiser_terms",
                    "advertiser_payments",
                    "postback_secrets");

    private static final Set<String> OF_PROMOTERS = Set.of("links", "commissions", "payouts");

    private final RunningApi api = RunningApi.shared();

    @Test
    void has_every_section_of_the_user_and_of_its_account() {
        Trade trade = new Trade(api);

        JsonNode promoter = exported(trade.promoter);
        JsonNode shop = exported(trade.shop);

        assertThat(emptySections(promoter)).isEmpty();
        assertThat(emptySections(promoter.path("accounts").path(0)))
                .containsExactlyInAnyOrderElementsOf(
                        with(
                                OF_SHOPS,
                                "payout_details",
                                "payout_methods",
                                "tax_profiles",
                                "payouts"));
        assertThat(emptySections(shop)).isEmpty();
        assertThat(emptySections(shop.path("accounts").path(0)))
                .containsExactlyInAnyOrderElementsOf(
                        with(OF_PROMOTERS, "payout_details", "payout_methods", "tax_profiles"));
        assertThat(promoter.at("/user/email").asText()).isEqualTo(trade.promoter.email());
        assertThat(promoter.at("/accounts/0/links/0/clicks").asInt()).isEqualTo(7);
        assertThat(promoter.at("/accounts/0/ledger/0/amount").asInt()).isEqualTo(5);
        assertThat(promoter.at("/accounts/0/ledger/0/created_at").asText()).endsWith("+00:00");
        assertThat(shop.at("/accounts/0/ledger/0/amount").asInt()).isEqualTo(-5);
        assertThat(shop.at("/accounts/0/commission_rules/0/tiers/0/rate").asInt()).isEqualTo(6);
    }

    @Test
    void has_the_tax_profiles_in_full() {
        SignedIn user = api.signedIn(Role.PROMOTER).withPassword();
        HttpResponse<String> saved =
                user.put(
                        "/api/tax-profile",
                        "{\"legal_name\":\"Layla Hassan\",\"country\":\"SA\",\"address\":\"12 Palm Street\",\"tax_id\":\"310-1234-5678\",\"version\":0}");
        assertThat(saved.statusCode()).as(saved.body()).isEqualTo(200);

        assertThat(exported(user).at("/accounts/0/tax_profiles/0/tax_id").asText())
                .isEqualTo("310-1234-5678");
    }

    @Test
    void has_the_payout_details_in_full() {
        SignedIn user = api.signedIn(Role.PROMOTER).withPassword();
        user.put(
                "/api/profile",
                """
                {"payout_details":{"method":"bank_transfer","account_holder":"Layla","account":"SA0380000000608010167519"},
                 "current_password":"%s"}
                """
                        .formatted(SignedIn.PASSWORD));

        assertThat(exported(user).at("/accounts/0/payout_details/account").asText())
                .isEqualTo("SA0380000000608010167519");
    }

    @Test
    void is_whole_beyond_what_is_read_at_once() {
        Trade trade = new Trade(api);
        api.sql(
                """
                insert into user_offers (promoter_id, offer_id, advertiser_id, sub1)
                select %d, %d, %d, 'link ' || i from generate_series(1, 250) as i
                """
                        .formatted(
                                trade.promoter.account(), trade.offerId(), trade.shop.account()));

        JsonNode links = exported(trade.promoter).at("/accounts/0/links");

        assertThat(links).hasSize(251);
        assertThat(links.findValuesAsText("sub1")).contains("link 1", "link 100", "link 250");
    }

    @Test
    void has_nothing_of_others_but_the_names_and_roles_of_members() {
        Trade trade = new Trade(api);
        Trade others = new Trade(api);

        String promoter = export(trade.promoter).body();
        String viewer = export(trade.viewer.withPassword()).body();

        assertThat(promoter)
                .contains(
                        trade.mark,
                        "{\"username\":\"" + trade.viewer.username() + "\",\"role\":\"viewer\"")
                .doesNotContain(others.mark)
                // The full name and the address of a member, an invited address, the shop's notes.
                .doesNotContain("Viewer " + trade.mark, trade.viewer.email(), trade.shop.email())
                .doesNotContain("invited" + trade.mark, "note " + trade.mark);
        assertThat(export(trade.shop).body()).contains("note " + trade.mark);
        // A member who owns no account gets none, however much the member sees.
        assertThat(viewer).contains("\"accounts\":[]").doesNotContain("note " + trade.mark);
        assertThat(OpenApi.json(viewer).at("/memberships")).hasSize(2);
    }

    @Test
    void has_no_secret_and_no_hash() {
        Trade trade = new Trade(api);

        for (SignedIn owner : List.of(trade.promoter, trade.shop)) {
            assertThat(export(owner).body())
                    .doesNotContain(
                            "$argon2",
                            "cdcdcdcd",
                            "abababab",
                            "efefefef",
                            "\\\\x",
                            "_hash\"",
                            "token\"")
                    .doesNotContain(
                            api.text(
                                    "select encode(sha256('reset %d'), 'hex')"
                                            .formatted(owner.id())));
        }
    }

    @Test
    void has_no_address_of_administrators_and_no_values_of_what_others_are() {
        SignedIn user = api.signedIn(Role.PROMOTER).withPassword();
        api.sql(
                """
                insert into audit_log (actor_kind, actor_id, action, object_type, object_id, new_value, ip_address)
                values ('admin', 1, 'user.ban', 'user', '%1$d', '{"reason":"bots"}', '198.51.100.0'),
                       ('user', %1$d, 'account.invite', 'account', '%2$d', '{"email":"x@example.com"}',
                        '203.0.113.0'),
                       ('user', %3$d, 'user.sign_out', 'user', '%3$d', null, '192.0.2.0')
                """
                        .formatted(user.id(), user.account(), user.id() + 1_000_000));

        String log = exported(user).path("audit_log").toString();

        assertThat(log)
                .contains("user.ban", "bots", "account.invite", "203.0.113.0")
                .doesNotContain("198.51.100.0", "x@example.com", "192.0.2.0");
    }

    @Test
    void has_no_mails_to_an_unconfirmed_address_but_those_that_ask_for_its_confirmation() {
        SignedIn user = api.signedIn(Role.PROMOTER).withPassword().unconfirmed();
        api.sql(
                """
                insert into mails (kind, recipient, finished_at, next_attempt_at, give_up_at)
                select kind, u.email, now(), null, now()
                  from users u, unnest(array['invitation', 'verify_address']) as kind where u.id = %d
                """
                        .formatted(user.id()));

        assertThat(exported(user).path("mails").findValuesAsText("kind"))
                .containsExactly("verify_address");
    }

    @Test
    void is_a_file_that_is_not_cached_and_is_noted() {
        SignedIn user = api.signedIn(Role.PROMOTER).withPassword();

        HttpResponse<String> answer = export(user);

        assertThat(answer.headers().allValues("Content-Disposition").toString())
                .contains("attachment", "afftok-export.json");
        assertThat(answer.headers().allValues("Cache-Control")).containsExactly("no-store");
        assertThat(answer.headers().allValues("Content-Type").toString())
                .contains("application/json");
        assertThat(
                        api.sql(
                                "select count(*) from audit_log where action = 'user.export' and actor_id = "
                                        + user.id()))
                .isEqualTo(1);
    }

    @Test
    void needs_the_password() {
        SignedIn user = api.signedIn(Role.PROMOTER).withPassword();
        api.proofsExpire(user.id());

        assertThat(user.post(EXPORT, "{}").body()).contains("AUTH_006");
        assertThat(user.post(EXPORT, "{\"current_password\":\"Wrong-Horse-7\"}").body())
                .contains("VALID_001", "current_password");
        assertThat(api.post(EXPORT, PROOF).statusCode()).isEqualTo(401);
        assertThat(api.signedIn(Role.SUPER_ADMIN).post(EXPORT, PROOF).body()).contains("PERM_001");
    }

    @Test
    void is_made_five_times_a_day_and_no_more() {
        SignedIn user = api.signedIn(Role.PROMOTER).withPassword();
        for (int i = 0; i < ExportUser.MOST_A_DAY; i++) {
            assertThat(export(user).statusCode()).isEqualTo(200);
        }

        HttpResponse<String> refused = export(user);

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.body()).contains("RATE_001");
        assertThat(Long.parseLong(refused.headers().firstValue("Retry-After").orElse("")))
                .isBetween(86_000L, 86_400L);
        assertThat(export(api.signedIn(Role.PROMOTER).withPassword()).statusCode()).isEqualTo(200);
    }

    @Test
    void is_made_once_at_a_time_until_the_last_byte_is_sent() {
        SignedIn user = api.signedIn(Role.PROMOTER).withPassword();
        ExportTurns turns = api.part(ExportTurns.class);
        UserId id = new UserId(user.id());
        ExportTurns.Turn turn = turns.begin(id).orElseThrow();

        HttpResponse<String> refused = export(user);
        turns.end(turn);

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(export(user).statusCode()).isEqualTo(200);
        assertThat(export(user).statusCode()).as("the turn was given back").isEqualTo(200);
    }

    @Test
    void four_users_at_a_time_are_the_most_and_a_lost_turn_ends() {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
        InstantSource clock = now::get;
        ExportTurns turns = new ExportTurns(clock);
        for (int id = 1; id <= 4; id++) {
            assertThat(turns.begin(new UserId(id))).isPresent();
        }

        assertThat(turns.begin(new UserId(5))).isEmpty();
        now.set(Instant.EPOCH.plusSeconds(601));
        assertThat(turns.begin(new UserId(5))).isPresent();
        assertThat(turns.begin(new UserId(5))).isEmpty();
    }

    @Test
    void an_export_of_more_than_ten_minutes_gives_back_no_turn_but_its_own() {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
        ExportTurns turns = new ExportTurns(now::get);
        UserId user = new UserId(1);
        ExportTurns.Turn slow = turns.begin(user).orElseThrow();
        now.set(Instant.EPOCH.plusSeconds(601));
        assertThat(turns.begin(user)).isPresent();

        turns.end(slow);

        assertThat(turns.begin(user)).isEmpty();
    }

    private static List<String> with(Set<String> names, String... more) {
        List<String> all = new ArrayList<>(names);
        all.addAll(List.of(more));
        return all.stream().distinct().toList();
    }

    /// The sections without a row. Requests for mails wait for a moment only.
    private static List<String> emptySections(JsonNode document) {
        List<String> empty = new ArrayList<>();
        document.properties()
                .forEach(section -> {
                    JsonNode value = section.getValue();
                    boolean isEmpty =
                            value.isNull() || (value.isContainerNode() && value.isEmpty());
                    if (isEmpty && !section.getKey().equals("mail_requests")) {
                        empty.add(section.getKey());
                    }
                });
        return empty;
    }

    private JsonNode exported(SignedIn user) {
        HttpResponse<String> answer = export(user);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return OpenApi.json(answer.body());
    }

    private static HttpResponse<String> export(SignedIn user) {
        return user.post(EXPORT, PROOF);
    }
}
