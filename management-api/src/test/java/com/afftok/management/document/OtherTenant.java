package com.afftok.management.document;

import com.afftok.document.OpenApi;
import com.afftok.management.RunningApi;
import com.afftok.management.SignedIn;
import com.afftok.management.access.Role;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A promoter and an advertiser who own one thing of each kind, which others must not see.
final class OtherTenant {

    /// By the longest beginning of the paths that name one.
    private final Map<String, String> ids = new TreeMap<>();

    private final long delivery;

    OtherTenant(RunningApi api) {
        SignedIn promoter = api.signedIn(Role.PROMOTER);
        SignedIn advertiser = api.signedIn(Role.ADVERTISER);
        long offer = offer(api, advertiser);
        long link =
                api.sql(
                        """
                        insert into user_offers (promoter_id, offer_id, advertiser_id)
                        values (%d, %d, %d) returning id
                        """
                                .formatted(promoter.id(), offer, advertiser.id()));
        put("/api/offers/", offer);
        put("/api/links/", link);
        put("/api/applications/", link);
        put("/api/conversions/", conversion(api, promoter, advertiser, offer, link));
        put("/api/commission-rules/", rule(api, advertiser, offer));
        put("/api/advertiser/secrets/", secret(api, advertiser));
        put("/api/advertiser/postbacks/", postback(api, advertiser));
        long webhook = webhook(api, advertiser);
        put("/api/advertiser/webhooks/", webhook);
        put("/api/webhooks/", webhook);
        delivery = delivery(api, advertiser, webhook);
    }

    /// The path of an operation with the ids of this tenant in it; nothing if there is nothing to
    /// put in.
    Optional<String> path(OpenApi.Operation operation) {
        return ids.keySet().stream()
                .filter(beginning -> operation.path().startsWith(beginning + "{"))
                .max(Comparator.comparingInt(String::length))
                .map(beginning ->
                        operation
                                .path()
                                .replace("{id}", String.valueOf(ids.get(beginning)))
                                .replace("{delivery}", Long.toString(delivery)))
                .filter(path -> !path.contains("{"));
    }

    private void put(String beginning, long id) {
        ids.put(beginning, Long.toString(id));
    }

    private static long offer(RunningApi api, SignedIn advertiser) {
        return api.sql(
                """
                insert into offers (advertiser_id, title, category, destination_url, payout, payout_type, currency,
                                    status)
                values (%d, 'Somebody else''s', 'fashion', 'https://shop.example.com/', 5, 'cpa', 'USD', 'active')
                returning id
                """
                        .formatted(advertiser.id()));
    }

    private static long conversion(
            RunningApi api, SignedIn promoter, SignedIn advertiser, long offer, long link) {
        return api.sql(
                """
                with conversion as (
                    insert into conversions (advertiser_id, transaction_id, link_id, offer_id, promoter_id, status,
                                             amount, currency, commission, commission_currency)
                    values (%1$d, gen_random_uuid()::text, %4$d, %3$d, %2$d, 'pending', 50, 'USD', 5, 'USD')
                    returning id),
                commission as (
                    insert into commissions (advertiser_id, conversion_id, promoter_id, amount, currency)
                    select %1$d, id, %2$d, 5, 'USD' from conversion)
                select id from conversion
                """
                        .formatted(advertiser.id(), promoter.id(), offer, link));
    }

    private static long rule(RunningApi api, SignedIn advertiser, long offer) {
        return api.sql(
                """
                insert into commission_rules (advertiser_id, offer_id, name, payout_type, amount, currency)
                values (%d, %d, 'Theirs', 'cpa', 5, 'USD') returning id
                """
                        .formatted(advertiser.id(), offer));
    }

    private static long secret(RunningApi api, SignedIn advertiser) {
        return api.sql(
                """
                insert into postback_secrets (advertiser_id, slot, secret)
                values (%d, 1, decode(repeat('ab', 32), 'hex')) returning id
                """
                        .formatted(advertiser.id()));
    }

    private static long postback(RunningApi api, SignedIn advertiser) {
        return api.sql(
                """
                insert into received_postbacks (advertiser_id, outcome, error_code, reason, parameters)
                values (%d, 'rejected', 'CONV_004', 'no such click', '{}') returning id
                """
                        .formatted(advertiser.id()));
    }

    private static long webhook(RunningApi api, SignedIn advertiser) {
        return api.sql(
                """
                insert into webhooks (user_id, kind, url, events)
                values (%d, 'postback', 'https://shop.example.com/', '{conversion.created}') returning id
                """
                        .formatted(advertiser.id()));
    }

    private static long delivery(RunningApi api, SignedIn advertiser, long webhook) {
        return api.sql(
                """
                with event as (
                    insert into outbox (event, advertiser_id, payload, dispatched_at)
                    values ('conversion.created', %d, '{}', now()) returning id)
                insert into webhook_deliveries (outbox_id, webhook_id, status, next_attempt_at, finished_at)
                select id, %d, 'delivered', null, now() from event
                returning id
                """
                        .formatted(advertiser.id(), webhook));
    }
}
