package com.afftok.management.party.export;

import com.afftok.management.RunningApi;
import com.afftok.management.SignedIn;
import com.afftok.management.access.MemberRole;
import com.afftok.management.access.Role;
import java.util.UUID;

/// A promoter who sells for a shop, each with a row in every section of its export. The texts of
/// these rows contain a mark.
public final class Trade {

    public final String mark = "m" + UUID.randomUUID().toString().replace("-", "");
    public final SignedIn promoter;
    public final SignedIn shop;

    /// A viewer of both accounts, who owns none of them.
    public final SignedIn viewer;

    private final RunningApi api;

    public Trade(RunningApi api) {
        this.api = api;
        promoter = api.signedIn(Role.PROMOTER).withPassword();
        shop = api.signedIn(Role.ADVERTISER).withPassword();
        viewer = SignedIn.member(api, Role.PROMOTER, promoter.account(), MemberRole.VIEWER);
        viewer.joins(shop.account(), MemberRole.VIEWER);
        api.sql(
                "update users set full_name = 'Viewer %s' where id = %d"
                        .formatted(mark, viewer.id()));
        offer();
        sale();
        booked();
        for (SignedIn owner : new SignedIn[] {promoter, shop}) {
            ofUser(owner);
            ofAccount(owner);
        }
    }

    public long offerId() {
        return api.sql("select id from offers where advertiser_id = " + shop.account());
    }

    private void offer() {
        api.sql(
                """
                insert into offers (advertiser_id, title, destination_url, payout, payout_type, currency, status)
                values (%1$d, '%3$s', 'https://shop.example.com/', 4, 'cpa', 'USD', 'active');
                update offers set payout = 5 where advertiser_id = %1$d;
                insert into offer_proposals (offer_id, destination_url, allowed_hosts, payout, payout_type,
                                             payout_percent, goals, target_countries, blocked_countries,
                                             strict_geo, link_lifetime_days, attribution_days, holding_days,
                                             min_seconds_to_conversion, terms)
                select id, destination_url, '{}', 6, 'cpa', 0, '{}', '{}', '{}', false, 90, 30, 14, 0, '%3$s'
                  from offers where advertiser_id = %1$d;
                insert into user_offers (promoter_id, offer_id, advertiser_id, by_join, sub1)
                select %2$d, id, %1$d, true, '%3$s' from offers where advertiser_id = %1$d;
                insert into link_counters (advertiser_id, link_id, billable)
                select %1$d, id, 7 from user_offers where promoter_id = %2$d;
                insert into coupons (advertiser_id, offer_id, promoter_id, link_id, code)
                select %1$d, offer_id, %2$d, id, '%3$s' from user_offers where promoter_id = %2$d;
                insert into commission_rules (advertiser_id, offer_id, name, payout_type, amount, currency)
                select %1$d, id, '%3$s', 'cpa', 5, 'USD' from offers where advertiser_id = %1$d;
                insert into commission_tiers (rule_id, min_sales, rate)
                select id, 10, 6 from commission_rules where advertiser_id = %1$d;
                insert into commission_caps (advertiser_id, offer_id, period, max_conversions)
                select %1$d, id, 'month', 100 from offers where advertiser_id = %1$d;
                insert into offer_recruiter_rates
                select %1$d, id, 1, 5, 2, 1, now() from offers where advertiser_id = %1$d;
                insert into advertiser_terms (advertiser_id, version, fee_percent, effective_from, recorded_by)
                values (%1$d, 1, 20, now(), %4$d);
                insert into advertiser_payments (advertiser_id, amount, currency, reference, received_at, recorded_by)
                values (%1$d, 1, 'USD', '%3$s', now(), %4$d)
                """
                        .formatted(
                                shop.account(),
                                promoter.account(),
                                mark,
                                api.signedIn(Role.FINANCE_ADMIN).id()));
    }

    private void sale() {
        api.sql(
                """
                insert into conversions (advertiser_id, transaction_id, link_id, offer_id, promoter_id, status,
                                         amount, currency, commission, commission_currency, adv1)
                select %1$d, '%3$s', id, offer_id, %2$d, 'pending', 50, 'USD', 5, 'USD', 'note %3$s'
                  from user_offers where promoter_id = %2$d;
                insert into commissions (advertiser_id, conversion_id, promoter_id, amount, currency)
                select %1$d, id, %2$d, 5, 'USD' from conversions where advertiser_id = %1$d
                """
                        .formatted(shop.account(), promoter.account(), mark));
    }

    /// A commission that is pending.
    private void booked() {
        api.sql(
                """
                insert into ledger_entries (advertiser_id, kind, event_key, conversion_id)
                select %1$d, 'commission', 'conversion:' || id || ':pending', id
                  from conversions where advertiser_id = %1$d;
                insert into ledger_postings (advertiser_id, entry_id, line, account, owner_id, currency, amount)
                select %1$d, id, 1, 'advertiser', %1$d, 'USD', -5 from ledger_entries where advertiser_id = %1$d;
                insert into ledger_postings (advertiser_id, entry_id, line, account, owner_id, currency, amount)
                select %1$d, id, 2, 'promoter_pending', %2$d, 'USD', 5
                  from ledger_entries where advertiser_id = %1$d
                """
                        .formatted(shop.account(), promoter.account()));
    }

    private void ofUser(SignedIn owner) {
        api.sql(
"""
                update users set email_verified_at = now() where id = %1$d;
                insert into consents (user_id, document, version, given_at)
                values (%1$d, 'terms', '%3$s', now());
                insert into password_resets (user_id, token_hash, expires_at)
                values (%1$d, sha256('reset %1$d'), now() + interval '1 hour');
                insert into address_proofs (user_id, email, token_hash, expires_at)
                values (%1$d, '%3$s@example.com', sha256('proof %1$d'), now() + interval '1 hour');
                insert into mail_requests (email, kind, user_id, user_version, language)
                values ('%3$s@example.com', 'verify_address', %1$d, 0, 'en');
                insert into otp_requests (token_hash, phone, country, code_hash, user_id, client,
                                          by_owner, created_at, expires_at)
                values (sha256('token %1$d'), '+966501234567', 'SA', sha256('code'), %1$d, '0123456789abcdef', false, now(),
                        now() + interval '5 minutes');
                insert into invitations (account_id, email, role, invited_by, token_hash, expires_at)
                values (%2$d, 'invited%3$s@example.com', 'viewer', %1$d, sha256('invitation %1$d'),
                        now() + interval '1 day');
                insert into invitations (account_id, email, role, invited_by, token_hash, expires_at)
                select %4$d, email, 'viewer', %5$d, sha256('received %1$d'), now() + interval '1 day'
                  from users where id = %1$d
                on conflict do nothing;
                insert into mails (kind, recipient, message, finished_at, next_attempt_at, give_up_at)
                select 'new_device', email, null, now(), null, now() from users where id = %1$d;
                insert into second_factors (user_id, secret, enrolled_at)
                values (%1$d, decode(repeat('ef', 32), 'hex'), null);
                insert into recovery_codes (factor_id, code_hash)
                select id, sha256('recovery %1$d') from second_factors where user_id = %1$d;
                insert into identities (user_id, issuer, subject, email, created_at, last_used_at)
                values (%1$d, 'https://accounts.example.com', '%3$s %1$d', '%3$s@example.com', now(), now());
                insert into passkeys (user_id, credential_id, public_key, sign_count, name, backup_eligible, backed_up,
                                      created_at)
                values (%1$d, sha256('credential %1$d'), sha256('public %1$d'), 7, 'Key %1$d', false, false, now());
                insert into passkey_requests (token_hash, user_id, expires_at)
                values (sha256('passkey %1$d'), %1$d, now() + interval '1 hour');
                insert into identity_requests (token_hash, issuer, user_id, expires_at)
                values (sha256('identity %1$d'), 'https://accounts.example.com', %1$d, now() + interval '1 hour');
                insert into api_keys (account_id, user_id, name, scopes, secret_hash, created_at, expires_at)
                values (%2$d, %1$d, '%3$s', '{read}', sha256('key %1$d'), now(), now() + interval '1 day');
                insert into idempotency_keys (owner, key, request_hash) values
                    ('user:%1$d:%2$d', '%3$s', sha256('request'))
"""
                        .formatted(
                                owner.id(),
                                owner.account(),
                                mark,
                                owner.equals(promoter) ? shop.account() : promoter.account(),
                                owner.equals(promoter) ? shop.id() : promoter.id()));
    }

    private void ofAccount(SignedIn owner) {
        api.sql(
                """
                insert into webhooks (account_id, kind, url, events, secret)
                values (%1$d, 'webhook', 'https://%2$s.example.com/', '{conversion.created}',
                        decode(repeat('cd', 32), 'hex'))
                """
                        .formatted(owner.account(), mark));
        if (owner.equals(shop)) {
            api.sql(
                    """
                    insert into postback_secrets (advertiser_id, slot, secret, hint)
                    values (%d, 1, decode(repeat('ab', 32), 'hex'), 'xyz')
                    """
                            .formatted(owner.account()));
        }
    }
}
