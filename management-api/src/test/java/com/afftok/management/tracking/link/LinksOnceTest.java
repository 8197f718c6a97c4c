package com.afftok.management.tracking.link;

import static com.afftok.management.RunningApi.member;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.RunningApi;
import com.afftok.management.SignedIn;
import com.afftok.management.access.Role;
import com.afftok.management.tracking.offer.OfferJson;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// A link is created once, at whatever step its creation is interrupted.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LinksOnceTest {

    private final RunningApi api = RunningApi.own();
    private SignedIn promoter;
    private long offer;

    @BeforeAll
    void joinAnOffer() {
        SignedIn shop = api.signedIn(Role.ADVERTISER);
        promoter = api.signedIn(Role.PROMOTER);
        offer =
                Long.parseLong(
                        member(shop.post("/api/offers", OfferJson.anOffer().toString()), "id"));
        api.sql("update offers set status = 'active' where id = " + offer);
        promoter.post("/api/offers/%d/join".formatted(offer), "");
    }

    @AfterAll
    void stop() {
        api.close();
    }

    @Test
    void when_its_answer_cannot_be_kept() {
        breaking("update of status on idempotency_keys", "raise exception 'no'");
        HttpResponse<String> first = make("not kept");
        mend("idempotency_keys");

        HttpResponse<String> again = make("not kept");

        assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(again.body()).contains("\"STATE_002\"", "its answer was lost");
        assertThat(links("not kept")).isEqualTo(1);
    }

    @Test
    void when_it_cannot_be_read_after_it_was_written() {
        breaking("insert on user_offers", "perform set_config('search_path', 'nowhere', false)");
        HttpResponse<String> first = make("not read");
        mend("user_offers");

        HttpResponse<String> again = make("not read");

        assertThat(first.statusCode()).isEqualTo(500);
        assertThat(again.statusCode()).as(again.body()).isEqualTo(201);
        assertThat(links("not read")).isEqualTo(1);
        assertThat(make("not read").headers().firstValue("Idempotency-Replayed")).hasValue("true");
    }

    @Test
    void when_the_connection_is_lost_before_it_is_committed() {
        breaking(
                "update of used on idempotency_keys",
                "perform pg_terminate_backend(pg_backend_pid())");
        HttpResponse<String> first = make("not committed");
        mend("idempotency_keys");

        HttpResponse<String> again = make("not committed");

        assertThat(first.statusCode()).isEqualTo(503);
        assertThat(again.statusCode()).as(again.body()).isEqualTo(201);
        assertThat(links("not committed")).isEqualTo(1);
    }

    /// Adds a trigger after a statement.
    private void breaking(String event, String what) {
        api.sql(
                """
                create function break_it() returns trigger language plpgsql as $$
                begin
                    %s;
                    return null;
                end
                $$;
                create trigger broken after %s for each row execute function break_it()
                """
                        .formatted(what, event));
    }

    private void mend(String table) {
        api.sql("drop trigger broken on %s; drop function break_it()".formatted(table));
    }

    private HttpResponse<String> make(String key) {
        return api.send(
                promoter.request("/api/links")
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", key)
                        .POST(
                                BodyPublishers.ofString(
                                        "{\"offer_id\":%d,\"sub1\":\"%s\"}"
                                                .formatted(offer, key))));
    }

    private long links(String key) {
        return api.sql("select count(*) from user_offers where sub1 = '%s'".formatted(key));
    }
}
