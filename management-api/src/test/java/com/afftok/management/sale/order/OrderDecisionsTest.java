package com.afftok.management.sale.order;

import static com.afftok.management.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.RunningApi;
import com.afftok.management.SignedIn;
import com.afftok.management.access.MemberRole;
import com.afftok.management.access.Role;
import com.afftok.management.trust.review.FraudCase;
import com.afftok.shared.id.ClickId;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Decisions about the outcomes of a list. A sale of 100 USD pays the promoter 5 and the recruiter
/// 0.50.
final class OrderDecisionsTest {

    private static final String PATH = "/api/conversions/decisions";

    private final RunningApi api = RunningApi.shared();
    private final FraudCase offer = FraudCase.in(api);
    private final ClickId click = offer.click("valid", 0);
    private final SignedIn shop =
            SignedIn.member(api, Role.ADVERTISER, offer.advertiser(), MemberRole.MANAGER);
    private final OrderLists lists = new OrderLists(shop);

    @Test
    void about_each_outcome_bring_the_books_to_what_the_list_says() {
        long delivered = offer.conversion(click, "pending");
        long approved = offer.conversion(click, "approved");
        long less = offer.conversion(click, "approved");
        long lessPending = offer.conversion(click, "pending");
        long cancelledPending = offer.conversion(click, "pending");
        long cancelled = offer.conversion(click, "approved");
        long nothing = offer.conversion(click, "approved");
        HttpResponse<String> list =
                lists.compare(
                        "%s,100\n%s\n%s,60\n%s,80,USD\n%s,0\nnobodys,50"
                                .formatted(
                                        order(delivered),
                                        order(approved),
                                        order(less),
                                        order(lessPending),
                                        order(nothing)));
        assertThat(list.body())
                .contains("\"agree\":2,\"other_amount\":3,\"missing_here\":1,\"missing_there\":2");

        assertThat(decide("approve", list, "agree").body()).contains("\"moved\":1,\"unchanged\":1");
        assertThat(decide("take_back", list, "missing_there").body()).contains("\"moved\":2");
        assertThat(decide("adjust", list, "other_amount").body())
                .contains("\"moved\":3,\"unchanged\":0");

        assertThat(offer.is(delivered, "status = 'approved'")).isTrue();
        assertThat(offer.is(cancelledPending, "status = 'rejected'")).isTrue();
        assertThat(offer.is(cancelled, "status = 'reversed'")).isTrue();
        assertThat(offer.is(less, "status = 'approved' and refunded_amount = 40")).isTrue();
        assertThat(offer.is(lessPending, "status = 'approved' and refunded_amount = 20")).isTrue();
        assertThat(offer.is(nothing, "status = 'reversed'")).isTrue();
        assertThat(offer.balance("promoter_available", offer.promoter()))
                .isEqualTo(500 + 500 + 300 + 400);
        assertThat(offer.balance("promoter_available", offer.recruiter()))
                .isEqualTo(50 + 50 + 30 + 40);
        assertThat(offer.balance("promoter_pending", offer.promoter())).isZero();
        assertThat(offer.balance("advertiser", offer.advertiser())).isEqualTo(-1700 - 170);
        assertThat(shop.get("/api/conversions/" + lessPending).body())
                .contains(
                        "\"from_status\":\"pending\",\"to_status\":\"approved\",\"refunded_amount\":0",
                        "\"from_status\":\"approved\",\"to_status\":\"approved\",\"refunded_amount\":20");
        assertThat(offer.isTold(lessPending, "conversion.approved", "true")).isTrue();
        assertThat(decide("adjust", list, "other_amount").body())
                .contains("\"moved\":0,\"unchanged\":3");
        assertThat(lists.compare(agreeing(list)).body())
                .contains("\"agree\":5,\"other_amount\":0", "\"missing_there\":0");
    }

    /// The same orders as in the list above.
    private String agreeing(HttpResponse<String> list) {
        return api.text(
                """
                select string_agg(transaction_id || ',' || coalesce(amount, 100), e'\\n')
                  from order_list_lines where list_id = %s and outcome in ('agree', 'other_amount')
                """
                        .formatted(OrderLists.id(list)));
    }

    @Test
    void say_why_a_sale_is_not_adjusted() {
        long more = offer.conversion(click, "approved");
        long moreThanLeft = offer.conversion(click, "approved");
        refund(moreThanLeft, "30");
        long pendingMore = offer.conversion(click, "pending");
        long euro = offer.conversion(click, "approved");
        long rejected = offer.conversion(click, "rejected");
        long unsaid = offer.conversion(click, "rejected");
        long held = offer.held(click, "pending", "'too_fast'");

        HttpResponse<String> list =
                lists.compare(
                        "%s,100.01\n%s,90\n%s,120\n%s,50,EUR\n%s,10\n%s\n%s,50"
                                .formatted(
                                        order(more),
                                        order(moreThanLeft),
                                        order(pendingMore),
                                        order(euro),
                                        order(rejected),
                                        order(unsaid),
                                        order(held)));
        HttpResponse<String> done = decide("adjust", list, "other_amount");

        assertThat(done.body()).contains("\"moved\":0", "\"refused\":7");
        assertThat(shop.get(PATH + '/' + RunningApi.member(done, "id") + "/conversions").body())
                .contains(
                        refused(more, "amount", "above_worth", "\"amount\":\"100.00\""),
                        refused(moreThanLeft, "amount", "above_worth", "\"amount\":\"70.00\""),
                        refused(pendingMore, "amount", "above_worth", "\"amount\":\"100.00\""),
                        refused(euro, "currency", "not_the_currency", "\"currency\":\"USD\""),
                        refused(rejected, "status", "status_is", "\"status\":\"rejected\""),
                        refused(unsaid, "status", "status_is", "\"status\":\"rejected\""),
                        refused(held, "needs_review", "held_for_review", ""));
        assertThat(offer.is(pendingMore, "status = 'pending' and version = 0")).isTrue();
        assertThat(offer.is(held, "status = 'pending' and version = 0")).isTrue();
    }

    @Test
    void find_what_has_moved_since_the_comparison() {
        long refunded = offer.conversion(click, "approved");
        long reversed = offer.conversion(click, "approved");
        long rejected = offer.conversion(click, "pending");
        HttpResponse<String> list =
                lists.compare(
                        "%s,60\n%s,60\n%s"
                                .formatted(order(refunded), order(reversed), order(rejected)));
        refund(refunded, "10");
        refund(reversed, "100");
        shop.post("/api/conversions/%d/reject".formatted(rejected), "{\"reason\":\"a test\"}");

        assertThat(decide("adjust", list, "other_amount").body())
                .contains("\"moved\":1,", "\"refused\":1,");
        assertThat(decide("approve", list, "agree").body())
                .contains("\"moved\":0,", "\"refused\":1,");

        assertThat(offer.is(refunded, "refunded_amount = 40 and status = 'approved'")).isTrue();
    }

    @Test
    void of_finance_adjust_claims_of_browsers_too() {
        SignedIn finance = api.signedIn(Role.FINANCE_ADMIN);
        long claim = claim();
        OrderLists theirs = new OrderLists(finance);
        HttpResponse<String> list =
                theirs.compare("claim-1,40", ",\"advertiser_id\":" + offer.advertiser());

        assertThat(decide(finance, "adjust", list, "other_amount").body()).contains("\"moved\":1");

        assertThat(offer.is(claim, "status = 'approved' and refunded_amount = 60 and not is_claim"))
                .isTrue();
        assertThat(offer.balance("promoter_available", offer.promoter())).isEqualTo(200);
    }

    private long claim() {
        return api.sql(
                """
                with made as (
                    insert into conversions (advertiser_id, transaction_id, link_id, offer_id, promoter_id, source,
                        status, amount, currency, commission, commission_currency)
                    values (%1$d, 'claim-1', %2$d, %3$d, %4$d, 'pixel', 'pending', 100, 'USD', 5, 'USD') returning id),
                shares as (
                    insert into commissions (advertiser_id, conversion_id, promoter_id, amount, currency)
                    select %1$d, id, %4$d, 5, 'USD' from made)
                select id from made
                """
                        .formatted(
                                offer.advertiser(), offer.link(), offer.offer(), offer.promoter()));
    }

    @Test
    void with_a_key_are_made_once() {
        long sale = offer.conversion(click, "pending");
        String body = "{\"decision\":\"approve\",\"ids\":[%d]}".formatted(sale);

        HttpResponse<String> first = keyed(body);
        HttpResponse<String> again = keyed(body);

        assertThat(first.statusCode()).as(first.body()).isEqualTo(202);
        assertThat(again.statusCode()).isEqualTo(202);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers().firstValue("Idempotency-Replayed")).hasValue("true");
        assertThat(keyed("{\"decision\":\"approve\",\"ids\":[%d]}".formatted(sale + 1)).body())
                .contains("\"STATE_004\"");
        assertThat(
                        api.sql(
                                "select count(*) from bulk_decisions where advertiser_id = "
                                        + offer.advertiser()))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"adjust\",\"ids\":[1] | orders | needs_other",
                "\"adjust\",\"orders\":{\"list_id\":LIST,\"outcome\":\"agree\"} | orders.outcome | not_equal",
                "\"approve\",\"orders\":{\"list_id\":LIST,\"outcome\":\"missing_here\"} | orders.outcome | not_one_of",
                "\"approve\",\"orders\":{\"list_id\":LIST} | orders.outcome | required",
                "\"approve\",\"orders\":{\"outcome\":\"agree\"} | orders.list_id | required",
                "\"approve\",\"orders\":{\"list_id\":0,\"outcome\":\"agree\"} | orders.list_id | not_an_id",
                "\"approve\",\"orders\":{\"list_id\":999999999,\"outcome\":\"agree\"} | orders.list_id | not_an_order_list",
                "\"approve\",\"orders\":{\"list_id\":LIST,\"outcome\":\"agree\"} | orders | selects_nothing",
                "\"approve\",\"ids\":[1],\"orders\":{\"list_id\":LIST,\"outcome\":\"agree\"} | ids | not_exactly_one"
            })
    void that_are_unclear_are_refused(String rest, String field, String problem) {
        String list = OrderLists.id(lists.compare("nobodys"));

        HttpResponse<String> answer =
                shop.post(
                        PATH,
                        "{\"reason\":\"a test\",\"decision\":" + rest.replace("LIST", list) + '}');

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body())
                .contains("\"field\":\"" + field + '"', "\"code\":\"" + problem + '"');
    }

    private String order(long conversion) {
        return api.text("select transaction_id from conversions where id = " + conversion);
    }

    private void refund(long conversion, String amount) {
        HttpResponse<String> answer =
                shop.post(
                        "/api/conversions/%d/reverse".formatted(conversion),
                        "{\"reason\":\"a test\",\"amount\":%s}".formatted(amount));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private HttpResponse<String> keyed(String body) {
        return api.send(
                shop.request(PATH)
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", "a decision")
                        .POST(BodyPublishers.ofString(body)));
    }

    private static String refused(long sale, String field, String code, String params) {
        return "\"conversion_id\":%d,\"fate\":\"refused\",\"problem\":{\"field\":\"%s\",\"code\":\"%s\",\"params\":{%s}"
                .formatted(sale, field, code, params);
    }

    private HttpResponse<String> decide(
            String decision, HttpResponse<String> list, String outcome) {
        return decide(shop, decision, list, outcome);
    }

    /// The finished decision.
    private HttpResponse<String> decide(
            SignedIn caller, String decision, HttpResponse<String> list, String outcome) {
        HttpResponse<String> answer =
                caller.post(
                        PATH,
                        """
                        {"decision": "%s", "reason": "as the shop says",
                         "orders": {"list_id": %s, "outcome": "%s"}}
                        """
                                .formatted(decision, OrderLists.id(list), outcome));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        String id = RunningApi.member(answer, "id");
        eventually(
                "the decision is finished",
                () ->
                        api.sql("select count(finished_at) from bulk_decisions where id = " + id)
                                == 1);
        return caller.get(PATH + '/' + id);
    }
}
