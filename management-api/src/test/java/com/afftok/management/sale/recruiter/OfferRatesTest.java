package com.afftok.management.sale.recruiter;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.RunningApi;
import com.afftok.management.SignedIn;
import com.afftok.management.access.MemberRole;
import com.afftok.management.access.Role;
import com.afftok.management.trust.review.FraudCase;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The shares of recruiters in the commissions of an offer.
final class OfferRatesTest {

    private final RunningApi api = RunningApi.shared();
    private final FraudCase offer = FraudCase.in(api);
    private final SignedIn shop =
            SignedIn.member(api, Role.ADVERTISER, offer.advertiser(), MemberRole.MANAGER);
    private final String path = "/api/offers/" + offer.offer() + "/recruiter-rates";

    @Test
    void are_those_of_the_platform_until_the_advertiser_decides() {
        assertThat(shop.get(path).body())
                .contains("\"source\":\"platform\"", "\"version\":0", "\"effective_from\":null");

        HttpResponse<String> first = shop.put(path, "{\"percents\":[5,2.5,0],\"version\":0}");
        HttpResponse<String> outdated = shop.put(path, "{\"percents\":[1,1,1],\"version\":0}");
        HttpResponse<String> second = shop.put(path, "{\"percents\":[0,0,0],\"version\":1}");

        assertThat(first.body())
                .contains("\"source\":\"offer\"", "\"percents\":[5,2.5,0]", "\"version\":1");
        assertThat(outdated.statusCode()).isEqualTo(409);
        assertThat(outdated.body()).contains("\"existing\":{", "\"percents\":[5,2.5,0]");
        assertThat(second.body()).contains("\"percents\":[0,0,0]", "\"version\":2");
        assertThat(shop.get(path).body()).contains("\"percents\":[0,0,0]", "\"version\":2");
        assertThat(
                        api.sql(
                                "select count(*) from offer_recruiter_rates where offer_id = "
                                        + offer.offer()))
                .isEqualTo(2);
    }

    @Test
    void of_another_advertiser_are_not_shown() {
        SignedIn other = api.signedIn(Role.ADVERTISER);

        assertThat(other.get(path).body()).contains("\"OFFER_001\"");
        assertThat(other.put(path, "{\"percents\":[1,1,1],\"version\":0}").body())
                .contains("\"OFFER_001\"");
    }

    @Test
    void of_administrators_are_audited() {
        SignedIn admin = api.signedIn(Role.ADVERTISER_MANAGER);

        admin.put(path, "{\"percents\":[1,1,1],\"version\":0}");

        assertThat(
                        offer.isAudited(
                                "offer.recruiter_rates",
                                Long.toString(offer.offer()),
                                "new_value ->> 'version' = '1'"))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"version\":0} | percents | required",
                "{\"percents\":[1,1,1]} | version | required",
                "{\"percents\":[1,1],\"version\":0} | percents | the levels",
                "{\"percents\":[1,1,1,1],\"version\":0} | percents | the levels",
                "{\"percents\":[1,null,1],\"version\":0} | percents[1] | required",
                "{\"percents\":[1,-1,1],\"version\":0} | percents[1] | from 0 to 100",
                "{\"percents\":[1,1,1.00001],\"version\":0} | percents[2] | at most 4 decimals",
                "{\"percents\":[50,50,0.0001],\"version\":0} | percents | not be more than 100",
                "{\"percents\":[\"1\",1,1],\"version\":0} | percents[0] | a number",
                "{\"percents\":[1,1,1],\"version\":0,\"level\":1} | level | unknown",
            })
    void that_are_wrong_are_refused(String json, String field, String message) {
        HttpResponse<String> answer = shop.put(path, json);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains("\"field\":\"" + field + "\"", message);
    }
}
