package com.afftok.contract;

import java.util.Locale;
import java.util.UUID;

/// A conversion of 100.500 KWD that earns 10.25 EUR, and a move of it: what the database holds
/// before and afterwards, whichever service makes the move.
public enum MoveExample {
    APPROVED("pending", "approved", "0.000", "0.00", "10.25", "approval"),
    REJECTED("pending", "rejected", "0.000", "0.00", "0.00", "rejection"),
    REFUNDED("approved", "approved", "33.500", "3.42", "6.83", "reversal"),
    REVERSED("approved", "reversed", "100.500", "10.25", "0.00", "reversal");

    private final String before;
    private final String after;
    private final String refunded;
    private final String takenBack;
    private final String commission;
    private final String entry;

    MoveExample(
            String before,
            String after,
            String refunded,
            String takenBack,
            String commission,
            String entry) {
        this.before = before;
        this.after = after;
        this.refunded = refunded;
        this.takenBack = takenBack;
        this.commission = commission;
        this.entry = entry;
    }

    /// The parties, by their numbers.
    public record Parties(long advertiser, long promoter, long offer, long link) {}

    public String transaction() {
        return "moved-" + name().toLowerCase(Locale.ROOT);
    }

    /// A statement that adds the conversion and returns its id.
    public String insert(Parties parties, UUID click) {
        return """
        with made as (
            insert into conversions (advertiser_id, transaction_id, source, click_id, clicked_at, link_id,
                offer_id, promoter_id, status, amount, currency, commission, commission_currency, goal,
                coupon, country, device, traffic_source, sub1, sub5)
            values (%d, '%s', 'postback', '%s', now(), %d,
                %d, %d, '%s', 100.5, 'KWD', 10.25, 'EUR', 'order',
                'SUMMER', 'KW', 'mobile', 'news', 'banner', 'a "quoted" \\ ü')
            returning advertiser_id, id, promoter_id),
        shares as (
            insert into commissions (advertiser_id, conversion_id, promoter_id, amount, currency)
            select advertiser_id, id, promoter_id, 10.25, 'EUR' from made)
        select id from made
        """
                .formatted(
                        parties.advertiser,
                        transaction(),
                        click,
                        parties.link,
                        parties.offer,
                        parties.promoter,
                        before);
    }

    /// A query for the number of conversions that are as the move leaves them, with their
    /// commission and their ledger: 1.
    public String written(long conversion) {
        return """
        select count(*)
          from conversions c
          join commissions l on l.advertiser_id = c.advertiser_id and l.conversion_id = c.id
         where c.id = %d and c.status = '%s' and c.refunded_amount = %s and c.commission_reversed = %s
           and l.level = 0 and l.reversed_amount = c.commission_reversed
           and not c.needs_review and c.hold_until is null and c.version = 1
           and (select string_agg(e.kind, ' ') from ledger_entries e where e.conversion_id = c.id) = '%s'
        """
                .formatted(conversion, after, refunded, takenBack, entry);
    }

    /// A query for the number of events in the outbox that tell of the move in exactly these bytes.
    ///
    /// @param events the table with the events: the outbox, or a copy
    public String told(String events, Parties parties, long conversion, String clickCode) {
        return """
        select count(*) from %s
         where event = 'conversion.%s' and advertiser_id = %d and promoter_id = %d and offer_id = %d
           and payload::text = '%s'
        """
                .formatted(
                        events,
                        name().toLowerCase(Locale.ROOT),
                        parties.advertiser,
                        parties.promoter,
                        parties.offer,
                        payload(parties, conversion, clickCode));
    }

    private String payload(Parties parties, long conversion, String clickCode) {
        return """
        {"goal": "order", "sub1": "banner", "sub5": "a \\"quoted\\" \\\\ ü", "amount": 100.500, \
        "coupon": "SUMMER", "device": "mobile", "source": "postback", "status": "%s", \
        "country": "KW", "link_id": %d, "click_id": "%s", "currency": "KWD", "offer_id": %d, \
        "commission": %s, "promoter_id": %d, "conversion_id": %d, "traffic_source": "news", \
        "transaction_id": "%s", "refunded_amount": %s, "commission_currency": "EUR"}\
        """
                .formatted(
                        after,
                        parties.link,
                        clickCode,
                        parties.offer,
                        commission,
                        parties.promoter,
                        conversion,
                        transaction(),
                        refunded);
    }
}
