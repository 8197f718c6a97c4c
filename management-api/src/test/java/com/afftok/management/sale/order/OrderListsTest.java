package com.afftok.management.sale.order;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.RunningApi;
import com.afftok.management.SignedIn;
import com.afftok.management.access.MemberRole;
import com.afftok.management.access.Role;
import com.afftok.management.trust.review.FraudCase;
import com.afftok.shared.id.ClickId;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Lists of orders beside conversions of 100 USD.
final class OrderListsTest {

    private final RunningApi api = RunningApi.shared();
    private final FraudCase offer = FraudCase.in(api);
    private final ClickId click = offer.click("valid", 0);
    private final SignedIn shop =
            SignedIn.member(api, Role.ADVERTISER, offer.advertiser(), MemberRole.MANAGER);
    private final OrderLists lists = new OrderLists(shop);

    @Test
    void show_each_order_beside_its_conversion() {
        String same = offer("approved");
        String without = offer("pending");
        String other = offer("approved");
        String more = offer("approved");
        String euro = offer("approved");
        String rejected = offer("rejected");
        String gone = offer("rejected");
        String refunded = refunded("20");
        String missing = offer("pending");

        HttpResponse<String> answer =
                lists.compare(
                        """
                        order_id;amount;currency
                        %s;100.00;USD
                        %s;;
                        %s;99.99;
                        %s;101;USD
                        %s;100;EUR
                        %s;;
                        %s;0;USD
                        %s;80;
                        nobodys;20;
                        """
                                .formatted(
                                        same, without, other, more, euro, rejected, gone,
                                        refunded));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        assertThat(answer.body())
                .contains(
                        "\"advertiser_id\":" + offer.advertiser(),
                        "\"lines\":9,\"agree\":4,\"other_amount\":4,\"missing_here\":1,\"missing_there\":1");
        String lines = lists.lines(answer, "");
        assertThat(lines)
                .contains(
                        line(2, same, "agree", "100.00", "\"USD\"")
                                + known(same, "approved", "100.00"),
                        line(3, without, "agree", "null", "null")
                                + known(without, "pending", "100.00"),
                        line(4, other, "other_amount", "99.99", "\"USD\""),
                        line(5, more, "other_amount", "101.00", "\"USD\""),
                        line(6, euro, "other_amount", "100.00", "\"EUR\""),
                        line(7, rejected, "other_amount", "null", "null")
                                + known(rejected, "rejected", "0.00"),
                        line(8, gone, "agree", "0.00", "\"USD\""),
                        line(9, refunded, "agree", "80.00", "\"USD\"")
                                + known(refunded, "approved", "80.00"),
                        line(10, "nobodys", "missing_here", "20", "null")
                                + ",\"conversion_id\":null,\"status\":null,\"worth\":null",
                        "\"line\":null,\"transaction_id\":\"" + missing);
        assertThat(lists.lines(answer, "outcome=missing_there"))
                .contains(missing)
                .doesNotContain(same, "nobodys");
        assertThat(shop.get(OrderLists.PATH).body()).contains("\"id\":" + OrderLists.id(answer));
    }

    @Test
    void miss_what_was_sold_in_the_period_and_is_worth_something() {
        String before = soldAt("2026-01-31T23:59:59.999Z", "2026-02-01T00:00:05Z");
        String late = soldAt("2026-02-28T23:59:59.999Z", "2026-03-09T00:00:00Z");
        String first = soldAt("2026-02-01T00:00:00Z", "2026-02-01T00:00:00Z");
        String after = soldAt("2026-03-01T00:00:00Z", "2026-03-01T00:00:00Z");
        String clockAhead = soldAt("2027-02-10T00:00:00Z", "2026-02-10T00:00:00Z");
        String unknown = soldAt(null, "2026-02-10T00:00:00Z");
        String claim = soldAt(null, "2026-02-11T00:00:00Z", "pixel", "pending");
        String rejected = soldAt(null, "2026-02-11T00:00:00Z", "postback", "rejected");

        HttpResponse<String> answer =
                lists.compare("x", "2026-02-01T00:00:00Z", "2026-03-01T00:00:00Z", "");

        assertThat(lists.lines(answer, "outcome=missing_there"))
                .contains(late, first, clockAhead, unknown)
                .doesNotContain(before, after, claim, rejected);
        assertThat(lists.lines(lists.compare(claim + ",100\n" + before), ""))
                .contains(
                        line(1, claim, "agree", "100.00", "\"USD\""),
                        line(2, before, "agree", "null", "null"));
    }

    @Test
    void miss_sales_of_one_offer_alone_if_it_is_named() {
        String ours = offer("approved");
        long another =
                api.sql(
                        """
                        insert into offers (advertiser_id, title, destination_url, payout, currency, status)
                        values (%d, 'Other', 'https://shop.example.com/', 5, 'USD', 'active') returning id
                        """
                                .formatted(offer.advertiser()));

        assertThat(lists.compare("x", ",\"offer_id\":" + offer.offer()).body())
                .contains("\"offer_id\":" + offer.offer(), "\"missing_there\":1");
        assertThat(lists.compare("x", ",\"offer_id\":" + another).body())
                .contains("\"missing_there\":0");
        assertThat(lists.compare(ours, ",\"offer_id\":" + another).body()).contains("\"agree\":1");
        HttpResponse<String> foreign =
                lists.compare("x", ",\"offer_id\":" + FraudCase.in(api).offer());
        assertThat(foreign.statusCode()).isEqualTo(404);
        assertThat(foreign.body()).contains("\"OFFER_001\"");
    }

    @Test
    void do_not_see_the_claim_that_a_postback_took_over() {
        String claim = soldAt(null, Instant.now().toString(), "pixel", "pending");
        api.sql(
                "update conversions set status = 'rejected', superseded = true where transaction_id = '%s'"
                        .formatted(claim));

        assertThat(lists.compare(claim).body()).contains("\"missing_here\":1");
    }

    @Test
    void of_others_are_as_if_they_did_not_exist() {
        String id = OrderLists.id(lists.compare("order-1"));
        SignedIn stranger = api.signedIn(Role.ADVERTISER);

        for (String path : new String[] {"", "/lines", "/lines.csv"}) {
            assertThat(stranger.get(OrderLists.PATH + '/' + id + path).statusCode()).isEqualTo(404);
        }
        assertThat(stranger.get(OrderLists.PATH).body()).doesNotContain("\"id\":" + id + ',');
        assertThat(new OrderLists(stranger).compare(offer("approved")).body())
                .contains("\"missing_here\":1");
        HttpResponse<String> decided =
                stranger.post(
                        "/api/conversions/decisions",
                        "{\"decision\":\"approve\",\"orders\":{\"list_id\":%s,\"outcome\":\"agree\"}}"
                                .formatted(id));
        assertThat(decided.statusCode()).isEqualTo(400);
        assertThat(decided.body()).contains("\"orders.list_id\"", "not_an_order_list");
        assertThat(shop.post(OrderLists.PATH, "{}").statusCode()).isEqualTo(400);
    }

    @Test
    void of_administrators_name_the_advertiser() {
        OrderLists finance = new OrderLists(api.signedIn(Role.FINANCE_ADMIN));
        String sale = offer("approved");

        HttpResponse<String> answer =
                finance.compare(sale, ",\"advertiser_id\":" + offer.advertiser());

        assertThat(answer.body()).contains("\"agree\":1");
        assertThat(offer.isAudited("order_list.compare", OrderLists.id(answer), "true")).isTrue();
        assertThat(shop.get(OrderLists.PATH + '/' + OrderLists.id(answer)).statusCode())
                .isEqualTo(200);
        assertThat(finance.compare("x").body()).contains("\"advertiser_id\"", "required");
        assertThat(finance.compare("x", ",\"advertiser_id\":" + offer.promoter()).body())
                .contains("\"advertiser_id\"", "not_an_advertiser");
        assertThat(
                        lists.compare("x", ",\"advertiser_id\":" + FraudCase.in(api).advertiser())
                                .body())
                .contains("\"advertiser_id\"", "not_yours");
        assertThat(lists.compare("x", ",\"advertiser_id\":" + offer.advertiser()).statusCode())
                .isEqualTo(201);
    }

    @Test
    void have_ten_thousand_lines_at_most() {
        HttpResponse<String> most = lists.compare(numbered(10_000));

        assertThat(most.statusCode()).as(most.body()).isEqualTo(201);
        assertThat(most.body()).contains("\"missing_here\":10000");
        for (int lines : new int[] {10_001, 50_000}) {
            assertThat(lists.compare("transaction_id\n" + numbered(lines)).body())
                    .contains(
                            "\"VALID_001\"",
                            "\"field\":\"csv\",\"code\":\"too_many_lines\",\"params\":{\"max\":10000}");
        }
        assertThat(lists.compare("x".repeat(1_100_000)).statusCode()).isEqualTo(413);
    }

    @Test
    void are_read_in_pages() {
        HttpResponse<String> answer = lists.compare(numbered(3));

        HttpResponse<String> page = shop.get(lists.path(answer, "lines?limit=2"));
        String cursor = RunningApi.member(page, "next_cursor");
        HttpResponse<String> rest = shop.get(lists.path(answer, "lines?limit=2&cursor=" + cursor));

        assertThat(page.body()).contains("order-1\"", "order-2\"").doesNotContain("order-3\"");
        assertThat(rest.body())
                .contains("order-3\"", "\"next_cursor\":null")
                .doesNotContain("order-2\"");
        assertThat(shop.get(lists.path(lists.compare("x"), "lines?cursor=" + cursor)).statusCode())
                .isEqualTo(400);
    }

    @Test
    void are_downloaded_without_formulas() {
        String sale = offer("approved");
        soldAt(null, Instant.now().toString(), "postback", "approved", "=1+cmd|' /C calc'!A0");
        soldAt(null, Instant.now().toString(), "postback", "pending", "a \"b\", c");
        HttpResponse<String> answer = lists.compare(sale + ",50\nnobodys,20.5,USD");

        HttpResponse<String> file = shop.get(lists.path(answer, "lines.csv"));

        assertThat(file.headers().firstValue("Content-Type")).hasValue("text/csv; charset=utf-8");
        assertThat(file.headers().firstValue("Content-Disposition").orElseThrow())
                .contains("orders-%s.csv".formatted(OrderLists.id(answer)));
        assertThat(file.body())
                .startsWith(
                        "line,transaction_id,outcome,amount,currency,conversion_id,status,worth,conversion_currency\r\n")
                .contains(
                        "1,%s,other_amount,50.00,USD,%d,approved,100.00,USD\r\n"
                                .formatted(sale, id(sale)),
                        "2,nobodys,missing_here,20.50,USD,,,,\r\n",
                        ",'=1+cmd|' /C calc'!A0,missing_there,,,",
                        ",\"a \"\"b\"\", c\",missing_there,,,");
        assertThat(shop.get(lists.path(answer, "lines.csv?outcome=missing_here")).body())
                .contains("nobodys")
                .doesNotContain(sale);
    }

    @Test
    void are_sent_again_with_a_key_and_compared_once() {
        String body = lists.body("order-1", "");

        HttpResponse<String> first = keyed(body);
        HttpResponse<String> again = keyed(body);
        HttpResponse<String> other = keyed(lists.body("order-2", ""));

        assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers().firstValue("Idempotency-Replayed")).hasValue("true");
        assertThat(other.body()).contains("\"STATE_004\"");
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void are_kept_up_to_a_hundred_for_ninety_days() {
        api.sql(
                """
                insert into order_lists (advertiser_id, user_id, from_time, to_time, agree, other_amount, missing_here,
                                         missing_there, created_at)
                select %d, %d, now() - interval '1 day', now(), 1, 0, 0, 0,
                       now() - case when n = 1 then interval '91 days' else interval '89 days' end
                  from generate_series(1, 99) as n
                returning id
                """
                        .formatted(offer.advertiser(), shop.id()));

        lists.compare("order-1");
        assertThat(count()).isEqualTo(OrderListRepository.MOST_KEPT);
        lists.compare("order-1");
        assertThat(count()).isEqualTo(OrderListRepository.MOST_KEPT);

        api.sql(
                """
                update order_lists set created_at = now() - interval '91 days'
                 where id = (select min(id) from order_lists where advertiser_id = %d)
                """
                        .formatted(offer.advertiser()));
        api.part(ForgetOrderLists.class).run();
        assertThat(count()).isEqualTo(OrderListRepository.MOST_KEPT - 1);
    }

    private long count() {
        return api.sql(
                "select count(*) from order_lists where advertiser_id = " + offer.advertiser());
    }

    private HttpResponse<String> keyed(String body) {
        return api.send(
                shop.request(OrderLists.PATH)
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", "a list")
                        .POST(BodyPublishers.ofString(body)));
    }

    private static String numbered(int lines) {
        return IntStream.rangeClosed(1, lines)
                .mapToObj(n -> "order-" + n)
                .collect(Collectors.joining("\n"));
    }

    /// The transaction id of a new conversion.
    private String offer(String status) {
        return api.text(
                "select transaction_id from conversions where id = "
                        + offer.conversion(click, status));
    }

    private long id(String transaction) {
        return api.sql(
                "select id from conversions where advertiser_id = %d and transaction_id = '%s'"
                        .formatted(offer.advertiser(), transaction));
    }

    private String refunded(String amount) {
        String sale = offer("approved");
        shop.post(
                "/api/conversions/%d/reverse".formatted(id(sale)),
                "{\"reason\":\"a test\",\"amount\":%s}".formatted(amount));
        return sale;
    }

    private String soldAt(@Nullable String sold, String reported) {
        return soldAt(sold, reported, "postback", "approved");
    }

    private String soldAt(@Nullable String sold, String reported, String source, String status) {
        return soldAt(sold, reported, source, status, "at " + sold + reported + source + status);
    }

    private String soldAt(
            @Nullable String sold,
            String reported,
            String source,
            String status,
            String transaction) {
        api.sql(
                """
                with made as (
                    insert into conversions (advertiser_id, transaction_id, link_id, offer_id, promoter_id, source,
                        status, amount, currency, commission_currency, occurred_at, created_at)
                    values (%d, '%s', %d, %d, %d, '%s', '%s', 100, 'USD', 'USD', %s, '%s') returning id)
                select id from made
                """
                        .formatted(
                                offer.advertiser(),
                                transaction.replace("'", "''"),
                                offer.link(),
                                offer.offer(),
                                offer.promoter(),
                                source,
                                status,
                                sold == null ? "null" : "'" + sold + "'",
                                reported));
        return transaction;
    }

    private static String line(
            int line, String transaction, String outcome, String amount, String currency) {
        return "\"line\":%d,\"transaction_id\":\"%s\",\"outcome\":\"%s\",\"amount\":%s,\"currency\":%s"
                .formatted(line, transaction, outcome, amount, currency);
    }

    private String known(String transaction, String status, String worth) {
        return ",\"conversion_id\":%d,\"status\":\"%s\",\"worth\":%s,\"conversion_currency\":\"USD\""
                .formatted(id(transaction), status, worth);
    }
}
