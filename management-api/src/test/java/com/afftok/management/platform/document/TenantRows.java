package com.afftok.management.platform.document;

import com.afftok.management.RunningApi;
import com.afftok.management.SignedIn;

/// Makes rows of a [Tenant] about money; their texts contain its mark.
record TenantRows(RunningApi api, SignedIn promoter, SignedIn advertiser, String mark) {

    /// A decision about no conversion, which is finished.
    long decision() {
        return api.sql(
                """
                insert into bulk_decisions (advertiser_id, user_id, decision, reason, conversions, created_at,
                                            stepped_at, finished_at)
                values (%d, %d, 'reject', '%s', 1, now(), now(), now()) returning id
                """
                        .formatted(advertiser.account(), advertiser.id(), mark));
    }

    /// A list of one order without a conversion.
    long orderList() {
        long list =
                api.sql(
                        """
                        insert into order_lists (advertiser_id, user_id, from_time, to_time, agree, other_amount,
                                                 missing_here, missing_there, created_at)
                        values (%d, %d, now() - interval '1 day', now(), 0, 0, 1, 0, now()) returning id
                        """
                                .formatted(advertiser.account(), advertiser.id()));
        api.sql(
                """
                insert into order_list_lines (list_id, place, line, transaction_id, outcome)
                values (%d, 0, 1, '%s', 'missing_here')
                """
                        .formatted(list, mark));
        return list;
    }

    /// A statement of a month to come, which is issued by nothing else.
    long statement() {
        return api.sql(
                """
                with made as (
                    insert into statement_months (month, issued_at, included)
                    values ('2999-01-01', '2999-02-01 01:00Z', pg_current_snapshot()) on conflict do nothing),
                of as (
                    insert into statements (promoter_id, month, currency, opening, closing, pending)
                    values (%d, '2999-01-01', 'USD', 0, 0, 0) returning id),
                lines as (
                    insert into statement_lines (statement_id, line, kind, offer_id, offer_title, postings, amount)
                    select id, 1, 'commission', 1, '%s', 2, 0 from of)
                select id from of
                """
                        .formatted(promoter.account(), mark));
    }

    /// An invoice of the same month.
    long invoice() {
        return api.sql(
                """
                with profile as (
                    insert into billing_profiles (advertiser_id, legal_name, address, country, language)
                    values (%1$d, '%2$s', '%2$s', 'SA', 'en')),
                month as (
                    insert into advertiser_months (advertiser_id, currency, month, opening, closing, pending, paid,
                                                   billed, changes)
                    values (%1$d, 'USD', '2999-01-01', 0, -5, 0, 0, 5, 1)),
                invoice as (
                    insert into invoices (advertiser_id, prefix, year, sequence, month, currency, net, tax_percent,
                                          tax, issued_at, due_on, language, issuer_name, issuer_address,
                                          issuer_country, name, address, country)
                    values (%1$d, '%2$s', 2999, 1, '2999-01-01', 'USD', 5, 0, 0, '2999-02-01 01:00Z', '2999-03-01',
                            'en', 'AffTok', 'Dubai', 'AE', '%2$s', '%2$s', 'SA') returning id),
                line as (
                    insert into invoice_lines (invoice_id, line, kind, offer_id, offer_title, changes, amount)
                    select id, 1, 'sales', 1, '%2$s', 1, 5 from invoice)
                select id from invoice
                """
                        .formatted(advertiser.account(), mark));
    }

    long rule(long offer) {
        return api.sql(
                """
                insert into commission_rules (advertiser_id, offer_id, name, payout_type, amount, currency)
                values (%d, %d, '%s', 'cpa', 5, 'USD') returning id
                """
                        .formatted(advertiser.account(), offer, mark));
    }

    long payoutMethod() {
        return Long.parseLong(
                RunningApi.member(
                        promoter.post(
                                "/api/payout-methods",
                                """
                                {"method":"paypal","account_holder":"%s","account":"layla@example.com"}
                                """
                                        .formatted(mark)),
                        "id"));
    }

    /// A tax profile, and a schedule of payouts by the method.
    void moneyMatters(long method) {
        promoter.put(
                "/api/tax-profile",
                """
                {"legal_name":"%1$s","country":"SA","address":"%1$s","version":0}
                """
                        .formatted(mark));
        promoter.put(
                "/api/payouts/schedule",
                """
                {"currency":"KWD","every":"monthly","day":15,"method_id":%d,"version":0}
                """
                        .formatted(method));
    }

    /// A payout of 5 USD from an adjustment.
    long payout() {
        api.sql(
                """
                insert into payouts (promoter_id, amount, currency, method) values (%1$d, 5, 'USD', 'paypal');
                insert into ledger_entries (advertiser_id, kind, event_key)
                values (%2$d, 'adjustment', 'adjustment:%3$s');
                insert into ledger_entries (advertiser_id, kind, event_key, payout_id)
                select %2$d, 'payout_request', 'payout:%3$s', id from payouts where promoter_id = %1$d;
                insert into ledger_postings (advertiser_id, entry_id, line, account, owner_id, currency, amount)
                select e.advertiser_id, e.id, l.line, l.account, l.owner, 'USD', l.amount
                  from ledger_entries e,
                       (values ('adjustment:%3$s', 1, 'platform', null, -5),
                               ('adjustment:%3$s', 2, 'promoter_available', %1$d, 5),
                               ('payout:%3$s', 1, 'promoter_available', %1$d, -5),
                               ('payout:%3$s', 2, 'promoter_payout', %1$d, 5))
                           as l (event, line, account, owner, amount)
                 where e.advertiser_id = %2$d and e.event_key = l.event;
                insert into payout_postings (advertiser_id, entry_id, line, payout_id)
                select l.advertiser_id, l.entry_id, l.line, p.id
                  from ledger_postings l, payouts p
                 where l.owner_id = %1$d and l.account = 'promoter_available' and p.promoter_id = %1$d
                """
                        .formatted(promoter.account(), advertiser.account(), mark));
        return api.sql("select id from payouts where promoter_id = " + promoter.account());
    }

    long cap(long offer) {
        return api.sql(
                """
                insert into commission_caps (advertiser_id, offer_id, period, max_conversions)
                values (%d, %d, 'day', 100) returning id
                """
                        .formatted(advertiser.account(), offer));
    }

    long bonusRule(long offer) {
        return api.sql(
                """
                insert into bonus_rules (advertiser_id, offer_id, name, min_sales, amount, currency, first_month)
                values (%d, %d, '%s', 1000000, 5, 'USD', '2026-01-01') returning id
                """
                        .formatted(advertiser.account(), offer, mark));
    }

    /// A bonus of 5 USD with its entry.
    long bonus() {
        return api.sql(
                """
                with given as (
                    insert into bonuses (advertiser_id, promoter_id, amount, currency, reason, user_id)
                    values (%2$d, %1$d, 5, 'USD', '%4$s', %3$d) returning id),
                entry as (
                    insert into ledger_entries (advertiser_id, kind, event_key)
                    select %2$d, 'bonus', 'bonus:' || id from given returning id),
                lines as (
                    insert into ledger_postings (advertiser_id, entry_id, line, account, owner_id, currency, amount)
                    select %2$d, id, line, account, owner, 'USD', amount
                      from entry,
                           (values (1, 'advertiser', %2$d, -5), (2, 'promoter_available', %1$d, 5))
                               as l (line, account, owner, amount))
                select id from given
                """
                        .formatted(
                                promoter.account(), advertiser.account(), advertiser.id(), mark));
    }
}
