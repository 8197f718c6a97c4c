package com.afftok.management.tracking.click;

import static com.afftok.management.RunningApi.member;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.RunningApi;
import com.afftok.management.SignedIn;
import com.afftok.management.access.Role;
import com.afftok.shared.id.ClickId;
import com.afftok.shared.id.LinkId;
import io.micronaut.transaction.TransactionOperations;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.Statement;
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
                                .formatted(shop.account()));
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
    void a_cursor_is_of_one_account() {
        click("newer", "valid", Duration.ofHours(1));
        click("older", "valid", Duration.ofHours(2));
        String cursor = member(promoter.get("/api/clicks?limit=1"), "next_cursor");

        HttpResponse<String> refused = shop.get("/api/clicks?cursor=" + cursor);

        assertThat(subs(promoter.get("/api/clicks?cursor=" + cursor))).containsExactly("older");
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
        assertThat(refused.body()).contains("VALID_001", "\"field\":\"cursor\"");
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

    @ParameterizedTest
    @CsvSource({
        "sub1, a, b",
        "sub2, two, 2",
        "sub3, three, 3",
        "sub4, four, 4",
        "sub5, five, 5",
        "source, instagram, facebook",
        "device, mobile, desktop",
        "browser, Chrome Mobile, Firefox",
        "os, Android, iOS",
        "country, SA, US",
        "bucket, suspicious, valid",
        "min_score, 0.35, 0.36",
    })
    void clicks_are_told_apart_by_each_thing_they_have(
            String parameter, String theirs, String others) {
        click("a", "suspicious", Duration.ofMinutes(1));
        api.sql(
                """
                update clicks set sub2 = 'two', sub3 = 'three', sub4 = 'four', sub5 = 'five',
                       source = 'instagram', browser = 'Chrome Mobile', os = 'Android'
                 where advertiser_id = %d
                """
                        .formatted(shop.account()));
        String query = "/api/clicks?" + parameter + "=";

        for (SignedIn reader : List.of(promoter, shop)) {
            assertThat(subs(reader.get(query + theirs.replace(" ", "%20")))).containsExactly("a");
            assertThat(subs(reader.get(query + others))).isEmpty();
        }
    }

    @Test
    void conditions_add_up_along_the_cursor() {
        for (int n = 0; n < 6; n++) {
            click(n % 2 == 0 ? "even" : "odd", n < 4 ? "valid" : "bot", Duration.ofHours(20L * n));
        }
        String query = "/api/clicks?sub1=even&bucket=valid&unknown=x&limit=1";

        HttpResponse<String> first = promoter.get(query);
        HttpResponse<String> second =
                promoter.get(query + "&cursor=" + member(first, "next_cursor"));

        assertThat(subs(first)).containsExactly("even");
        assertThat(subs(second)).containsExactly("even");
        assertThat(member(second, "click_id")).isNotEqualTo(member(first, "click_id"));
        assertThat(second.body()).contains("\"next_cursor\":null");
    }

    @Test
    void an_advertiser_asks_for_a_promoter_and_an_administrator_for_either() {
        click("a", "valid", Duration.ofMinutes(1));
        SignedIn reviewer = api.signedIn(Role.FRAUD_REVIEWER);
        String ofPromoter = "/api/clicks?promoter_id=" + promoter.account();
        String ofShop = "/api/clicks?advertiser_id=" + shop.account();
        SignedIn other = api.signedIn(Role.PROMOTER);

        assertThat(subs(shop.get(ofPromoter))).containsExactly("a");
        assertThat(subs(shop.get("/api/clicks?promoter_id=" + other.account()))).isEmpty();
        assertThat(subs(reviewer.get(ofPromoter))).containsExactly("a");
        assertThat(subs(reviewer.get(ofShop))).containsExactly("a");
        assertThat(reviewer.get("/api/clicks").body())
                .contains("VALID_001", "\"field\":\"promoter_id\"");
        assertThat(other.get(ofPromoter).body()).contains("VALID_001", "\"field\":\"promoter_id\"");
        assertThat(api.signedIn(Role.ADVERTISER).get(ofShop).body())
                .contains("VALID_001", "\"field\":\"advertiser_id\"");
        assertThat(subs(api.signedIn(Role.FINANCE_ADMIN).get(ofShop))).containsExactly("a");
        assertThat(api.signedIn(Role.ADVERTISER_MANAGER).get(ofShop).body()).contains("PERM_001");
    }

    @Test
    void a_search_that_takes_too_long_is_given_up() throws Exception {
        @SuppressWarnings("unchecked")
        TransactionOperations<Connection> transactions = api.part(TransactionOperations.class);
        HttpResponse<String> answer =
                transactions.executeWrite(transaction -> {
                    try (Statement lock = transaction.getConnection().createStatement()) {
                        lock.execute("lock table clicks in access exclusive mode");
                    }
                    return promoter.get("/api/clicks?sub1=a");
                });

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("VALID_001", "\"field\":\"from\"");
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
        "promoter_id, x",
        "link_id, 1.5",
        "min_score, 1.01",
        "min_score, -0.1",
        "min_score, 0.123",
        "min_score, 1e400000",
        "min_score, high",
        "min_score, +1",
        "offer_id, 0",
        "device, phone",
        "sub1, ''",
        "sub5, %00",
        "source, 12345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901",
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
                        .formatted(of.account(), offer, shop.account()));
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
                                shop.account(),
                                at,
                                id.uuid(),
                                link,
                                offer,
                                promoter.account(),
                                bucket,
                                sub));
    }

    private static List<String> subs(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(200);
        return SUB.matcher(answer.body()).results().map(found -> found.group(1)).toList();
    }
}
