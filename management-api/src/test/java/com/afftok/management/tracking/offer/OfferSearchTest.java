package com.afftok.management.tracking.offer;

import static com.afftok.management.RunningApi.member;
import static com.afftok.management.tracking.offer.OfferJson.anOffer;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.Eventually;
import com.afftok.management.RunningApi;
import com.afftok.management.SignedIn;
import com.afftok.management.access.Role;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Each test has its own category, so that it finds its own offers alone.
final class OfferSearchTest {

    private static final Pattern ID = Pattern.compile("\"id\":([0-9]+)");

    private final RunningApi api = RunningApi.shared();
    private final SignedIn shop = api.signedIn(Role.ADVERTISER);
    private final String category = UUID.randomUUID().toString();

    @Test
    void offers_come_newest_first_in_pages() {
        List<Long> ids = List.of(active(offer()), active(offer()), active(offer()));

        HttpResponse<String> first = search("&limit=2");
        HttpResponse<String> last = search("&limit=2&page=2");

        assertThat(ids(first)).containsExactly(ids.get(2), ids.get(1));
        assertThat(first.body())
                .contains(
                        "\"pagination\":{\"page\":1,\"limit\":2,\"total\":3,\"total_pages\":2,"
                                + "\"has_next\":true,\"has_prev\":false}");
        assertThat(ids(last)).containsExactly(ids.get(0));
        assertThat(last.body()).contains("\"has_next\":false,\"has_prev\":true");
        assertThat(ids(search("&order=asc"))).isEqualTo(ids);
    }

    @Test
    void offers_are_sorted_by_what_they_pay_and_by_what_they_earn() {
        long small = active(offer().with("payout", "1"));
        long large = active(offer().with("payout", "100"));
        earned(small, 100, 50);
        earned(large, 100, 20);

        assertThat(ids(search("&sort=payout"))).containsExactly(large, small);
        assertThat(ids(search("&sort=payout&order=asc"))).containsExactly(small, large);
        assertThat(ids(search("&sort=epc"))).containsExactly(small, large);
        assertThat(ids(search("&sort=epc&order=asc"))).containsExactly(large, small);
    }

    @Test
    void offers_are_found_by_the_beginnings_of_all_words_in_both_languages() {
        long id =
                active(
                        offer().with("title", "\"Summer bargains\"")
                                .with("title_ar", "\"تخفيضات الصيف\""));

        for (String words : List.of("summer", "barg SUM", "تخفيضات", "الصي", "bargains!")) {
            assertThat(ids(search("&search=" + encode(words)))).as(words).containsExactly(id);
        }
        for (String words : List.of("winter", "summer winter", "'; drop table offers; --", "!&|")) {
            assertThat(ids(search("&search=" + encode(words)))).as(words).isEmpty();
        }
    }

    @Test
    void a_search_uses_the_index_of_words_however_often_it_was_made() {
        api.sql(
                """
                insert into offers (advertiser_id, title, destination_url, payout, currency, status)
                select %d, 'word' || n, 'https://shop.example.com/', 1, 'USD', 'active'
                  from generate_series(1, 20000) n
                """
                        .formatted(shop.account()));
        try {
            api.sql("analyze offers");
            for (int n = 0; n < 20; n++) {
                search("&search=nothing");
            }
            long before = scans();

            Eventually.eventually(
                    "the index is used",
                    () -> {
                        assertThat(ids(api.get("/api/offers?search=word77"))).isNotEmpty();
                        return scans() > before;
                    });
        } finally {
            api.sql(
                    "update offers set status = 'archived' where advertiser_id = %d"
                            .formatted(shop.account()));
        }
    }

    @Test
    void a_page_reads_what_offers_earned_for_itself_alone() {
        api.sql(
                """
                insert into offers (advertiser_id, title, destination_url, payout, currency, status)
                select %d, 'many', 'https://shop.example.com/', 1, 'USD', 'active'
                  from generate_series(1, 20000) n
                """
                        .formatted(shop.account()));
        try {
            api.sql("analyze offers");
            long pages = scans("offers_newest_of_status");
            long earnings = scans("offer_earnings_pkey");

            Eventually.eventually(
                    "the newest are read in their order",
                    () -> {
                        for (int page = 1; page <= 3; page++) {
                            assertThat(ids(api.get("/api/offers?limit=5&page=" + page))).hasSize(5);
                        }
                        return scans("offers_newest_of_status") > pages;
                    });

            assertThat(scans("offer_earnings_pkey") - earnings)
                    .isLessThan(10 * 3 * 5 * (scans("offers_newest_of_status") - pages));
        } finally {
            api.sql(
                    "update offers set status = 'archived' where advertiser_id = %d"
                            .formatted(shop.account()));
        }
    }

    @Test
    void the_last_page_of_a_list_that_is_shown_has_no_next() {
        assertThat(api.get("/api/offers?limit=100&page=100").body()).contains("\"has_next\":false");
        assertThat(api.get("/api/offers?limit=100&page=101").body())
                .contains("VALID_001", "\"field\":\"page\"", "\"params\":{\"min\":1,\"max\":100}");
    }

    private long scans(String index) {
        return api.sql(
                "select idx_scan from pg_stat_user_indexes where indexrelname = '%s'"
                        .formatted(index));
    }

    private long scans() {
        return api.sql(
                "select idx_scan from pg_stat_user_indexes where indexrelname = 'offers_by_words'");
    }

    @Test
    void a_country_finds_the_offers_that_take_its_shoppers() {
        long everywhere = active(offer());
        long targeted = active(offer().with("target_countries", "[\"SA\",\"AE\"]"));
        long elsewhere = active(offer().with("target_countries", "[\"US\"]"));
        long blocked = active(offer().with("blocked_countries", "[\"SA\"]"));

        assertThat(ids(search("&country=SA"))).containsExactly(targeted, everywhere);
        assertThat(ids(search("&country=US"))).containsExactly(blocked, elsewhere, everywhere);
    }

    @Test
    void who_looks_sees_what_is_theirs_to_see() {
        long waiting = Long.parseLong(member(shop.post("/api/offers", offer().toString()), "id"));
        long active = active(offer());

        assertThat(ids(search(""))).containsExactly(active);
        assertThat(ids(api.signedIn(Role.PROMOTER).get(path("")))).containsExactly(active);
        assertThat(ids(shop.get(path("")))).containsExactly(active, waiting);
        assertThat(ids(shop.get(path("&status=pending")))).containsExactly(waiting);
        assertThat(ids(api.signedIn(Role.FINANCE_ADMIN).get(path(""))))
                .containsExactly(active, waiting);
        assertThat(search("&status=pending").body()).contains("\"offers\":[]", "\"total\":0");
    }

    @ParameterizedTest
    @CsvSource({
        "page, 0",
        "page, -1",
        "page, 10001",
        "page, 99999999999999999999",
        "page, x",
        "limit, 0",
        "limit, 101",
        "limit, 1.5",
        "status, gone",
        "sort, title",
        "order, up",
        "country, SAU",
        "network_id, x",
        "network_id, 0",
        "network_id, -1",
        "page, 501",
    })
    void what_cannot_be_looked_for_is_refused_by_name(String parameter, String value) {
        HttpResponse<String> answer = api.get("/api/offers?" + parameter + "=" + value);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("VALID_001", "\"field\":\"" + parameter + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%00", "%0a"})
    void texts_that_cannot_be_kept_cannot_be_looked_for(String text) {
        assertThat(api.get("/api/offers?search=" + text).body())
                .contains("VALID_001", "\"field\":\"search\"");
    }

    private OfferJson offer() {
        return anOffer().with("category", '"' + category + '"');
    }

    private long active(OfferJson offer) {
        long id = Long.parseLong(member(shop.post("/api/offers", offer.toString()), "id"));
        api.sql("update offers set status = 'active' where id = " + id);
        return id;
    }

    private void earned(long offer, int clicks, int commission) {
        api.sql(
                """
                insert into offer_counters (advertiser_id, offer_id, gross, valid)
                values (%1$d, %2$d, %3$d, %3$d);
                insert into offer_earnings (advertiser_id, offer_id, currency, approved, commission)
                values (%1$d, %2$d, 'USD', 1, %4$d)
                """
                        .formatted(shop.account(), offer, clicks, commission));
    }

    private HttpResponse<String> search(String more) {
        return api.get(path(more));
    }

    private String path(String more) {
        return "/api/offers?category=" + category + more;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static List<Long> ids(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(200);
        return ID.matcher(answer.body())
                .results()
                .map(found -> Long.parseLong(found.group(1)))
                .toList();
    }
}
