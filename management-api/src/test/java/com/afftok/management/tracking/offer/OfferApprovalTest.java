package com.afftok.management.tracking.offer;

import static com.afftok.management.RunningApi.member;
import static com.afftok.management.tracking.offer.OfferJson.anOffer;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.RunningApi;
import com.afftok.management.SignedIn;
import com.afftok.management.access.Role;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What owners decide about an offer, and what needs an administrator.
final class OfferApprovalTest {

    private final RunningApi api = RunningApi.shared();
    private final SignedIn shop = api.signedIn(Role.ADVERTISER);
    private final SignedIn manager = api.signedIn(Role.ADVERTISER_MANAGER);
    private final SignedIn promoter = api.signedIn(Role.PROMOTER);
    private String path = "";

    @BeforeEach
    void anApprovedOffer() {
        String json =
                anOffer().with("allowed_hosts", "[\"m.example.com\",\"n.example.com\"]").toString();
        path = "/api/offers/" + member(shop.post("/api/offers", json), "id");
        assertThat(manager.post(path + "/approve", "{\"version\":0}").statusCode()).isEqualTo(200);
    }

    @Test
    void what_an_administrator_paused_only_an_administrator_activates() {
        HttpResponse<String> paused = manager.post(path + "/pause", "");

        HttpResponse<String> activated = move(shop, "activate");

        assertThat(paused.body()).contains("\"status\":\"paused\"", "\"held_by\":\"platform\"");
        assertThat(activated.statusCode()).isEqualTo(409);
        assertThat(activated.body())
                .contains(
                        "STATE_002",
                        "\"field\":\"held_by\"",
                        "only an administrator can activate it again.");
        assertThat(shop.get(path).body())
                .contains("\"status\":\"paused\"", "\"held_by\":\"platform\"");
        assertThat(move(manager, "activate").body())
                .contains("\"status\":\"active\"", "\"held_by\":null");
    }

    @Test
    void what_its_owner_paused_its_owner_activates_unless_an_administrator_holds_it_too() {
        shop.post(path + "/pause", "");
        assertThat(move(shop, "activate").body())
                .contains("\"status\":\"active\"", "\"held_by\":null");

        shop.post(path + "/pause", "");
        assertThat(manager.post(path + "/pause", "").body()).contains("\"held_by\":\"platform\"");

        assertThat(move(shop, "activate").body()).contains("STATE_002");
        assertThat(manager.post(path + "/pause", "").body()).contains("STATE_002");
    }

    @Test
    void an_owner_can_give_up_what_is_held_but_not_take_it_up_again() {
        manager.post(path + "/pause", "");

        assertThat(shop.delete(path).body())
                .contains("\"status\":\"archived\"", "\"held_by\":\"platform\"");
        assertThat(move(shop, "activate").body()).contains("STATE_002");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "destination_url | \"https://elsewhere.example.com/\"",
                "allowed_hosts | [\"m.example.com\",\"evil.example.com\"]",
                "payout | 1.50",
                "payout_type | \"cpl\"",
                "goals | [\"lead\"]",
                "target_countries | [\"SA\"]",
                "blocked_countries | [\"DE\"]",
                "strict_geo | true",
                "link_lifetime_days | 120",
                "attribution_days | 29",
                "holding_days | 7",
                "min_seconds_to_conversion | 60",
                "terms | \"No bids on the brand.\"",
            })
    void where_shoppers_go_and_what_promoters_agreed_to_waits_for_approval(
            String member, String json) {
        HttpResponse<String> put = shop.put(path, like(1).with(member, json).toString());

        assertThat(put.statusCode()).isEqualTo(200);
        assertThat(live(put)).isEqualTo(live(shop.get(path)));
        assertThat(live(put))
                .contains(
                        "\"status\":\"active\"",
                        "\"payout\":12.50",
                        "\"payout_type\":\"cpa\"",
                        "\"goals\":[]",
                        "\"target_countries\":[],\"blocked_countries\":[]",
                        "\"link_lifetime_days\":90,\"attribution_days\":30,\"holding_days\":14",
                        "\"terms\":null",
                        "\"strict_geo\":false",
                        "\"min_seconds_to_conversion\":0",
                        "\"destination_url\":\"https://shop.example.com/landing?click={click_id}\"",
                        "\"allowed_hosts\":[\"m.example.com\",\"n.example.com\"]");
        assertThat(proposal(put)).contains("\"" + member + "\":" + json);
        assertThat(promoter.get(path).body())
                .contains("\"payout\":12.50", "\"payout_type\":\"cpa\"")
                .doesNotContain("proposal");

        HttpResponse<String> approved = manager.post(path + "/approve", "{\"version\":2}");

        assertThat(live(approved))
                .contains("\"" + member + "\":" + json, "\"status\":\"active\"", "\"version\":3");
        assertThat(approved.body()).contains("\"proposal\":null");
        assertThat(move(manager, "approve").body()).contains("STATE_002");
    }

    @Test
    void everything_else_is_changed_at_once_also_beside_a_proposal() {
        HttpResponse<String> first =
                shop.put(
                        path,
                        like(1).with("title", "\"Winter\"")
                                .with("terms", "\"\"")
                                .with("additional_notes", "\"Ask for banners.\"")
                                .with("allowed_hosts", "[\"n.example.com\"]")
                                .toString());
        HttpResponse<String> second =
                shop.put(
                        path,
                        like(2).with("title", "\"Spring\"").with("payout", "1.50").toString());

        assertThat(first.body())
                .contains(
                        "\"title\":\"Winter\"",
                        "\"additional_notes\":\"Ask for banners.\"",
                        "\"allowed_hosts\":[\"n.example.com\"]",
                        "\"proposal\":null");
        assertThat(live(second)).contains("\"title\":\"Spring\"", "\"payout\":12.50");
        assertThat(proposal(second)).contains("\"payout\":1.50");
    }

    @Test
    void a_proposal_is_withdrawn_by_what_is_approved_and_declined_by_administrators_alone() {
        shop.put(path, like(1).with("payout", "1.50").toString());
        assertThat(shop.put(path, like(2).toString()).body()).contains("\"proposal\":null");

        shop.put(path, like(3).with("payout", "1.50").toString());
        assertThat(move(shop, "decline").body()).contains("PERM_001");
        assertThat(move(shop, "approve").body()).contains("PERM_001");
        assertThat(move(manager, "decline").body())
                .contains("\"proposal\":null", "\"payout\":12.50", "\"status\":\"active\"");
        assertThat(move(manager, "decline").body()).contains("STATE_002");
    }

    @Test
    void an_administrators_change_is_live_at_once_and_leaves_what_is_proposed() {
        shop.put(path, like(1).with("payout", "1.50").toString());

        HttpResponse<String> put = manager.put(path, like(2).with("payout", "20").toString());

        assertThat(live(put)).contains("\"payout\":20");
        assertThat(proposal(put)).contains("\"payout\":1.50");
    }

    @Test
    void an_offer_that_is_held_stays_held_when_its_proposal_is_approved() {
        manager.post(path + "/pause", "");
        shop.put(path, like(2).with("payout", "1.50").toString());

        assertThat(move(manager, "approve").body())
                .contains("\"payout\":1.50", "\"status\":\"paused\"", "\"held_by\":\"platform\"");
    }

    @Test
    void an_offer_that_was_never_approved_is_changed_at_once() {
        path = "/api/offers/" + member(shop.post("/api/offers", anOffer().toString()), "id");

        assertThat(shop.put(path, like(0).with("payout", "1.50").toString()).body())
                .contains("\"payout\":1.50", "\"status\":\"pending\"", "\"proposal\":null");
    }

    @ParameterizedTest
    @CsvSource({"approve", "decline", "pause", "activate", "archive"})
    void what_was_changed_since_it_was_read_is_not_moved(String move) {
        shop.put(path, like(1).with("payout", "1.50").toString());

        HttpResponse<String> stale = manager.post(path + "/" + move, "{\"version\":1}");

        assertThat(stale.statusCode()).isEqualTo(409);
        assertThat(stale.body()).contains("STATE_001");
        assertThat(manager.post(path + "/" + move, "{\"version\":\"2\"}").body())
                .contains("VALID_001", "\"field\":\"version\"");
        assertThat(manager.get(path).body()).contains("\"version\":2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "approve | ''",
                "approve | {}",
                "decline | {}",
                "activate | {\"version\":null}"
            })
    void what_lets_an_offer_go_on_names_the_version_that_was_read(String move, String json) {
        shop.put(path, like(1).with("payout", "1.50").toString());

        HttpResponse<String> answer = manager.post(path + "/" + move, json);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("VALID_001", "\"field\":\"version\"");
        assertThat(manager.get(path).body()).contains("\"version\":2", "\"proposal\":{");
    }

    @Test
    void what_replaced_a_pending_offer_after_it_was_read_is_not_approved() {
        path = "/api/offers/" + member(shop.post("/api/offers", anOffer().toString()), "id");
        String elsewhere = "\"https://elsewhere.example.com/\"";
        shop.put(path, like(0).with("destination_url", elsewhere).toString());

        assertThat(manager.post(path + "/approve", "{\"version\":0}").body()).contains("STATE_001");
        assertThat(manager.get(path).body()).contains("\"status\":\"pending\"");
    }

    @Test
    void terms_that_were_replaced_are_kept_for_the_clicks_made_before() {
        shop.put(path, like(1).with("attribution_days", "7").toString());
        assertThat(kept()).isZero();

        move(manager, "approve");
        manager.put(path, like(3).with("payout", "20").with("attribution_days", "7").toString());
        shop.put(path, like(4).with("payout", "20").with("attribution_days", "7").toString());
        move(manager, "pause");

        assertThat(kept()).isEqualTo(2);
        assertThat(attributionDays("now() - interval '1 day'")).isEqualTo(30);
        assertThat(attributionDays("clock_timestamp()")).isEqualTo(7);
    }

    private long kept() {
        return api.sql("select count(*) from replaced_offer_terms where offer_id = " + id());
    }

    private long attributionDays(String at) {
        return api.sql("select attribution_days from offer_terms_at(%s, %s)".formatted(id(), at));
    }

    private String id() {
        return path.replaceFirst(".*/", "");
    }

    @Test
    void proposals_are_found_by_administrators_and_their_owner_alone() {
        shop.put(path, like(1).with("payout", "1.50").toString());
        String id = path.replaceFirst(".*/", "");
        String query = "/api/offers?limit=1&proposed=true";

        assertThat(manager.get(query).body()).contains("\"id\":" + id + ",");
        assertThat(shop.get(query).body()).contains("\"id\":" + id + ",", "\"total\":1,");
        assertThat(promoter.get(query).body()).contains("\"offers\":[]");
        assertThat(promoter.get("/api/offers?proposed=maybe").body())
                .contains("VALID_001", "\"field\":\"proposed\"");
    }

    @Test
    void who_approved_what_is_noted() {
        shop.put(path, like(1).with("payout", "1.50").toString());
        move(manager, "approve");

        assertThat(
                        api.sql(
                                """
                                select count(*) from audit_log
                                 where action = 'offer.approve' and object_id = '%s'
                                   and actor_id = %d and old_value ->> 'payout' = '12.50'
                                   and new_value ->> 'payout' = '1.50'
                                """
                                        .formatted(path.replaceFirst(".*/", ""), manager.id())))
                .isEqualTo(1);
    }

    /// Moves the present version.
    private HttpResponse<String> move(SignedIn who, String move) {
        String version = member(manager.get(path), "version");
        return who.post(path + "/" + move, "{\"version\":%s}".formatted(version));
    }

    /// The approved terms, to replace a version.
    private static OfferJson like(int version) {
        return anOffer()
                .with("allowed_hosts", "[\"m.example.com\",\"n.example.com\"]")
                .with("version", Integer.toString(version));
    }

    private static String live(HttpResponse<String> answer) {
        return answer.body().replaceFirst("\"proposal\":\\{[^}]*(\\{[^}]*}[^}]*)*}", "");
    }

    private static String proposal(HttpResponse<String> answer) {
        assertThat(answer.body()).contains("\"proposal\":{");
        return answer.body().substring(answer.body().indexOf("\"proposal\":{"));
    }
}
