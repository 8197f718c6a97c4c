package com.afftok.management.tracking.link;

import static com.afftok.management.Eventually.eventually;
import static com.afftok.management.RunningApi.member;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.RunningApi;
import com.afftok.management.SignedIn;
import com.afftok.management.access.Role;
import com.afftok.management.tracking.offer.OfferJson;
import io.lettuce.core.RedisClient;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LinksTest {

    private final RunningApi api = RunningApi.shared();
    private final SignedIn shop = api.signedIn(Role.ADVERTISER);
    private final SignedIn promoter = api.signedIn(Role.PROMOTER);
    private final String alias = "a-" + UUID.randomUUID();
    private long offer;

    @BeforeEach
    void joinAnOffer() {
        String json = OfferJson.anOffer().with("allowed_hosts", "[\"m.example.com\"]").toString();
        offer = Long.parseLong(member(shop.post("/api/offers", json), "id"));
        api.sql("update offers set status = 'active' where id = " + offer);
        promoter.post("/api/offers/%d/join".formatted(offer), "");
    }

    @Test
    void a_link_has_an_alias_a_deep_link_tags_and_an_end() {
        HttpResponse<String> made =
                make(
                        """
                        ,"alias":"%s","deep_link":"https://m.example.com/shoes?x={sub1}",
                        "sub1":"story","source":"instagram","utm_campaign":"عيد",
                        "expires_at":"2030-01-01T00:00:00Z"
                        """
                                .formatted(alias));

        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(made.body())
                .contains(
                        "\"offer_title\":\"Summer sale\"",
                        "\"by_join\":false",
                        "\"short_link\":\"http://localhost:8080/c/" + alias + "\"",
                        "\"deep_link\":\"https://m.example.com/shoes?x={sub1}\"",
                        "\"sub1\":\"story\"",
                        "\"utm_campaign\":\"عيد\"",
                        "\"expires_at\":\"2030-01-01T00:00:00Z\"",
                        "\"stats\":{\"clicks\":0,");
        assertThat(promoter.get("/api/links/" + member(made, "id")).body()).isEqualTo(made.body());
        assertThat(promoter.get("/api/links?offer_id=" + offer).body()).contains("\"total\":2");
    }

    @Test
    void a_link_shows_what_became_of_its_clicks() {
        String id = member(make(""), "id");
        api.sql(
                "insert into link_counters (advertiser_id, link_id, billable) values (%d, %s, 24)"
                        .formatted(shop.account(), id));

        assertThat(promoter.get("/api/links/" + id).body()).contains("\"stats\":{\"clicks\":24,");
    }

    @Test
    void a_link_shows_what_became_of_its_conversions() {
        String id = member(make(""), "id");
        api.sql(
                """
                insert into link_counters (advertiser_id, link_id, billable) values (%1$d, %2$s, 10);
                insert into conversions (advertiser_id, transaction_id, link_id, offer_id, promoter_id, source, status,
                                         amount, currency, commission, commission_currency)
                select %1$d, 'links-' || n, %2$s, %3$d, %4$d, source, status, 50, 'USD', 0, 'USD'
                  from (values (1, 'postback', 'approved'), (2, 'postback', 'pending'), (3, 'postback', 'rejected'),
                               (4, 'pixel', 'pending')) as made (n, source, status)
                """
                        .formatted(shop.account(), id, offer, promoter.account()));
        String two = promoter.get("/api/links/" + id).body();
        api.sql(
                "update conversions set status = 'approved' where link_id = %s and transaction_id = 'links-4'"
                        .formatted(id));
        String three = promoter.get("/api/links/" + id).body();
        api.sql(
                "update conversions set status = 'rejected' where link_id = %s and transaction_id = 'links-2'"
                        .formatted(id));

        assertThat(two).contains("\"stats\":{\"clicks\":10,\"conversions\":2,");
        assertThat(three).contains("\"stats\":{\"clicks\":10,\"conversions\":3,");
        assertThat(promoter.get("/api/links/" + id).body())
                .contains("\"stats\":{\"clicks\":10,\"conversions\":2,");
    }

    @Test
    void what_is_absent_stays_and_an_empty_text_is_taken_away() {
        String id =
                member(make(",\"alias\":\"" + alias + "\",\"sub1\":\"a\",\"sub2\":\"b\""), "id");

        HttpResponse<String> changed =
                promoter.patch(
                        "/api/links/" + id,
                        "{\"version\":0,\"alias\":\"\",\"sub1\":\"c\",\"status\":\"paused\"}");

        assertThat(changed.body())
                .contains(
                        "\"alias\":null",
                        "\"sub1\":\"c\"",
                        "\"sub2\":\"b\"",
                        "\"status\":\"paused\"",
                        "\"version\":1");
        assertThat(promoter.patch("/api/links/" + id, "{\"version\":0,\"sub1\":\"d\"}").body())
                .contains("STATE_001");
    }

    @Test
    void the_end_stays_unless_it_is_taken_away_by_null() {
        String id = member(make(",\"expires_at\":\"2030-01-01T00:00:00Z\""), "id");
        String usual = member(make(",\"expires_at\":null"), "expires_at").substring(0, 10);

        HttpResponse<String> kept =
                promoter.patch("/api/links/" + id, "{\"version\":0,\"sub1\":\"a\"}");
        HttpResponse<String> taken =
                promoter.patch("/api/links/" + id, "{\"version\":1,\"expires_at\":null}");
        HttpResponse<String> wrong =
                promoter.patch("/api/links/" + id, "{\"version\":2,\"expires_at\":\"\"}");

        assertThat(kept.body()).contains("\"expires_at\":\"2030-01-01T00:00:00Z\"");
        assertThat(member(taken, "expires_at")).startsWith(usual);
        assertThat(taken.body()).contains("\"sub1\":\"a\"", "\"version\":2");
        assertThat(wrong.body()).contains("VALID_001", "\"field\":\"expires_at\"");
    }

    @Test
    void requests_at_the_same_time_do_not_make_more_links_than_one_may_have() {
        api.sql(
                """
                insert into user_offers (promoter_id, offer_id, advertiser_id)
                select %d, %d, %d from generate_series(1, 9998)
                """
                        .formatted(promoter.account(), offer, shop.account()));

        List<String> answers =
                IntStream.range(0, 12).parallel().mapToObj(_ -> make("").body()).toList();

        assertThat(answers.stream().filter(answer -> answer.contains("\"success\":true")))
                .hasSize(1);
        assertThat(answers.stream().filter(answer -> answer.contains("cannot have more")))
                .hasSize(11);
    }

    @Test
    void an_alias_is_somebodys_alone_until_it_is_given_up() {
        String first = member(make(",\"alias\":\"" + alias + "\""), "id");
        String second = member(make(""), "id");
        String take = "{\"version\":0,\"alias\":\"" + alias + "\"}";

        assertThat(make(",\"alias\":\"" + alias + "\"").body()).contains("LINK_002");
        assertThat(promoter.patch("/api/links/" + second, take).body()).contains("LINK_002");
        promoter.patch("/api/links/" + first, "{\"version\":0,\"alias\":\"\"}");
        assertThat(promoter.patch("/api/links/" + second, take).body())
                .contains("\"alias\":\"" + alias + "\"");
    }

    @Test
    void edges_are_told_of_links_aliases_and_offers() {
        Queue<String> told = new ConcurrentLinkedQueue<>();
        try (RedisClient client = RedisClient.create(api.redis().url());
                StatefulRedisPubSubConnection<String, String> heard = client.connectPubSub()) {
            heard.addListener(
                    new RedisPubSubAdapter<>() {
                        @Override
                        public void message(String channel, String message) {
                            told.add(message);
                        }
                    });
            heard.sync().subscribe("links:changed");

            String id = member(make(",\"alias\":\"" + alias + "\""), "id");
            promoter.patch("/api/links/" + id, "{\"version\":0,\"alias\":\"" + alias + "-2\"}");
            shop.post("/api/offers/%d/pause".formatted(offer), "");

            List<String> expected =
                    List.of(
                            "alias " + alias,
                            "link " + id,
                            "alias " + alias,
                            "alias " + alias + "-2",
                            "link " + id,
                            "offer " + offer);
            eventually(
                    "all is told in order",
                    () -> told.stream().filter(expected::contains).toList().equals(expected));
        }
    }

    @Test
    void the_link_that_came_with_joining_can_rest_but_not_go() {
        String body = promoter.get("/api/links?offer_id=" + offer).body();
        String id = body.replaceFirst(".*\"links\":\\[\\{\"id\":([0-9]+).*", "$1");

        assertThat(
                        promoter.patch(
                                        "/api/links/" + id,
                                        "{\"version\":0,\"status\":\"archived\"}")
                                .body())
                .contains("STATE_002");
        assertThat(
                        promoter.patch("/api/links/" + id, "{\"version\":0,\"status\":\"paused\"}")
                                .body())
                .contains("\"status\":\"paused\"");
        assertThat(
                        promoter.patch("/api/links/" + id, "{\"version\":1,\"status\":\"active\"}")
                                .body())
                .contains("\"status\":\"active\"");
    }

    @Test
    void links_of_others_are_not_there() {
        String id = member(make(""), "id");
        SignedIn other = api.signedIn(Role.PROMOTER);

        assertThat(other.get("/api/links/" + id).body()).contains("LINK_001");
        assertThat(other.patch("/api/links/" + id, "{\"version\":0}").body()).contains("LINK_001");
        assertThat(other.get("/api/links/" + id + "/qr.png").body()).contains("LINK_001");
        assertThat(other.get("/api/links/" + id + "/qr.svg").body()).contains("LINK_001");
        assertThat(other.get("/api/links").body()).contains("\"links\":[]");
    }

    @Test
    void a_link_can_be_drawn() throws IOException {
        String id = member(make(",\"alias\":\"" + alias + "\""), "id");

        HttpResponse<byte[]> png =
                api.bytes(promoter.request("/api/links/" + id + "/qr.png?size=500"));
        HttpResponse<String> svg = promoter.get("/api/links/" + id + "/qr.svg");

        assertThat(png.headers().firstValue("Content-Type")).contains("image/png");
        assertThat(ImageIO.read(new ByteArrayInputStream(png.body())).getWidth())
                .isBetween(400, 500);
        assertThat(svg.headers().firstValue("Content-Type").orElse("")).startsWith("image/svg+xml");
        assertThat(svg.body()).startsWith("<svg xmlns=").endsWith("</svg>\n");
        assertThat(promoter.get("/api/links/" + id + "/qr.png?size=5000").body())
                .contains("VALID_001", "\"field\":\"size\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "alias | \"ab\"",
                "alias | \"Summer\"",
                "alias | \"a/b/c\"",
                "alias | \"abcdefgh123456789\"",
                "deep_link | \"https://evil.example/\"",
                "deep_link | \"https://m.example.com.evil.example/\"",
                "deep_link | \"https://m.example.com@evil.example/\"",
                "deep_link | \"javascript:alert(1)\"",
                "deep_link | \"data:text/html,x\"",
                "deep_link | \"http://m.example.com/\"",
                "deep_link | \"http://shop.example.com/\"",
                "deep_link | \"https://m.example.com:8443/\"",
                "deep_link | \"https://shop.example.com:8443/\"",
                "deep_link | \"https://{sub1}.example.com/\"",
                "deep_link | \"https://xn--m-example-com.example/\"",
                "sub1 | \"a\\u0000\"",
                "sub1 | \"\\ud800\"",
                "source | 5",
                "source | [\"story\"]",
                "source | {}",
                "source | true",
                "expires_at | \"2020-01-01T00:00:00Z\"",
                "expires_at | \"9999-01-01T00:00:00Z\"",
                "expires_at | \"tomorrow\"",
            })
    void what_is_wrong_is_refused_by_name(String member, String json) {
        HttpResponse<String> answer = make(",\"" + member + "\":" + json);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("VALID_001", "\"field\":\"" + member + "\"");
    }

    @Test
    void a_deep_link_of_5000_characters_is_refused_by_name() {
        HttpResponse<String> answer =
                make(",\"deep_link\":\"https://m.example.com/" + "a".repeat(5000) + "\"");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("VALID_001", "\"field\":\"deep_link\"");
    }

    @Test
    void a_link_needs_an_offer_that_is_joined() {
        SignedIn other = api.signedIn(Role.PROMOTER);

        assertThat(other.post("/api/links", "{\"offer_id\":%d}".formatted(offer)).body())
                .contains("STATE_002");
        assertThat(other.post("/api/links", "{\"offer_id\":999999999}").body())
                .contains("OFFER_001");
        assertThat(other.post("/api/links", "{}").body()).contains("\"field\":\"offer_id\"");
        shop.post("/api/offers/%d/pause".formatted(offer), "");
        assertThat(make("").body()).contains("OFFER_002");
    }

    private HttpResponse<String> make(String more) {
        return promoter.post("/api/links", "{\"offer_id\":%d%s}".formatted(offer, more));
    }
}
