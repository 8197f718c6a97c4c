package com.afftok.management.sale.conversion;

import static com.afftok.management.RunningApi.member;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.RunningApi;
import com.afftok.management.SignedIn;
import com.afftok.management.access.Role;
import com.afftok.shared.id.ClickId;
import com.afftok.shared.id.LinkId;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ConversionsTest {

    private static final Pattern TRANSACTION = Pattern.compile("\"transaction_id\":\"([^\"]+)\"");

    private final RunningApi api = RunningApi.shared();
    private final SignedIn shop = api.signedIn(Role.ADVERTISER);
    private final SignedIn promoter = api.signedIn(Role.PROMOTER);
    private final SignedIn recruiter = api.signedIn(Role.PROMOTER);
    private long offer;
    private long link;

    @BeforeEach
    void aLink() {
        offer =
                api.sql(
                        """
                        insert into offers (advertiser_id, title, destination_url, payout, currency, status)
                        values (%d, 'Shop', 'https://shop.example.com/', 1, 'USD', 'active') returning id
                        """
                                .formatted(shop.account()));
        link =
                api.sql(
                        """
                        insert into user_offers (promoter_id, offer_id, advertiser_id)
                        values (%d, %d, %d) returning id
                        """
                                .formatted(promoter.account(), offer, shop.account()));
    }

    @Test
    void the_latest_conversion_is_shown_with_its_commission() {
        convert("order-0", "approved", 1);
        convert("order-1", "approved", 0);

        HttpResponse<String> latest = promoter.get("/api/conversions/latest");

        assertThat(latest.body())
                .contains(
                        "\"transaction_id\":\"order-1\"",
                        "\"offer_title\":\"Shop\"",
                        "\"amount\":50.00",
                        "\"commission\":5.00",
                        "\"adv1\":null")
                .startsWith("{\"success\":true,\"data\":{\"id\":")
                .doesNotContain("order-0");
        assertThat(shop.get("/api/conversions/latest").body()).contains("\"adv1\":\"till 4\"");
    }

    @Test
    void a_conversion_explains_who_earns_what_to_those_who_may_know() {
        String path = "/api/conversions/" + convert("order-1", "approved", 0);

        String toPromoter = promoter.get(path).body();

        assertThat(toPromoter)
                .contains("\"level\":0", "\"explanation\":{\"exact\":\"5\"}")
                .doesNotContain("\"level\":1");
        assertThat(shop.get(path).body()).contains("\"level\":0", "\"level\":1");
        assertThat(api.signedIn(Role.SUPER_ADMIN).get(path).body()).contains("\"level\":1");
    }

    @Test
    void of_what_was_rejected_all_is_taken_back() {
        String path = "/api/conversions/" + convert("order-1", "rejected", 0);

        assertThat(promoter.get(path).body())
                .contains(
                        "\"commission\":5.00,\"commission_reversed\":5.00",
                        "\"amount\":5.00,\"reversed_amount\":5.00");
    }

    @Test
    void conversions_are_read_on_from_a_cursor() {
        for (int n = 0; n < 5; n++) {
            convert("order-" + n, n % 2 == 0 ? "approved" : "pending", n);
        }

        for (SignedIn reader : List.of(promoter, shop)) {
            List<String> read = new ArrayList<>();
            String more = "";
            do {
                HttpResponse<String> answer = reader.get("/api/conversions?limit=2" + more);
                read.addAll(transactions(answer));
                String next = member(answer, "next_cursor");
                more = next.equals("null") ? "" : "&cursor=" + next;
            } while (!more.isEmpty());

            assertThat(read).containsExactly("order-0", "order-1", "order-2", "order-3", "order-4");
        }
        assertThat(transactions(promoter.get("/api/conversions?status=pending")))
                .containsExactly("order-1", "order-3");
        assertThat(transactions(shop.get("/api/conversions?transaction_id=order-4")))
                .containsExactly("order-4");
        assertThat(transactions(shop.get("/api/conversions?offer_id=999999"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "sub1, one, a",
        "sub2, two, b",
        "sub3, three, c",
        "sub4, four, d",
        "sub5, five, e",
        "status, pending, approved",
        "needs_review, true, false",
        "transaction_id, order-1, order-2",
    })
    void conversions_are_told_apart_by_each_thing_they_have(
            String parameter, String theirs, String others) {
        api.sql(
                """
                insert into conversions (advertiser_id, transaction_id, link_id, offer_id, promoter_id, status, amount,
                                         currency, commission, commission_currency, needs_review, sub1, sub2, sub3, sub4, sub5)
                values (%d, 'order-1', %d, %d, %d, 'pending', 50, 'USD', 0, 'USD', true, 'one', 'two', 'three', 'four', 'five')
                """
                        .formatted(shop.account(), link, offer, promoter.account()));
        String query = "/api/conversions?unknown=x&" + parameter + "=";

        for (SignedIn reader : List.of(promoter, shop)) {
            assertThat(transactions(reader.get(query + theirs))).containsExactly("order-1");
            assertThat(transactions(reader.get(query + others))).isEmpty();
        }
    }

    @Test
    void the_conversions_of_a_click_are_found_by_its_id() {
        long now = System.currentTimeMillis();
        ClickId click = ClickId.of(now, new LinkId(link), 1, 1, 1);
        ClickId other = ClickId.of(now, new LinkId(link), 1, 1, 2);
        convert("order-2", "approved", 0);
        api.sql(
                """
                insert into conversions (advertiser_id, transaction_id, link_id, offer_id, promoter_id, status, amount,
                                         currency, commission, commission_currency, click_id, clicked_at)
                values (%d, 'order-1', %d, %d, %d, 'pending', 50, 'USD', 0, 'USD', '%s', '%s')
                """
                        .formatted(
                                shop.account(),
                                link,
                                offer,
                                promoter.account(),
                                click.uuid(),
                                click.time()));
        String query = "/api/conversions?click_id=";
        String code = member(shop.get("/api/conversions?transaction_id=order-1"), "click_id");

        assertThat(transactions(shop.get(query + code))).containsExactly("order-1");
        assertThat(transactions(promoter.get(query + click.uuid()))).containsExactly("order-1");
        assertThat(transactions(shop.get(query + other.uuid()))).isEmpty();
        assertThat(transactions(recruiter.get(query + code))).isEmpty();
    }

    @Test
    void an_advertiser_asks_for_the_conversions_of_one_promoter() {
        convert("order-1", "approved", 0);
        String query = "/api/conversions?promoter_id=";

        assertThat(transactions(shop.get(query + promoter.account()))).containsExactly("order-1");
        assertThat(transactions(shop.get(query + recruiter.account()))).isEmpty();
        assertThat(transactions(recruiter.get(query + promoter.account()))).isEmpty();
        assertThat(transactions(api.signedIn(Role.SUPER_ADMIN).get(query + promoter.account())))
                .containsExactly("order-1");
    }

    @Test
    void a_cursor_is_of_one_account_and_tells_nothing_of_the_conversions_of_others() {
        long theirs = convert("order-1", "approved", 0);
        convert("order-2", "approved", 1);
        String cursor = member(shop.get("/api/conversions?limit=1"), "next_cursor");
        SignedIn other = api.signedIn(Role.ADVERTISER);

        assertThat(other.get("/api/conversions?cursor=" + theirs).statusCode()).isEqualTo(400);
        for (SignedIn foreign : List.of(other, promoter, api.signedIn(Role.SUPER_ADMIN))) {
            HttpResponse<String> refused = foreign.get("/api/conversions?cursor=" + cursor);
            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
            assertThat(refused.body()).contains("VALID_001", "\"field\":\"cursor\"");
        }
        assertThat(transactions(shop.get("/api/conversions?cursor=" + cursor)))
                .containsExactly("order-2");
    }

    @Test
    void the_last_part_of_a_list_says_that_it_is_the_last() {
        convert("order-1", "approved", 0);
        convert("order-2", "approved", 1);

        assertThat(shop.get("/api/conversions?limit=2").body()).contains("\"next_cursor\":null");
    }

    @Test
    void conversions_of_others_are_not_there() {
        String path = "/api/conversions/" + convert("order-1", "approved", 0);

        for (SignedIn other : List.of(recruiter, api.signedIn(Role.ADVERTISER))) {
            assertThat(other.get(path).statusCode()).isEqualTo(404);
            assertThat(transactions(other.get("/api/conversions"))).isEmpty();
            assertThat(other.get("/api/conversions/latest").statusCode()).isEqualTo(404);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "cursor, x",
        "cursor, 1",
        "cursor, AAAAAAAAAAAAAAAAAAAAAA",
        "cursor, f_________8AAAAAAAAAAQ",
        "status, lost",
        "limit, 0",
        "link_id, -",
        "link_id, -1",
        "offer_id, 0",
        "from, 1",
        "transaction_id, %00",
        "click_id, 4711",
        "promoter_id, x",
        "needs_review, maybe",
        "sub1, ''",
        "sub5, %00",
    })
    void what_cannot_be_asked_for_is_refused_by_name(String parameter, String value) {
        HttpResponse<String> answer = promoter.get("/api/conversions?" + parameter + "=" + value);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("VALID_001", "\"field\":\"" + parameter + "\"");
    }

    private long convert(String transaction, String status, int daysAgo) {
        return api.sql(
                """
                with conversion as (
                    insert into conversions (advertiser_id, transaction_id, link_id, offer_id, promoter_id, status,
                                             amount, currency, commission, commission_currency, adv1, created_at)
                    values (%1$d, '%2$s', %3$d, %4$d, %5$d, '%6$s', 50, 'USD', 5, 'USD', 'till 4',
                            now() - make_interval(days => %7$d))
                    returning advertiser_id, id),
                commission as (
                    insert into commissions (advertiser_id, conversion_id, level, promoter_id, amount, currency,
                                             explanation)
                    select advertiser_id, id, 0, %5$d, 5, 'USD', '{"exact": "5"}'::jsonb from conversion
                    union all
                    select advertiser_id, id, 1, %8$d, 1, 'USD', '{}'::jsonb from conversion)
                select id from conversion
                """
                        .formatted(
                                shop.account(),
                                transaction,
                                link,
                                offer,
                                promoter.account(),
                                status,
                                daysAgo,
                                recruiter.account()));
    }

    private static List<String> transactions(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(200);
        return TRANSACTION.matcher(answer.body()).results().map(found -> found.group(1)).toList();
    }
}
