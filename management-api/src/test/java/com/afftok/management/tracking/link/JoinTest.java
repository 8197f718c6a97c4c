package com.afftok.management.tracking.link;

import static com.afftok.management.Eventually.eventually;
import static com.afftok.management.RunningApi.member;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.OpenTransaction;
import com.afftok.management.RunningApi;
import com.afftok.management.SignedIn;
import com.afftok.management.access.Role;
import com.afftok.management.tracking.offer.OfferJson;
import com.afftok.shared.code.KeyRing;
import com.afftok.shared.code.LinkCodes;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class JoinTest {

    private final RunningApi api = RunningApi.shared();
    private final SignedIn shop = api.signedIn(Role.ADVERTISER);
    private final SignedIn promoter = api.signedIn(Role.PROMOTER);

    @Test
    void a_promoter_who_joins_gets_a_link_that_proves_itself() {
        HttpResponse<String> joined = promoter.post(join(offer("active", "auto")), "");

        assertThat(joined.statusCode()).isEqualTo(200);
        String code = member(joined, "tracking_url").replaceFirst(".*/c/", "");
        assertThat(new LinkCodes(KeyRing.parse("1:8f1d3c5b7a99e2406cb1d8f3a5e70912")).verify(code))
                .isEqualTo(Long.parseLong(member(joined, "user_offer_id")));
        assertThat(member(joined, "status")).isEqualTo("active");
        assertThat(member(joined, "short_link")).isEqualTo(member(joined, "tracking_url"));
        assertThat(member(joined, "qr_code")).startsWith("data:image/png;base64,iVBOR");
    }

    @Test
    void who_joins_again_is_told_of_the_link_that_is_there() {
        String path = join(offer("active", "auto"));
        String link = member(promoter.post(path, ""), "user_offer_id");

        HttpResponse<String> again = promoter.post(path, "");

        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(again.body())
                .contains("OFFER_003", "\"existing\":{\"user_offer_id\":" + link + ",");
    }

    @Test
    void who_joins_many_times_at_once_joins_once() {
        String path = join(offer("active", "auto"));

        List<Integer> statuses =
                IntStream.range(0, 16)
                        .parallel()
                        .mapToObj(_ -> promoter.post(path, "").statusCode())
                        .collect(Collectors.toList());

        assertThat(statuses).containsOnlyOnce(200).contains(409);
        assertThat(links(promoter)).isEqualTo(1);
    }

    @Test
    void only_what_is_active_can_be_joined() {
        assertThat(promoter.post(join(offer("pending", "auto")), "").body()).contains("OFFER_001");
        assertThat(promoter.post(join(offer("paused", "auto")), "").body()).contains("OFFER_002");
        assertThat(promoter.post(join(offer("archived", "auto")), "").body()).contains("OFFER_002");
        assertThat(promoter.post("/api/offers/999999999/join", "").body()).contains("OFFER_001");
        assertThat(links(promoter)).isZero();
    }

    @Test
    void offers_of_a_banned_advertiser_are_neither_shown_nor_joined() {
        long offer = offer("active", "auto");
        api.sql("update accounts set status = 'banned' where id = " + shop.account());

        assertThat(promoter.get("/api/offers/" + offer).body()).contains("OFFER_001");
        assertThat(promoter.post(join(offer), "").body()).contains("OFFER_002");
        assertThat(api.signedIn(Role.ADVERTISER_MANAGER).get("/api/offers/" + offer).statusCode())
                .isEqualTo(200);
        assertThat(links(promoter)).isZero();
    }

    @Test
    void an_offer_that_one_has_joined_is_seen_in_every_status_and_joined_while_it_is_active() {
        long offer = offer("active", "auto");
        promoter.post(join(offer), "");
        for (String status : List.of("paused", "archived")) {
            api.sql("update offers set status = '%s' where id = %d".formatted(status, offer));

            HttpResponse<String> again = promoter.post(join(offer), "");
            HttpResponse<String> read = promoter.get("/api/offers/" + offer);

            assertThat(again.statusCode()).isEqualTo(410);
            assertThat(again.body()).contains("OFFER_002");
            assertThat(read.body())
                    .contains("\"status\":\"" + status + '"')
                    .doesNotContain("destination_url", "held_by");
            assertThat(api.signedIn(Role.PROMOTER).get("/api/offers/" + offer).body())
                    .contains("OFFER_001");
        }
    }

    @Test
    void an_offer_that_one_has_joined_rests_while_its_advertiser_is_banned() {
        long offer = offer("active", "auto");
        promoter.post(join(offer), "");
        api.sql("update accounts set status = 'banned' where id = " + shop.account());

        assertThat(promoter.get("/api/offers/" + offer).body()).contains("\"status\":\"paused\"");
        assertThat(promoter.post(join(offer), "").body()).contains("OFFER_002");
    }

    @Test
    void an_offer_may_want_to_approve_its_promoters() {
        long offer = offer("active", "manual");
        HttpResponse<String> joined = promoter.post(join(offer), "");
        String application = "/api/applications/" + member(joined, "user_offer_id");

        assertThat(member(joined, "status")).isEqualTo("pending");
        assertThat(shop.get("/api/offers/" + offer + "/applications?status=pending").body())
                .contains("\"promoter_id\":" + promoter.account(), "\"next_cursor\":null");
        for (String cursor : List.of("0", "-1", "x", "9999999999999999999")) {
            assertThat(
                            shop.get(
                                            "/api/offers/%d/applications?cursor=%s"
                                                    .formatted(offer, cursor))
                                    .body())
                    .contains("VALID_001", "\"field\":\"cursor\"");
        }
        assertThat(promoter.post("/api/links", "{\"offer_id\":%d}".formatted(offer)).body())
                .contains("STATE_002", "must be an offer that you have joined");

        assertThat(shop.post(application + "/approve", "").body())
                .contains("\"status\":\"active\"");
        assertThat(shop.post(application + "/approve", "").body()).contains("STATE_002");
        assertThat(promoter.post("/api/links", "{\"offer_id\":%d}".formatted(offer)).statusCode())
                .isEqualTo(201);
    }

    @Test
    void an_advertiser_ends_a_promoters_part_with_all_links_and_says_why() {
        long offer = offer("active", "auto");
        String link = member(promoter.post(join(offer), ""), "user_offer_id");
        String more =
                member(promoter.post("/api/links", "{\"offer_id\":%d}".formatted(offer)), "id");
        String application = "/api/applications/" + link;

        assertThat(shop.post(application + "/reject", "{}").body())
                .contains("\"field\":\"reason\"");
        assertThat(shop.post(application + "/reject", "{\"reason\":\"bids on our name\"}").body())
                .contains("\"status\":\"archived\"");

        for (String id : List.of(link, more)) {
            assertThat(promoter.get("/api/links/" + id).body())
                    .contains("\"status\":\"archived\"", "\"status_reason\":\"bids on our name\"");
            assertThat(
                            promoter.patch(
                                            "/api/links/" + id,
                                            "{\"version\":1,\"status\":\"active\"}")
                                    .body())
                    .contains("STATE_002");
        }
    }

    @Test
    void a_link_that_is_being_made_ends_with_its_promoters_part() throws Exception {
        long offer = offer("active", "auto");
        String link = member(promoter.post(join(offer), ""), "user_offer_id");
        HttpResponse<String> rejected;

        try (OpenTransaction making = new OpenTransaction(api)) {
            making.execute("select id from user_offers where id = %s for share".formatted(link));
            making.execute(
                    """
                    insert into user_offers (promoter_id, offer_id, advertiser_id) values (%d, %d, %d)
                    """
                            .formatted(promoter.account(), offer, shop.account()));
            CompletableFuture<HttpResponse<String>> ending =
                    CompletableFuture.supplyAsync(() ->
                            shop.post(
                                    "/api/applications/" + link + "/reject",
                                    "{\"reason\":\"bids on our name\"}"));
            eventually("it waits", () -> making.isWaitedFor() || ending.isDone());
            making.commit();
            rejected = ending.join();
        }

        assertThat(rejected.statusCode()).isEqualTo(200);
        assertThat(
                        api.sql(
                                """
                                select count(*) from user_offers
                                 where promoter_id = %d and status <> 'archived'
                                """
                                        .formatted(promoter.account())))
                .isZero();
    }

    @Test
    void no_link_is_made_while_its_promoters_part_ends() throws Exception {
        long offer = offer("active", "auto");
        String link = member(promoter.post(join(offer), ""), "user_offer_id");
        HttpResponse<String> made;

        try (OpenTransaction ending = new OpenTransaction(api)) {
            ending.execute("update user_offers set status = 'archived' where id = " + link);
            CompletableFuture<HttpResponse<String>> making =
                    CompletableFuture.supplyAsync(() ->
                            promoter.post("/api/links", "{\"offer_id\":%d}".formatted(offer)));
            eventually("it waits", () -> ending.isWaitedFor() || making.isDone());
            ending.commit();
            made = making.join();
        }

        assertThat(made.statusCode()).isEqualTo(409);
        assertThat(made.body()).contains("STATE_002", "must be an offer that you have joined");
        assertThat(links(promoter)).isEqualTo(1);
    }

    @Test
    void applications_to_the_offers_of_others_are_not_there() {
        long offer = offer("active", "manual");
        String application =
                "/api/applications/" + member(promoter.post(join(offer), ""), "user_offer_id");
        SignedIn other = api.signedIn(Role.ADVERTISER);

        assertThat(shop.get("/api/offers/" + offer + "/applications?cursor=-1").body())
                .contains("VALID_001", "\"field\":\"cursor\"");
        assertThat(other.get("/api/offers/" + offer + "/applications").body())
                .contains("OFFER_001");
        assertThat(other.post(application + "/approve", "").body()).contains("LINK_001");
        assertThat(other.post(application + "/reject", "{\"reason\":\"x\"}").body())
                .contains("LINK_001");
        assertThat(api.signedIn(Role.ADVERTISER_MANAGER).post(application + "/approve", "").body())
                .contains("\"status\":\"active\"");
    }

    private long offer(String status, String approval) {
        String json = OfferJson.anOffer().with("approval", '"' + approval + '"').toString();
        long id = Long.parseLong(member(shop.post("/api/offers", json), "id"));
        api.sql("update offers set status = '%s' where id = %d".formatted(status, id));
        return id;
    }

    private long links(SignedIn of) {
        return api.sql("select count(*) from user_offers where promoter_id = " + of.account());
    }

    private static String join(long offer) {
        return "/api/offers/" + offer + "/join";
    }
}
