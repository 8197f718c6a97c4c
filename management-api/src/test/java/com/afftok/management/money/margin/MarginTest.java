package com.afftok.management.money.margin;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.RunningApi;
import com.afftok.management.SignedIn;
import com.afftok.management.access.MemberRole;
import com.afftok.management.access.Role;
import com.afftok.management.money.Trade;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MarginTest {

    private static final List<String> FIGURES =
            List.of("charged", "promoters", "recruiters", "fees", "adjustments", "other", "margin");

    private final RunningApi api = RunningApi.shared();
    private final Trade trade = Trade.in(api);
    private final SignedIn finance = api.signedIn(Role.FINANCE_ADMIN);
    private final SignedIn shop =
            SignedIn.member(api, Role.ADVERTISER, trade.advertiser().account(), MemberRole.MANAGER);

    @Test
    void is_what_the_platform_has_from_sales_and_adjustments() {
        sales();

        JsonNode row =
                of(margin("advertiser"), "subject", Long.toString(trade.advertiser().account()));

        // Of three sales of 5 and half of one, those of the last three with a fee of 25 %:
        // 1.25 + 1.25 + 0.63.
        assertThat(figures(row))
                .isEqualTo(
                        "charged 21.13, promoters 17.50, recruiters 0.50, fees 3.13, adjustments -3.00, other 0.00, margin 0.13");
        assertThat(figures(of(margin("offer"), "subject", Long.toString(trade.offer().offer()))))
                .isEqualTo(
                        "charged 21.13, promoters 17.50, recruiters 0.50, fees 3.13, adjustments 0.00, other 0.00, margin 3.13");
    }

    @ParameterizedTest
    @ValueSource(strings = {"month", "advertiser", "offer"})
    void adds_up_and_equals_the_postings_of_the_platform(String group) {
        sales();

        JsonNode report = margin(group);

        for (JsonNode total : report.path("totals")) {
            String currency = total.path("currency").asText();
            for (String figure : FIGURES) {
                BigDecimal sum = BigDecimal.ZERO;
                for (JsonNode row : report.path("rows")) {
                    if (row.path("currency").asText().equals(currency)) {
                        sum = sum.add(row.path(figure).decimalValue());
                    }
                }
                assertThat(total.path(figure).decimalValue()).as(figure).isEqualByComparingTo(sum);
            }
            assertThat(total.path("margin").decimalValue())
                    .isEqualByComparingTo(
                            api.text(
                                    """
                                    select coalesce(sum(amount), 0) from ledger_postings
                                     where account = 'platform' and currency = '%s'
                                       and created_at >= timestamptz '%s' and created_at < timestamptz '%s'
                                    """
                                            .formatted(
                                                    currency,
                                                    report.path("from").asText(),
                                                    report.path("to").asText())));
        }
        assertThat(report.path("totals")).isNotEmpty();
    }

    @Test
    void leads_to_its_postings() {
        sales();
        String of = "/api/admin/margin/postings?advertiser_id=" + trade.advertiser().account();

        List<JsonNode> postings = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = json(finance.get(of + "&limit=2" + cursor).body());
            page.path("postings").forEach(postings::add);
            cursor = "&cursor=" + page.path("next_cursor").asText();
        } while (!cursor.endsWith("=null"));

        // Three sales, a refund, a sale and its rejection, and the bonus.
        assertThat(postings).hasSize(7);
        assertThat(
                        postings.stream()
                                .map(posting -> posting.path("amount").decimalValue())
                                .reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo("0.13");
        assertThat(postings.getFirst().path("memo").asText()).isEqualTo("a bonus");
        assertThat(
                        json(finance.get(of + "&offer_id=" + trade.offer().offer()).body())
                                .path("postings"))
                .hasSize(6)
                .allMatch(posting -> posting.path("conversion_id").isNumber());
    }

    @Test
    void is_for_those_who_see_revenue() {
        assertThat(api.signedIn(Role.TECH_ADMIN).get("/api/admin/margin").statusCode())
                .isEqualTo(403);
        assertThat(finance.get("/api/admin/margin?group=day").body())
                .contains("VALID_001", "\"field\":\"group\"", "not_one_of");
        assertThat(finance.get("/api/admin/margin?currency=EUR&group=offer").body())
                .contains("\"rows\":[");
    }

    /// Sales with and without a fee, refunds, and an adjustment.
    private void sales() {
        trade.sale("approved");
        finance.put(
                "/api/admin/advertisers/%d/terms".formatted(trade.advertiser().account()),
                "{\"fee_percent\":25,\"billing\":[],\"version\":0}");
        sale("order-1", "approved");
        sale("order-2", "pending");
        String half = sale("order-3", "approved");
        finance.post(
                "/api/conversions/%s/reverse".formatted(half),
                "{\"reason\":\"sent back\",\"amount\":50}");
        String gone = sale("order-4", "pending");
        finance.post("/api/conversions/%s/reject".formatted(gone), "{\"reason\":\"invented\"}");
        finance.post(
                "/api/admin/adjustments",
                "{\"advertiser_id\":%d,\"promoter_id\":%d,\"payer\":\"platform\",\"amount\":3,\"currency\":\"USD\",\"reason\":\"a bonus\"}"
                        .formatted(trade.advertiser().account(), trade.promoter().account()));
    }

    private String sale(String order, String status) {
        return RunningApi.member(
                shop.post(
                        "/api/conversions",
                        """
                        {"link_id":%d,"transaction_id":"%s","amount":100,"currency":"USD","status":"%s","proof":"x"}
                        """
                                .formatted(trade.offer().link(), order, status)),
                "id");
    }

    private JsonNode margin(String group) {
        return json(finance.get("/api/admin/margin?group=" + group).body());
    }

    private static JsonNode json(String body) {
        try {
            return new ObjectMapper().readTree(body).path("data");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode of(JsonNode report, String member, String value) {
        for (JsonNode row : report.path("rows")) {
            if (row.path(member).asText().equals(value)) {
                return row;
            }
        }
        throw new AssertionError(report.toString());
    }

    private static String figures(JsonNode row) {
        return String.join(
                ", ",
                FIGURES.stream()
                        .map(figure -> figure + ' ' + row.path(figure).decimalValue().setScale(2))
                        .toList());
    }
}
