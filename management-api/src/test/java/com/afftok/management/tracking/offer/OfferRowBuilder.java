package com.afftok.management.tracking.offer;

import com.afftok.management.RunningApi;

/// An offer's row, with defaults for what a test does not set.
final class OfferRowBuilder {

    private String status = "active";
    private String payout = "10";
    private String payoutType = "cpa";
    private String payoutPercent = "0";
    private String currency = "USD";
    private String titleAr = "null";
    private String counters = "0, 0, 0, 0, 0, 0, 0, 0";

    private OfferRowBuilder() {}

    static OfferRowBuilder anOffer() {
        return new OfferRowBuilder();
    }

    OfferRowBuilder status(String value) {
        status = value;
        return this;
    }

    OfferRowBuilder paying(String amount, String inCurrency) {
        payout = amount;
        currency = inCurrency;
        return this;
    }

    OfferRowBuilder payingPercent(String percent) {
        payout = "0";
        payoutType = "cps";
        payoutPercent = percent;
        return this;
    }

    OfferRowBuilder titledInArabic(String value) {
        titleAr = "'" + value + "'";
        return this;
    }

    OfferRowBuilder clicked(int valid, int suspicious, int bot) {
        counters =
                "%d, %d, %d, 0, %d, 0, 0, 0"
                        .formatted(valid + suspicious + bot, valid, suspicious, bot);
        return this;
    }

    /// Returns its id.
    long in(RunningApi api) {
        return api.sql(
                """
                with owner as (
                    insert into accounts (kind, country) values ('advertiser', 'SA')
                    returning id),
                offer as (
                    insert into offers (advertiser_id, title, title_ar, category, destination_url, payout, payout_type,
                                        payout_percent, currency, target_countries, status)
                    select id, 'Demo Shop', %s, 'fashion', 'https://shop.example.com/', %s, '%s', %s, '%s',
                           '{SA,AE}', '%s'
                      from owner
                    returning id, advertiser_id),
                counters as (
                    insert into offer_counters (advertiser_id, offer_id, gross, valid, suspicious, duplicate, bot, fraud,
                                                geo_blocked, inactive)
                    select advertiser_id, id, %s from offer)
                select id from offer
                """
                        .formatted(
                                titleAr,
                                payout,
                                payoutType,
                                payoutPercent,
                                currency,
                                status,
                                counters));
    }
}
