package com.afftok.management.party.export;

import java.util.Locale;

/// The sections of an export about an account that the user owns, in their order. Each is a
/// statement whose rows are JSON, for the id of the account; the sections of the other kind of
/// accounts are empty.
///
/// Other members appear with username and role. No section has a secret or a visitor.
enum AccountSection {
    ACCOUNT(
            """
            select cast(row_to_json(r) as text) from (
                select a.id, a.kind, a.status, a.name, a.country, a.audience_countries, a.unique_code,
                       recruiter.unique_code as recruiter_code, a.points, a.level,
                       a.payout_usable_from, a.created_at, a.updated_at
                  from accounts a
                  left join accounts recruiter on recruiter.id = a.recruiter_id
                 where a.id = {0}) as r
            """),
    MEMBERS(
            """
            select cast(row_to_json(r) as text) from (
                select u.username, m.role, m.created_at
                  from memberships m
                  join users u on u.id = m.user_id
                 where m.account_id = {0}
                 order by m.created_at, m.user_id) as r
            """),
    INVITATIONS(
            """
            select cast(row_to_json(r) as text) from (
                select i.id, i.role, u.username as invited_by, i.created_at, i.expires_at
                  from invitations i
                  join users u on u.id = i.invited_by
                 where i.account_id = {0}
                 order by i.id) as r
            """),
    LINKS(
            """
            select cast(row_to_json(r) as text) from (
                select l.id, l.offer_id, o.title as offer, l.by_join, l.alias, l.deep_link, l.sub1,
                       l.sub2, l.sub3, l.sub4, l.sub5, l.source, l.utm_source, l.utm_medium,
                       l.utm_campaign, l.utm_term, l.utm_content, l.status, l.status_reason,
                       l.expires_at, l.created_at, l.updated_at, coalesce(c.billable, 0) as clicks
                  from user_offers l
                  join offers o on o.id = l.offer_id
                  left join link_counters c
                    on c.advertiser_id = l.advertiser_id and c.link_id = l.id
                 where l.promoter_id = {0}
                 order by l.id) as r
            """),
    COUPONS(
            """
            select cast(row_to_json(r) as text) from (
                select id, offer_id, promoter_id, link_id, code, status, starts_at, ends_at, created_at
                  from coupons
                 where promoter_id = {0} or advertiser_id = {0}
                 order by id) as r
            """),
    OFFERS(
            """
            select cast(row_to_json(r) as text) from (
                select id, network_id, title, title_ar, description, description_ar, category,
                       destination_url, allowed_hosts, payout, payout_type, payout_percent, currency,
                       goals, target_countries, blocked_countries, strict_geo, pass_through, approval,
                       status, link_lifetime_days, attribution_days, holding_days,
                       min_seconds_to_conversion, logo_url, terms, additional_notes, approved_at,
                       held_by, created_at, updated_at
                  from offers
                 where advertiser_id = {0}
                 order by id) as r
            """),
    OFFER_PROPOSALS(
            """
            select cast(row_to_json(r) as text) from (
                select p.offer_id, p.destination_url, p.allowed_hosts, p.payout, p.payout_type,
                       p.payout_percent, p.goals, p.target_countries, p.blocked_countries,
                       p.strict_geo, p.link_lifetime_days, p.attribution_days, p.holding_days,
                       p.min_seconds_to_conversion, p.terms, p.proposed_at
                  from offer_proposals p
                  join offers o on o.id = p.offer_id
                 where o.advertiser_id = {0}
                 order by p.offer_id) as r
            """),
    FORMER_OFFER_TERMS(
            """
            select cast(row_to_json(r) as text) from (
                select t.offer_id, t.replaced_at, t.payout, t.payout_type, t.payout_percent, t.goals,
                       t.attribution_days, t.holding_days, t.min_seconds_to_conversion
                  from replaced_offer_terms t
                  join offers o on o.id = t.offer_id
                 where o.advertiser_id = {0}
                 order by t.offer_id, t.replaced_at) as r
            """),
    COMMISSION_RULES(
            """
            select cast(row_to_json(r) as text) from (
                select c.id, c.offer_id, c.promoter_id, c.name, c.payout_type, c.amount, c.percent,
                       c.currency, c.priority, c.conditions, c.series_id as rule_id, c.effective_from,
                       c.effective_until, c.created_at, c.updated_at,
                       (select json_agg(json_build_object('min_sales', t.min_sales, 'rate', t.rate)
                                        order by t.min_sales)
                          from commission_tiers t
                         where t.rule_id = c.id) as tiers
                  from commission_rules c
                 where c.advertiser_id = {0}
                 order by c.id) as r
            """),
    COMMISSION_CAPS(
            """
            select cast(row_to_json(r) as text) from (
                select id, offer_id, promoter_id, period, max_conversions, max_amount, currency,
                       series_id as cap_id, effective_from, effective_until, created_at, updated_at
                  from commission_caps
                 where advertiser_id = {0}
                 order by id) as r
            """),
    RECRUITER_RATES(
            """
            select cast(row_to_json(r) as text) from (
                select offer_id, percent1, percent2, percent3, effective_from
                  from offer_recruiter_rates
                 where advertiser_id = {0}
                 order by offer_id, version) as r
            """),
    ADVERTISER_TERMS(
            """
            select cast(row_to_json(r) as text) from (
                select t.version, t.fee_percent, t.effective_from, t.created_at,
                       (select coalesce(json_agg(json_build_object(
                                   'currency', b.currency, 'mode', b.mode,
                                   'credit_limit', b.credit_limit) order by b.currency), '[]')
                          from advertiser_billing b
                         where b.advertiser_id = t.advertiser_id and b.version = t.version)
                         as billing
                  from advertiser_terms t
                 where t.advertiser_id = {0}
                 order by t.version) as r
            """),
    ADVERTISER_PAYMENTS(
            """
            select cast(row_to_json(r) as text) from (
                select id, amount, currency, reference, received_at, created_at, reversed_at,
                       reversal_reason
                  from advertiser_payments
                 where advertiser_id = {0}
                 order by id) as r
            """),
    /// The notes of the advertiser are for the advertiser alone.
    CONVERSIONS(
            """
            select cast(row_to_json(r) as text) from (
                select id, transaction_id, clicked_at, link_id, offer_id, promoter_id, advertiser_id,
                       source, status, status_reason, needs_review, superseded, hold_until, amount,
                       refunded_amount, currency, commission, commission_reversed,
                       commission_currency, goal, customer_type, coupon,
                       case when advertiser_id = {0} then adv1 end as adv1,
                       case when advertiser_id = {0} then adv2 end as adv2,
                       case when advertiser_id = {0} then adv3 end as adv3,
                       case when advertiser_id = {0} then adv4 end as adv4,
                       case when advertiser_id = {0} then adv5 end as adv5,
                       case when advertiser_id = {0} then proof end as proof,
                       occurred_at, country, device, browser, os, traffic_source, sub1, sub2, sub3,
                       sub4, sub5, created_at, approved_at, rejected_at, reversed_at
                  from conversions
                 where promoter_id = {0} or advertiser_id = {0}
                 order by id) as r
            """),
    CONVERSION_EVENTS(
            """
            select cast(row_to_json(r) as text) from (
                select e.conversion_id, e.id, e.actor,
                       case when c.advertiser_id = {0} then e.user_id end as user_id, e.from_status,
                       e.to_status, e.refunded_amount, e.needs_review, e.reason, e.created_at
                  from conversions c
                  join conversion_events e
                    on e.advertiser_id = c.advertiser_id and e.conversion_id = c.id
                 where c.promoter_id = {0} or c.advertiser_id = {0}
                 order by e.conversion_id, e.id) as r
            """),
    /// Of a promoter, also as a recruiter.
    COMMISSIONS(
            """
            select cast(row_to_json(r) as text) from (
                select conversion_id, level, amount, reversed_amount, currency, not_paid, created_at
                  from commissions
                 where promoter_id = {0}
                 order by conversion_id, level) as r
            """),
    LEDGER(
            """
            select cast(row_to_json(r) as text) from (
                select p.entry_id, p.line, e.kind, e.conversion_id, e.payout_id, p.account, p.currency,
                       p.amount, e.created_at
                  from ledger_postings p
                  join ledger_entries e on e.advertiser_id = p.advertiser_id and e.id = p.entry_id
                 where p.owner_id = {0}
                 order by p.entry_id, p.line) as r
            """),
    PAYOUTS(
            """
            select cast(row_to_json(r) as text) from (
                select id, amount, fee, withheld, net, tax_country, tax_percent, currency, method, status,
                       reference, failure_reason, return_reason, created_at, approved_at, processed_at,
                       completed_at, failed_at, returned_at
                  from payouts
                 where promoter_id = {0}
                 order by id) as r
            """),
    WEBHOOKS(
            """
            select cast(row_to_json(r) as text) from (
                select id, offer_id, kind, url, events, status, consecutive_failures, paused_at,
                       created_at, updated_at
                  from webhooks
                 where account_id = {0}
                 order by id) as r
            """),
    POSTBACK_SECRETS(
            """
            select cast(row_to_json(r) as text) from (
                select id, mode, hint, created_at, revoked_at
                  from postback_secrets
                 where advertiser_id = {0}
                 order by id) as r
            """);

    private final String query;

    AccountSection(String query) {
        this.query = query;
    }

    String query() {
        return query;
    }

    /// The member of the document.
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Whether it has exactly one row, and is no list.
    boolean isOne() {
        return this == ACCOUNT;
    }
}
