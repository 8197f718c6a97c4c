-- The fixture of the schema tests: advertisers 1 and 3, promoters 2 and 4 (recruited by 2), users 11 to 14 who own these accounts in this order, user 15
-- who signs in at a provider alone, user 16 and promoter 5, who are closed, user 17 who signs in with a passkey alone, a finance
-- administrator, offer 1 of advertiser 1 and offer 3 of advertiser 3, link 1 of promoter 2 for offer 1, an approved conversion, its commission of 10 USD
-- and the entry that booked it; and payout 1, of 20 USD from an adjustment.

-- Generated numbers are above these.
do $$
declare
    identity record;
begin
    for identity in select table_name, column_name from information_schema.columns
                     where table_schema = 'public' and is_identity = 'YES' loop
        perform setval(pg_get_serial_sequence(identity.table_name, identity.column_name), 100);
    end loop;
end
$$;

insert into networks (id, name) values (1, 'Gulf Network');
insert into users (id, username, email, password_hash, full_name)
values (11, 'shop', 'shop@example.com', '$argon2id$1', 'Shop'),
       (12, 'ali', 'ali@example.com', '$argon2id$2', 'Ali'),
       (13, 'store', 'store@example.com', '$argon2id$3', 'Store'),
       (14, 'mona', 'mona@example.com', '$argon2id$4', 'Mona');
update users set phone = '+966501234567' where id = 14;
insert into users (id, username, full_name) values (15, 'lina', 'Lina');
insert into users (id, username, full_name, status) values (16, 'closed-16', 'closed', 'closed');
insert into identities (user_id, issuer, subject, created_at, last_used_at)
values (14, 'https://accounts.example.com', '107', now(), now()),
       (15, 'https://accounts.example.com', '106', now(), now());
insert into users (id, username, full_name) values (17, 'huda', 'Huda');
insert into passkeys (user_id, credential_id, public_key, sign_count, name, backup_eligible, backed_up, created_at)
values (17, 'huda', 'k', 0, 'Phone', false, false, now());
insert into accounts (id, kind, country, unique_code, recruiter_id)
values (1, 'advertiser', 'SA', 'SHOP01', null),
       (2, 'promoter', 'SA', 'ALI0001', null),
       (3, 'advertiser', 'AE', 'STORE01', null),
       (4, 'promoter', 'EG', 'MONA01', 2);
insert into accounts (id, kind, country, status) values (5, 'promoter', 'ZZ', 'closed');
insert into consents (user_id, document, version, given_at) values (14, 'terms', '2026-11', now());
insert into memberships (account_id, user_id, role)
values (1, 11, 'owner'), (2, 12, 'owner'), (3, 13, 'owner'), (4, 14, 'owner');
insert into admin_users (id, email, password_hash, role)
values (1, 'finance@example.com', '$argon2id$5', 'finance_admin');
insert into offers (id, advertiser_id, title, destination_url, payout, currency, status)
values (1, 1, 'Shop', 'https://shop.example.com/?click_id={click_id}', 10, 'USD', 'active'),
       (3, 3, 'Store', 'https://store.example.com/', 5, 'USD', 'active');
insert into user_offers (id, promoter_id, offer_id, advertiser_id, alias, by_join)
values (1, 2, 1, 1, 'summer-sale', true);
insert into coupons (id, advertiser_id, offer_id, promoter_id, link_id, code) values (1, 1, 1, 2, 1, 'ALI10');
insert into conversions (advertiser_id, id, transaction_id, link_id, offer_id, promoter_id, status, amount, currency,
                         commission, commission_currency)
values (1, 1, 'order-1', 1, 1, 2, 'approved', 100, 'USD', 10, 'USD');
insert into commissions (advertiser_id, conversion_id, promoter_id, amount, currency) values (1, 1, 2, 10, 'USD');
insert into commission_rules (id, advertiser_id, offer_id, name, payout_type, amount, currency)
values (1, 1, 1, 'Standard', 'cpa', 10, 'USD'),
       (3, 3, 3, 'Standard', 'cpa', 10, 'USD');
insert into offer_recruiter_rates values (1, 1, 1, 5, 2, 1, '2026-01-01');
insert into commission_caps (id, advertiser_id, offer_id, period, max_conversions) values (1, 1, 1, 'total', 1000);
insert into bulk_decisions (id, advertiser_id, user_id, decision, conversions, created_at, stepped_at) overriding system value
values (1, 1, 11, 'approve', 1, now(), now());
insert into order_lists (id, advertiser_id, user_id, from_time, to_time, agree, other_amount, missing_here, missing_there,
                         created_at) overriding system value
values (1, 1, 11, '2026-01-01', '2026-02-01', 1, 0, 0, 0, now());
insert into payouts (id, promoter_id, amount, currency, method) values (1, 2, 20, 'USD', 'paypal');
insert into ledger_entries (advertiser_id, id, kind, event_key, conversion_id, payout_id)
values (1, 1, 'approval', 'conversion:1:approved', 1, null),
       (1, 2, 'adjustment', 'adjustment:1', null, null),
       (1, 3, 'payout_request', 'payout:1:requested', null, 1);
insert into ledger_postings (advertiser_id, entry_id, line, account, owner_id, currency, amount)
values (1, 1, 1, 'advertiser', 1, 'USD', -10),
       (1, 1, 2, 'promoter_available', 2, 'USD', 10),
       (1, 2, 1, 'platform', null, 'USD', -20),
       (1, 2, 2, 'promoter_available', 2, 'USD', 20),
       (1, 3, 1, 'promoter_available', 2, 'USD', -20),
       (1, 3, 2, 'promoter_payout', 2, 'USD', 20);
insert into payout_postings (advertiser_id, entry_id, line, payout_id) values (1, 2, 2, 1), (1, 3, 1, 1);
insert into payout_batches (id, currency, method, payouts, total, waiting, created_by, created_at)
values (1, 'USD', 'paypal', 1, 20, 1, 1, now()),
       (2, 'USD', 'paypal', 1, 20, 1, 1, now());
insert into payout_batch_payouts (batch_id, payout_id) values (1, 1);
insert into outbox (id, event, advertiser_id, payload) values (1, 'conversion.created', 1, '{}');
insert into webhooks (id, account_id, kind, url, events)
values (1, 1, 'postback', 'https://shop.example.com/hook?cid={click_id}', '{click}'),
       (2, 2, 'postback', 'https://ali.example.com/hook', '{click}');
insert into waiting_deliveries (webhook_id, id, event, payload) values (1, 1, 'conversion.created', '{}');
insert into password_resets values (14, sha256('other'), now() + interval '1 hour');
insert into address_proofs values (14, 'mona@example.com', sha256('other'), now() + interval '1 day');
insert into invitations (id, account_id, email, role, invited_by, token_hash, expires_at)
values (1, 1, 'invited@example.com', 'manager', 11, sha256('invited'), now() + interval '7 days');
insert into sessions (id, user_id, account_id, expires_at)
values ('00000000-0000-0000-0000-000000000001', 12, 2, now() + interval '7 days');
insert into second_factors (id, user_id, admin_id, secret) values (1, null, 1, 'sealed'), (2, 14, null, 'sealed');
insert into refresh_tokens (token_hash, session_id, expires_at)
values (sha256('1'), '00000000-0000-0000-0000-000000000001', now() + interval '7 days');
insert into postback_secrets (id, advertiser_id, slot, secret) values (1, 1, 1, sha256('s')), (2, 1, 2, sha256('t'));
insert into received_postbacks (advertiser_id, id, outcome, parameters) values (1, 1, 'accepted', '{}');
insert into test_conversions (advertiser_id, id, transaction_id, link_id, offer_id, promoter_id, status, amount,
                              currency, commission_currency)
values (1, 1, 'order-1', 1, 1, 2, 'approved', 100, 'USD', 'USD');
insert into fraud_rule_sets (version, rules, active, activated_at) values (1, '{}', true, now());
insert into statement_months (month, issued_at, included) values ('2026-01-01', '2026-02-01 01:00Z', '10:20:10');
insert into statements (id, promoter_id, month, currency, opening, closing, pending)
values (1, 2, '2026-01-01', 'USD', 0, 1, 0);
insert into statement_lines (statement_id, line, kind, postings, amount) values (1, 1, 'adjustment', 1, 1);
insert into platform_fees (version, percent, effective_from, recorded_by) values (1, 15, now(), 1);
insert into advertiser_terms (advertiser_id, version, fee_percent, effective_from, recorded_by) values (1, 1, 20, now(), 1);
insert into advertiser_billing values (1, 1, 'USD', 'prepaid', 0);
insert into advertiser_payments (id, advertiser_id, amount, currency, reference, received_at, recorded_by)
values (1, 1, 100, 'USD', 'TT-1', now(), 1);
insert into adjustments (id, advertiser_id, promoter_id, payer, amount, currency, reason, status, requested_by)
values (1, 1, 2, 'platform', 20, 'USD', 'a bonus', 'requested', 1);
insert into advertiser_stops (advertiser_id, currency) values (1, 'USD');
insert into withholding_rates (id, country, basis, percent, valid_from, created_by, created_at)
values (1, 'EG', 'none', 5, '2026-01-01', 1, '2026-01-01');
insert into tax_profiles (id, promoter_id, version, legal_name, country, address, treaty, created_by, created_at)
values (1, 2, 1, 'Ali', 'SA', '12 Palm Street', false, 12, now());
insert into payout_methods (id, promoter_id, method, destination, created_by, created_at, usable_from)
values (1, 2, 'paypal', '\x01', 12, now(), now());
insert into payout_schedules (promoter_id, currency, every, day, method_id, next_on)
values (2, 'USD', 'weekly', 1, 1, '2026-02-02');
insert into payout_cycles (promoter_id, currency, due_on, outcome, payout_id, created_at)
values (2, 'USD', '2026-01-01', 'requested', 1, now());
insert into exchange_rates (day, base, quote, rate) values ('2026-01-01', 'USD', 'SAR', 3.75);
insert into bonus_rules (id, advertiser_id, offer_id, name, min_sales, amount, currency, first_month, last_month)
values (1, 1, 1, 'Ten sales', 10, 5, 'USD', '2026-01-01', null), (3, 3, 3, 'Ten sales', 10, 5, 'USD', '2026-01-01', '2026-06-01');
insert into bonuses (id, advertiser_id, promoter_id, amount, currency, reason, rule_id, month, sales, revenue)
values (1, 1, 2, 5, 'USD', 'Ten sales', 1, '2026-01-01', 10, 1000);
insert into advertiser_months (advertiser_id, currency, month, opening, closing, pending, paid, billed, changes)
values (1, 'USD', '2026-01-01', 0, -10, 0, 0, 10, 1), (1, 'EUR', '2026-01-01', 0, 0, 0, 0, 0, 1),
       (1, 'SAR', '2026-01-01', 0, 0, 0, 0, 0, 1);
insert into waiting_invoices (month, advertiser_id, currency) values ('2026-01-01', 1, 'EUR');
insert into invoice_terms (id, advertiser_id, effective_from, tax_percent, due_days, created_by, created_at)
values (1, 1, '2026-01-01', 15, 30, 1, now());
insert into invoice_numbers (prefix, year, last) values ('AT', 2026, 1);
insert into invoices (id, advertiser_id, prefix, year, sequence, month, currency, net, tax_percent, tax, issued_at, due_on,
                      language, issuer_name, issuer_address, issuer_country, name, address, country)
values (1, 1, 'AT', 2026, 1, '2026-01-01', 'USD', 10, 15, 1.5, '2026-02-01 01:00Z', '2026-03-03', 'en', 'AffTok', 'Dubai',
        'AE', 'Shop', 'Riyadh', 'SA');
insert into invoice_lines (invoice_id, line, kind, changes, amount) values (1, 1, 'adjustments', 1, 10);
