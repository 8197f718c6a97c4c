package com.afftok.management.platform.document;

import com.afftok.document.OpenApi;
import com.afftok.management.RunningApi;
import com.afftok.management.SignedIn;
import com.afftok.management.access.Caller;
import com.afftok.management.access.Credential;
import com.afftok.management.access.MemberRole;
import com.afftok.management.access.Role;
import com.afftok.management.platform.page.Cursor;
import com.afftok.management.platform.page.Keyset;
import com.afftok.shared.id.AccountId;
import com.afftok.shared.id.ClickId;
import com.afftok.shared.id.LinkId;
import com.afftok.shared.id.UserId;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/// A promoter and an advertiser, with an owner each and one object of each kind, which others must
/// not see; all their private texts contain a mark.
final class Tenant {

    private final RunningApi api;
    private final SignedIn promoter;
    private final SignedIn advertiser;
    private final String mark = "mark" + UUID.randomUUID().toString().replace("-", "");

    /// Ids by the longest prefix of paths that contain them.
    private final Map<String, String> ids = new TreeMap<>();

    /// Values of members and parameters, by name.
    private final Map<String, String> values = new TreeMap<>();

    private final long hidden;
    private final long delivery;

    Tenant(RunningApi api) {
        this.api = api;
        promoter = api.signedIn(Role.PROMOTER);
        advertiser = api.signedIn(Role.ADVERTISER);
        TenantRows rows = new TenantRows(api, promoter, advertiser, mark);
        long offer = offer("Open to all", "active");
        hidden = offer(mark, "pending");
        long link = link(offer);
        long conversion = conversion(offer, link);
        put("/api/offers/", offer);
        put("/api/links/", link);
        put("/api/applications/", link);
        put("/api/conversions/", conversion);
        put("/api/commissions/", conversion);
        put("/api/conversions/decisions/", rows.decision());
        long orderList = rows.orderList();
        put("/api/conversions/order-lists/", orderList);
        long payoutMethod = rows.payoutMethod();
        put("/api/payout-methods/", payoutMethod);
        rows.moneyMatters(payoutMethod);
        put("/api/payouts/", rows.payout());
        put("/api/statements/", rows.statement());
        put("/api/advertiser/invoices/", rows.invoice());
        put("/api/commission-rules/", rows.rule(offer));
        put("/api/commission-caps/", rows.cap(offer));
        put("/api/bonus-rules/", rows.bonusRule(offer));
        put("/api/bonuses/", rows.bonus());
        put("/api/advertiser/secrets/", secret());
        put("/api/advertiser/postbacks/", postback());
        long webhook = webhook();
        put("/api/advertiser/webhooks/", webhook);
        put("/api/webhooks/", webhook);
        delivery = delivery(webhook);
        name(promoter);
        name(advertiser);
        put("/api/account/members/", advertiser.id());
        put("/api/account/invitations/", invitation(advertiser));
        invitation(promoter);
        put("/api/account/keys/", key(advertiser));
        key(promoter);
        ids.put(
                "/api/auth/sessions/",
                RunningApi.member(advertiser.get("/api/auth/sessions"), "id"));
        put("/api/auth/identities/", identity(advertiser));
        put("/api/auth/passkeys/", passkey(advertiser));
        click(offer, link);
        testConversion(offer, link);
        values.putAll(
                Map.of(
                        "offer_id", Long.toString(offer),
                        "link_id", Long.toString(link),
                        "conversion_id", Long.toString(conversion),
                        "promoter_id", Long.toString(promoter.account()),
                        "advertiser_id", Long.toString(advertiser.account()),
                        "user_id", Long.toString(advertiser.id()),
                        "list_id", Long.toString(orderList),
                        "transaction_id", mark,
                        "search", mark,
                        "cursor", cursor(conversion)));
        values.put("method_id", Long.toString(payoutMethod));
    }

    /// The cursor of the advertiser's list of conversions at the first one.
    private String cursor(long conversion) {
        Caller.Advertiser caller =
                new Caller.Advertiser(
                        new UserId(advertiser.id()),
                        new AccountId(advertiser.account()),
                        MemberRole.OWNER,
                        new Credential.Session(UUID.randomUUID()));
        return Keyset.of("conversions", caller, null, null)
                .cursor(Cursor.after(Instant.now(), conversion + 1));
    }

    String mark() {
        return mark;
    }

    SignedIn signedIn(Role role) {
        return role == Role.PROMOTER ? promoter : advertiser;
    }

    /// The tenant's value of a member or parameter; empty if it is not an id.
    Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /// An offer that waits for its approval.
    String hiddenOffer() {
        return Long.toString(hidden);
    }

    /// A number that changes with anything that they own.
    long fingerprint() {
        return api.sql(
                """
                select coalesce(bit_xor(hashtextextended(content, 0)), 0)
                  from (select o::text from offers o where advertiser_id = %2$d
                        union all select l::text from user_offers l where promoter_id = %1$d
                        union all select c::text from conversions c where advertiser_id = %2$d
                        union all select w::text from webhooks w where account_id in (%1$d, %2$d)
                        union all select s::text from postback_secrets s where advertiser_id = %2$d
                        union all select r::text from commission_rules r where advertiser_id = %2$d
                        union all select r::text from commission_caps r where advertiser_id = %2$d
                        union all select r::text from bonus_rules r where advertiser_id = %2$d
                        union all select b::text from bonuses b where advertiser_id = %2$d
                        union all select r::text from offer_recruiter_rates r where advertiser_id = %2$d
                        union all select p::text from received_postbacks p where advertiser_id = %2$d
                        union all select a::text from accounts a where id in (%1$d, %2$d)
                        union all select i::text from invitations i where account_id in (%1$d, %2$d)
                        union all select k::text from api_keys k where account_id in (%1$d, %2$d)
                        union all select d::text from identities d where user_id in (%3$d, %4$d)
                        union all select m::text from payout_methods m where promoter_id = %1$d
                        union all select p::text from payouts p where promoter_id = %1$d
                        union all select t::text from tax_profiles t where promoter_id = %1$d
                        union all select s::text from payout_schedules s where promoter_id = %1$d
                        union all select b::text from billing_profiles b where advertiser_id = %2$d
                        union all select y::text from passkeys y where user_id in (%3$d, %4$d)
                        union all select m.account_id || ' ' || m.user_id || ' ' || m.role
                                    from memberships m where m.user_id in (%3$d, %4$d)
                        union all select u::text from users u
                                   where u.id in (%3$d, %4$d)) as theirs (content)
                """
                        .formatted(
                                promoter.account(),
                                advertiser.account(),
                                promoter.id(),
                                advertiser.id()));
    }

    /// The path of an operation with this tenant's ids; empty if it has no ids.
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

    private void name(SignedIn owner) {
        api.sql("update users set full_name = '%s' where id = %d".formatted(mark, owner.id()));
    }

    private long invitation(SignedIn owner) {
        return api.sql(
                """
                insert into invitations (account_id, email, role, invited_by, token_hash, expires_at)
                values (%d, '%s@example.com', 'viewer', %d, sha256('%2$s %1$d'), now() + interval '1 day')
                returning id
                """
                        .formatted(owner.account(), mark, owner.id()));
    }

    private long key(SignedIn owner) {
        return api.sql(
                """
                insert into api_keys (account_id, user_id, name, scopes, secret_hash, created_at, expires_at)
                values (%d, %d, '%s', '{read}', sha256('%3$s'), now(), now() + interval '90 days')
                returning id
                """
                        .formatted(owner.account(), owner.id(), mark));
    }

    private long identity(SignedIn owner) {
        return api.sql(
                """
                insert into identities (user_id, issuer, subject, email, created_at, last_used_at)
                values (%d, 'https://accounts.example.com', '%s', '%2$s@example.com', now(), now())
                returning id
                """
                        .formatted(owner.id(), mark));
    }

    private long passkey(SignedIn owner) {
        return api.sql(
                """
                with owner as (
                    update users set passkey_handle = sha256('%2$s') where id = %1$d)
                insert into passkeys (user_id, credential_id, public_key, sign_count, name, backup_eligible,
                                      backed_up, created_at)
                values (%1$d, sha256('%2$s'), '\\x01', 0, '%2$s', false, false, now())
                returning id
                """
                        .formatted(owner.id(), mark));
    }

    private long offer(String title, String status) {
        return api.sql(
                """
                insert into offers (advertiser_id, title, category, destination_url, payout, payout_type, currency,
                                    status)
                values (%d, '%s', 'fashion', 'https://%s.example.com/', 5, 'cpa', 'USD', '%s')
                returning id
                """
                        .formatted(advertiser.account(), title, mark, status));
    }

    private long link(long offer) {
        return api.sql(
                """
                insert into user_offers (promoter_id, offer_id, advertiser_id, sub1)
                values (%d, %d, %d, '%s') returning id
                """
                        .formatted(promoter.account(), offer, advertiser.account(), mark));
    }

    private void click(long offer, long link) {
        Instant at = Instant.ofEpochMilli(System.currentTimeMillis());
        api.sql(
                """
                insert into clicks (advertiser_id, clicked_at, click_id, link_id, offer_id, promoter_id, bucket, score,
                                    rule_set, reasons, country, device, address, visitor, user_agent, sub1)
                values (%d, '%s', '%s', %d, %d, %d, 'valid', 0, 1, '{}', 'SA', 'mobile', '203.0.113.0', 5, 'Mozilla',
                        '%s')
                """
                        .formatted(
                                advertiser.account(),
                                at,
                                ClickId.of(at.toEpochMilli(), new LinkId(link), 1, 1, 1).uuid(),
                                link,
                                offer,
                                promoter.account(),
                                mark));
    }

    private long conversion(long offer, long link) {
        return api.sql(
                """
                with conversion as (
                    insert into conversions (advertiser_id, transaction_id, link_id, offer_id, promoter_id, status,
                                             amount, currency, commission, commission_currency)
                    values (%1$d, '%5$s', %4$d, %3$d, %2$d, 'pending', 50, 'USD', 5, 'USD')
                    returning id),
                commission as (
                    insert into commissions (advertiser_id, conversion_id, promoter_id, amount, currency)
                    select %1$d, id, %2$d, 5, 'USD' from conversion)
                select id from conversion
                """
                        .formatted(advertiser.account(), promoter.account(), offer, link, mark));
    }

    private void testConversion(long offer, long link) {
        api.sql(
                """
                insert into test_conversions (advertiser_id, transaction_id, link_id, offer_id, promoter_id, status,
                                              amount, currency, commission, commission_currency)
                values (%1$d, '%5$s', %4$d, %3$d, %2$d, 'approved', 50, 'USD', 5, 'USD')
                """
                        .formatted(advertiser.account(), promoter.account(), offer, link, mark));
    }

    private long secret() {
        return api.sql(
                """
                insert into postback_secrets (advertiser_id, slot, secret)
                values (%d, 1, decode(repeat('ab', 32), 'hex')) returning id
                """
                        .formatted(advertiser.account()));
    }

    private long postback() {
        return api.sql(
                """
                insert into received_postbacks (advertiser_id, outcome, error_code, reason, transaction_id, parameters)
                values (%d, 'rejected', 'CONV_004', 'no such click', '%2$s', '{"transaction_id":"%2$s"}') returning id
                """
                        .formatted(advertiser.account(), mark));
    }

    private long webhook() {
        return api.sql(
                """
                insert into webhooks (account_id, kind, url, events)
                values (%d, 'postback', 'https://%s.example.com/', '{conversion.created}') returning id
                """
                        .formatted(advertiser.account(), mark));
    }

    private long delivery(long webhook) {
        return api.sql(
                """
                insert into ended_deliveries (webhook_id, id, event, status, attempts, give_up_at, created_at)
                values (%d, nextval(pg_get_serial_sequence('waiting_deliveries', 'id')),
                        'conversion.created', 'delivered', 1, now(), now())
                returning id
                """
                        .formatted(webhook));
    }
}
