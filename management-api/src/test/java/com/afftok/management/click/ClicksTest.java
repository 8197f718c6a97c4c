package com.afftok.management.click;

import static com.afftok.management.RunningApi.member;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.RunningApi;
import com.afftok.management.SignedIn;
import com.afftok.management.access.Role;
import com.afftok.shared.id.ClickId;
import com.afftok.shared.id.LinkId;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ClicksTest {

    private static final Pattern SUB = Pattern.compile("\"sub1\":\"([a-z0-9]+)\"");

    private final RunningApi api = RunningApi.shared();
    private final SignedIn shop = api.signedIn(Role.ADVERTISER);
    private final SignedIn promoter = api.signedIn(Role.PROMOTER);
    private long offer;
    private long link;
    private int sequence;

    @BeforeEach
    void aLink() {
        offer =
                api.sql(
                        """
                        insert into offers (advertiser_id, title, destination_url, payout, currency, status)
                        values (%d, 'Shop', 'https://shop.example.com/', 1, 'USD', 'active') returning id
                        """
                                .formatted(shop.id()));
        link = link(promoter);
    }

    @Test
    void a_click_is_shown_to_its_promoter_and_its_advertiser_with_all_that_was_decided() {
        click("a", "suspicious", Duration.ofMinutes(1));

        String ofPromoter = promoter.get("/api/clicks").body();
        String ofShop = shop.get("/api/clicks").body();

        assertThat(ofPromoter)
                .contains(
                        "\"link_id\":" + link,
                        "\"bucket\":\"suspicious\"",
                        "\"score\":0.35",
                        "\"reasons\":[\"headless_hint\"]",
                        "\"country\":\"SA\"",
                        "\"next_cursor\":null")
                .doesNotContain("address", "visitor", "user_agent");
        assertThat(ofShop).isEqualTo(ofPromoter);
        assertThat(member(promoter.get("/api/clicks"), "click_id")).hasSize(30);
    }

    @Test
    void clicks_are_read_on_from_a_cursor_newest_first_and_none_is_left_out() {
        for (int n = 0; n < 7; n++) {
            click("c" + n, "valid", Duration.ofHours(20L * n));
        }

        for (SignedIn reader : List.of(promoter, shop)) {
            List<String> read = new ArrayList<>();
            String more = "";
            do {
                HttpResponse<String> answer = reader.get("/api/clicks?limit=2" + more);
                read.addAll(subs(answer));
                String next = member(answer, "next_cursor");
                more = next.equals("null") ? "" : "&cursor=" + next;
            } while (!more.isEmpty());

            assertThat(read).containsExactly("c0", "c1", "c2", "c3", "c4", "c5", "c6");
        }
    }

    @Test
    void clicks_are_told_apart_by_time_bucket_country_offer_and_link() {
        click("new", "valid", Duration.ofHours(1));
        click("old", "bot", Duration.ofDays(20));
        click("ancient", "valid", Duration.ofDays(35));
        Instant week = Instant.now().minus(Duration.ofDays(7));

        assertThat(subs(promoter.get("/api/clicks"))).containsExactly("new", "old");
        assertThat(subs(promoter.get("/api/clicks?from=" + week))).containsExactly("new");
        assertThat(subs(promoter.get("/api/clicks?to=" + week))).containsExactly("old", "ancient");
        assertThat(subs(promoter.get("/api/clicks?bucket=bot"))).containsExactly("old");
        assertThat(subs(promoter.get("/api/clicks?country=US"))).isEmpty();
        assertThat(subs(promoter.get("/api/clicks?offer_id=" + offer))).hasSize(2);
        assertThat(subs(promoter.get("/api/clicks?link_id=999999"))).isEmpty();
    }

    @Test
    void clicks_of_others_are_not_there() {
        click("a", "valid", Duration.ofMinutes(1));
        SignedIn other = api.signedIn(Role.PROMOTER);

        assertThat(subs(other.get("/api/clicks?link_id=" + link))).isEmpty();
        assertThat(subs(api.signedIn(Role.ADVERTISER).get("/api/clicks?offer_id=" + offer)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "cursor, 4711",
        "cursor, 0EJ1y4pVGlC6Ttg7qVO5Ro9bXqQ2Ae",
        "bucket, great",
        "country, sa",
        "from, yesterday",
        "from, 1066-01-01T00:00:00Z",
        "from, 2100-01-01T00:00:00Z",
        "from, 2020-01-01T00:00:00Z",
        "to, +999999999-12-31T23:59:59Z",
        "limit, 101",
        "offer_id, x",
    })
    void what_cannot_be_asked_for_is_refused_by_name(String parameter, String value) {
        HttpResponse<String> answer =
                promoter.get("/api/clicks?" + parameter + "=" + value.replace("+", "%2B"));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("VALID_001", "\"field\":\"" + parameter + "\"");
    }

    private long link(SignedIn of) {
        return api.sql(
                "insert into user_offers (promoter_id, offer_id, advertiser_id) values (%d, %d, %d) returning id"
                        .formatted(of.id(), offer, shop.id()));
    }

    private void click(String sub, String bucket, Duration ago) {
        Instant at = Instant.ofEpochMilli(Instant.now().minus(ago).toEpochMilli());
        ClickId id = ClickId.of(at.toEpochMilli(), new LinkId(link), 1, 1, sequence++);
        api.sql(
                """
                insert into clicks (advertiser_id, clicked_at, click_id, link_id, offer_id, promoter_id, bucket, score,
                                    rule_set, reasons, country, device, address, visitor, user_agent, sub1)
                values (%d, '%s', '%s', %d, %d, %d, '%s', 35, 1, '{headless_hint}', 'SA', 'mobile', '203.0.113.0', 5,
                        'Mozilla', '%s')
                """
                        .formatted(
                                shop.id(), at, id.uuid(), link, offer, promoter.id(), bucket, sub));
    }

    private static List<String> subs(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(200);
        return SUB.matcher(answer.body()).results().map(found -> found.group(1)).toList();
    }
}
