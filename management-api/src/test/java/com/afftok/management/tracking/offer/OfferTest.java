package com.afftok.management.tracking.offer;

import static com.afftok.management.tracking.offer.OfferRowBuilder.anOffer;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.RunningApi;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class OfferTest {

    private final RunningApi api = RunningApi.shared();

    @Test
    void an_active_offer_is_shown_with_its_statistics() {
        long id = anOffer().paying("12.5", "USD").titledInArabic("متجر").clicked(6, 2, 5).in(api);

        HttpResponse<String> answer = api.get("/api/offers/" + id);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .startsWith(
                        """
                        {"success":true,"data":{"id":%d,"network_id":null,"title":"Demo Shop",\
                        "title_ar":"متجر","description":null,"description_ar":null,\
                        "category":"fashion","currency":"USD","approval":"auto","logo_url":null,\
                        "additional_notes":null,"payout":12.50,"payout_type":"cpa",\
                        "payout_percent":0,"goals":[],"target_countries":["SA","AE"],\
                        "blocked_countries":[],"link_lifetime_days":90,"attribution_days":30,\
                        "holding_days":14,"terms":null,"status":"active",\
                        "stopped":null,"created_at":"\
                        """
                                .formatted(id))
                .endsWith(
                        """
                        Z","stats":{"clicks":8,"conversions":0,"conversion_rate":0.00,"epc":0.0000}}}\
                        """);
    }

    @Test
    void an_offer_is_read_in_arabic_by_those_who_prefer_it() {
        long id = anOffer().titledInArabic("متجر").in(api);

        HttpResponse<String> arabic =
                api.send(
                        api.request("/api/offers/" + id)
                                .header("Accept-Language", "fr, ar-SA;q=0.9, en;q=0.5"));
        HttpResponse<String> broken =
                api.send(api.request("/api/offers/" + id).header("Accept-Language", "ar;q=x"));

        assertThat(arabic.body()).contains("\"title\":\"متجر\"");
        assertThat(arabic.headers().firstValue("Vary")).contains("Accept-Language");
        assertThat(broken.body()).contains("\"title\":\"Demo Shop\"");
    }

    @ParameterizedTest
    @CsvSource({"12, USD, 12.00", "1234.5, KWD, 1234.500", "1500, JPY, 1500"})
    void a_payout_has_the_decimals_of_its_currency(String payout, String currency, String shown) {
        long id = anOffer().paying(payout, currency).in(api);

        assertThat(api.get("/api/offers/" + id).body())
                .contains("\"payout\":" + shown + ",", "\"currency\":\"" + currency + "\"");
    }

    @ParameterizedTest
    @CsvSource({"7.5, 7.5", "100, 100", "0.1250, 0.125"})
    void a_percentage_is_a_plain_number(String percent, String shown) {
        long id = anOffer().payingPercent(percent).in(api);

        assertThat(api.get("/api/offers/" + id).body())
                .contains("\"payout_percent\":" + shown + ",");
    }

    @Test
    void conversions_that_were_not_refused_count_and_earn() {
        long id = anOffer().clicked(8, 0, 0).in(api);
        convert(id, "approved", "5");
        convert(id, "pending", "5");
        convert(id, "rejected", "5");

        assertThat(api.get("/api/offers/" + id).body())
                .contains(
                        "{\"clicks\":8,\"conversions\":2,\"conversion_rate\":25.00,\"epc\":1.2500}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pending", "paused", "archived"})
    void an_offer_that_is_not_active_is_not_there(String status) {
        long id = anOffer().status(status).in(api);

        assertThat(api.get("/api/offers/" + id).body()).contains("\"code\":\"OFFER_001\"");
    }

    @Test
    void an_unknown_offer_is_404() {
        HttpResponse<String> answer = api.get("/api/offers/999999999");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("\"code\":\"OFFER_001\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "0", "-1", "1.5", "9999999999999999999", "1%20", "%00", "١"})
    void an_id_that_is_none_is_400_with_the_field_named(String id) {
        HttpResponse<String> answer = api.get("/api/offers/" + id);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .contains("\"code\":\"VALID_001\"")
                .contains("{\"field\":\"id\",\"code\":\"not_an_id\",");
    }

    private void convert(long offer, String status, String commission) {
        api.sql(
                """
                do $$
                declare
                    promoter bigint;
                    shop bigint := (select advertiser_id from offers where id = %1$d);
                    link bigint;
                    conversion bigint;
                begin
                    insert into accounts (kind, country) values ('promoter', 'SA')
                    returning id into promoter;
                    insert into user_offers (promoter_id, offer_id, advertiser_id)
                    values (promoter, %1$d, shop) returning id into link;
                    insert into conversions (advertiser_id, transaction_id, link_id, offer_id, promoter_id, status,
                                             amount, currency, commission, commission_currency)
                    values (shop, gen_random_uuid()::text, link, %1$d, promoter, '%2$s', 50, 'USD', %3$s, 'USD')
                    returning id into conversion;
                    insert into commissions (advertiser_id, conversion_id, promoter_id, amount, currency)
                    values (shop, conversion, promoter, %3$s, 'USD');
                end
                $$
                """
                        .formatted(offer, status, commission));
    }
}
