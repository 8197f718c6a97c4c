package com.afftok.management.sale.price.preview;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.RunningApi;
import com.afftok.management.SignedIn;
import com.afftok.management.access.MemberRole;
import com.afftok.management.access.Role;
import com.afftok.management.trust.review.FraudCase;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Drafts over past sales of an offer.
final class PreviewTest {

    private static final String PREVIEW = "/api/commission-rules/preview";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final RunningApi api = RunningApi.shared();
    private final FraudCase offer = FraudCase.in(api);
    private final SignedIn shop =
            SignedIn.member(api, Role.ADVERTISER, offer.advertiser(), MemberRole.MANAGER);

    /// Rules of several kinds, tiers, caps, performance, refunds and rejections, compared with a
    /// model that scans all sales for each.
    @Test
    void equal_a_naive_recomputation() throws IOException {
        long seed = System.nanoTime();
        NaiveReplay naive = new NaiveReplay(offer, new Random(seed));
        naive.sell(400);

        HttpResponse<String> answer =
                shop.post(
                        PREVIEW,
                        """
                        {"offer_id":%d,"from":"2026-04-11T00:00:00Z","to":"2026-06-01T00:00:00Z",
                         "rules":%s,"caps":%s}
                        """
                                .formatted(offer.offer(), naive.rules(), naive.caps()));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode data = JSON.readTree(answer.body()).path("data");
        assertThat(data.path("total").path("changed").asInt()).as("seed %d", seed).isPositive();
        assertThat(summary(data.path("total"))).as("seed %d", seed).isEqualTo(naive.total());
        assertThat(data.path("promoters")).hasSize(naive.promoters().size());
        for (JsonNode promoter : data.path("promoters")) {
            assertThat(summary(promoter.path("sum")))
                    .as("seed %d, promoter %s", seed, promoter.path("promoter_id"))
                    .isEqualTo(naive.of(promoter.path("promoter_id").asLong()));
        }
    }

    @Test
    void use_the_real_rules_at_each_click_where_the_draft_has_none() throws IOException {
        for (String terms : List.of("6, 'epoch', '2026-04-15'", "8, '2026-04-15', null")) {
            api.sql(
                    """
                    insert into commission_rules (advertiser_id, offer_id, name, payout_type, currency, amount,
                                                  effective_from, effective_until)
                    values (%d, %d, 'Rule', 'cpa', 'USD', %s)
                    """
                            .formatted(offer.advertiser(), offer.offer(), terms));
        }
        sale("'2026-04-14'", "'2026-04-16'", 100, 5);
        sale("'2026-04-16'", "'2026-04-17'", 100, 5);
        sale("'2026-04-17'", "'2026-04-18'", 100, 5);

        JsonNode data = preview("\"caps\":[{\"period\":\"month\",\"max_conversions\":2}]");

        assertThat(summary(data.path("total")))
                .isEqualTo("3 sales, 15.00 paid, 14.00 by the draft");
    }

    @Test
    void store_nothing_and_leave_out_what_is_not_paid() throws IOException {
        long before = api.sql("select count(*) from commissions");
        sale("null", "'2026-04-16'", 100, 5);
        api.sql(
                """
                insert into conversions (advertiser_id, transaction_id, link_id, offer_id, promoter_id, status, source,
                                         amount, currency, commission, commission_currency, created_at)
                select %d, gen_random_uuid()::text, %d, %d, %d, status, source, 100, 'USD', 0, 'USD', '2026-04-17'
                  from (values ('rejected', 'postback'), ('pending', 'pixel')) as kinds (status, source)
                """
                        .formatted(
                                offer.advertiser(), offer.link(), offer.offer(), offer.promoter()));

        JsonNode data =
                preview(
                        "\"rules\":[{\"name\":\"Draft\",\"payout_type\":\"cps\",\"percent\":12.5,\"currency\":\"USD\"}]");

        assertThat(summary(data.path("total"))).isEqualTo("1 sales, 5.00 paid, 12.50 by the draft");
        assertThat(data.path("total").path("amounts").path(0).path("difference").decimalValue())
                .isEqualByComparingTo("7.5");
        assertThat(
                        api.sql(
                                "select count(*) from commission_rules where offer_id = "
                                        + offer.offer()))
                .isZero();
        assertThat(api.sql("select count(*) from commissions")).isEqualTo(before + 1);
    }

    @Test
    void tell_which_reports_would_have_been_refused() throws IOException {
        sale("null", "'2026-04-16'", 100, 5);
        api.sql(
                """
                with made as (
                    insert into conversions (advertiser_id, transaction_id, link_id, offer_id, promoter_id, status,
                                             amount, currency, commission, commission_currency, created_at)
                    values (%1$d, gen_random_uuid()::text, %2$d, %3$d, %4$d, 'approved', 100, 'SAR', 5, 'USD', '2026-04-17')
                    returning advertiser_id, id)
                insert into commissions (advertiser_id, conversion_id, promoter_id, amount, currency)
                select advertiser_id, id, %4$d, 5, 'USD' from made
                """
                        .formatted(
                                offer.advertiser(), offer.link(), offer.offer(), offer.promoter()));

        JsonNode data =
                preview(
                        "\"rules\":[{\"name\":\"Draft\",\"payout_type\":\"hybrid\",\"amount\":1,\"percent\":5,\"currency\":\"USD\"}]");

        assertThat(data.path("total").path("refused").asInt()).isEqualTo(1);
        assertThat(summary(data.path("total"))).isEqualTo("2 sales, 10.00 paid, 6.00 by the draft");
    }

    @Test
    void are_bounded() {
        api.sql(
                """
                with made as (
                    insert into conversions (advertiser_id, transaction_id, link_id, offer_id, promoter_id, status,
                                             amount, currency, commission, commission_currency, created_at)
                    select %1$d, 'many-' || n, %2$d, %3$d, %4$d, 'approved', 100, 'USD', 5, 'USD',
                           '2026-04-15'::timestamptz + n * interval '1 second'
                      from generate_series(1, 20001) as n
                    returning advertiser_id, id)
                insert into commissions (advertiser_id, conversion_id, promoter_id, amount, currency)
                select advertiser_id, id, %4$d, 5, 'USD' from made
                """
                        .formatted(
                                offer.advertiser(), offer.link(), offer.offer(), offer.promoter()));
        String draft =
                "{\"offer_id\":%d,\"from\":\"2026-04-01T00:00:00Z\",\"to\":\"%s\",\"caps\":[]}";

        HttpResponse<String> tooMany =
                shop.post(PREVIEW, draft.formatted(offer.offer(), "2026-05-01T00:00:00Z"));
        HttpResponse<String> most =
                shop.post(PREVIEW, draft.formatted(offer.offer(), "2026-04-15T05:33:21Z"));

        assertThat(tooMany.statusCode()).isEqualTo(400);
        assertThat(tooMany.body()).contains("\"field\":\"from\"", "selects more than 20000");
        assertThat(most.statusCode()).as(most.body()).isEqualTo(200);
        assertThat(most.body()).contains("\"conversions\":20000");
    }

    @Test
    void show_what_recruiters_are_paid_in_addition() throws IOException {
        long recruiter =
                api.sql(
                        "select max(id) from accounts where kind = 'promoter' and status = 'active' and id < "
                                + offer.promoter());
        api.sql(
                """
                update accounts set recruiter_id = %1$d where id = %2$d;
                insert into offer_recruiter_rates (advertiser_id, offer_id, version, percent1, percent2, percent3,
                                                   effective_from)
                values (%3$d, %4$d, 1, 10, 0, 0, '2026-04-01'), (%3$d, %4$d, 2, 50, 0, 0, '2026-04-20')
                """
                        .formatted(recruiter, offer.promoter(), offer.advertiser(), offer.offer()));
        sale("'2026-04-15'", "'2026-04-16'", 100, 5);
        api.sql(
                """
                insert into commissions (advertiser_id, conversion_id, level, promoter_id, amount, currency)
                select advertiser_id, id, 1, %d, 0.5, 'USD' from conversions where offer_id = %d
                """
                        .formatted(recruiter, offer.offer()));

        JsonNode amounts =
                preview(
                                "\"rules\":[{\"name\":\"Draft\",\"payout_type\":\"cps\",\"percent\":20,\"currency\":\"USD\"}]")
                        .path("total")
                        .path("amounts")
                        .path(0);

        assertThat(amounts.path("recruiters_paid").decimalValue()).isEqualByComparingTo("0.5");
        assertThat(amounts.path("recruiters_would_be_paid").decimalValue())
                .isEqualByComparingTo("2");
    }

    @Test
    void of_another_advertiser_find_nothing() {
        HttpResponse<String> answer =
                api.signedIn(Role.ADVERTISER).post(PREVIEW, draft("\"caps\":[]"));

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("\"OFFER_001\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"from\":null,\"to\":\"2026-05-01T00:00:00Z\",\"caps\":[] | from | required",
                "\"from\":\"2026-05-01T00:00:00Z\",\"to\":\"2026-05-01T00:00:00Z\",\"caps\":[] | to | must be after from",
                "\"from\":\"2026-01-01T00:00:00Z\",\"to\":\"2026-04-04T00:00:00Z\",\"caps\":[] | to | at most 92 days",
                "\"from\":\"2026-04-01T00:00:00Z\",\"to\":\"2026-05-01T00:00:00Z\" | rules | is required, unless there is caps",
                "\"from\":\"2026-04-01T00:00:00Z\",\"to\":\"2026-05-01T00:00:00Z\",\"rules\":[{}] | rules[0].name | is required",
                "\"from\":\"2026-04-01T00:00:00Z\",\"to\":\"2026-05-01T00:00:00Z\",\"rules\":[null] | rules[0] | required",
                "\"from\":\"2026-04-01T00:00:00Z\",\"to\":\"2026-05-01T00:00:00Z\",\"rules\":[{\"name\":\"a\",\"payout_type\":\"cps\",\"percent\":101,\"currency\":\"USD\"}] | rules[0].percent | between 0 and 100",
                "\"from\":\"2026-04-01T00:00:00Z\",\"to\":\"2026-05-01T00:00:00Z\",\"rules\":[{\"name\":\"a\",\"payout_type\":\"cpa\",\"amount\":1,\"currency\":\"SAR\"}] | rules[0].currency | must be USD",
                "\"from\":\"2026-04-01T00:00:00Z\",\"to\":\"2026-05-01T00:00:00Z\",\"rules\":[{\"name\":\"a\",\"payout_type\":\"cpa\",\"amount\":1,\"currency\":\"USD\",\"promoter_id\":999999}] | rules[0].promoter_id | a link of the offer",
                "\"from\":\"2026-04-01T00:00:00Z\",\"to\":\"2026-05-01T00:00:00Z\",\"caps\":[{\"period\":\"day\",\"max_conversions\":1,\"promoter_id\":999999}] | caps[0].promoter_id | a link of the offer",
                "\"from\":\"2026-04-01T00:00:00Z\",\"to\":\"2026-05-01T00:00:00Z\",\"rules\":[{\"name\":\"a\",\"payout_type\":\"cpa\",\"amount\":1,\"currency\":\"USD\",\"rate\":1}] | rules[0].rate | unknown",
                "\"from\":\"2026-04-01T00:00:00Z\",\"to\":\"2026-05-01T00:00:00Z\",\"caps\":[{\"period\":\"year\",\"max_conversions\":1}] | caps[0].period | must be one of",
                "\"from\":\"2026-04-01T00:00:00Z\",\"to\":\"2026-05-01T00:00:00Z\",\"caps\":[{\"period\":\"day\",\"max_conversions\":1},{\"period\":\"day\",\"max_conversions\":2}] | caps[1] | not be given twice",
                "\"from\":\"2026-04-01T00:00:00Z\",\"to\":\"2026-05-01T00:00:00Z\",\"caps\":[{\"period\":\"day\"}] | caps[0].max_conversions | exactly one of",
                "\"from\":\"2026-04-01T00:00:00Z\",\"to\":\"2026-05-01T00:00:00Z\",\"caps\":7 | caps[0] | must be an object",
            })
    void that_are_wrong_are_refused(String members, String field, String message) {
        HttpResponse<String> answer =
                shop.post(PREVIEW, "{\"offer_id\":" + offer.offer() + "," + members + "}");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains("\"field\":\"" + field + "\"", message);
    }

    @Test
    void have_a_bounded_number_of_terms() {
        String rules =
                String.join(
                        ",",
                        Collections.nCopies(
                                101,
                                "{\"name\":\"a\",\"payout_type\":\"cpa\",\"amount\":1,\"currency\":\"USD\"}"));

        assertThat(shop.post(PREVIEW, draft("\"rules\":[" + rules + "]")).body())
                .contains("\"field\":\"rules\"", "must be at most 100");
    }

    private JsonNode preview(String terms) throws IOException {
        HttpResponse<String> answer = shop.post(PREVIEW, draft(terms));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body()).path("data");
    }

    private String draft(String terms) {
        return "{\"offer_id\":%d,\"from\":\"2026-04-01T00:00:00Z\",\"to\":\"2026-05-01T00:00:00Z\",%s}"
                .formatted(offer.offer(), terms);
    }

    private static String summary(JsonNode sum) {
        JsonNode amounts = sum.path("amounts").path(0);
        return "%d sales, %s paid, %s by the draft"
                .formatted(
                        sum.path("conversions").asLong(),
                        money(amounts.path("paid")),
                        money(amounts.path("would_be_paid")));
    }

    private static String money(JsonNode amount) {
        return new BigDecimal(amount.asText()).setScale(2).toPlainString();
    }

    private void sale(String clickedAt, String createdAt, int amount, int commission) {
        api.sql(
                """
                with made as (
                    insert into conversions (advertiser_id, transaction_id, click_id, clicked_at, link_id, offer_id,
                                             promoter_id, status, amount, currency, commission, commission_currency,
                                             created_at)
                    values (%1$d, gen_random_uuid()::text, gen_random_uuid(), %5$s, %2$d, %3$d, %4$d, 'approved', %7$d,
                            'USD', %8$d, 'USD', %6$s)
                    returning advertiser_id, id)
                insert into commissions (advertiser_id, conversion_id, promoter_id, amount, currency)
                select advertiser_id, id, %4$d, %8$d, 'USD' from made
                """
                        .formatted(
                                offer.advertiser(),
                                offer.link(),
                                offer.offer(),
                                offer.promoter(),
                                clickedAt,
                                createdAt,
                                amount,
                                commission));
    }
}
