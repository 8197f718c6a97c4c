package com.afftok.bench;

import java.util.List;
import java.util.stream.Collectors;

/// Inserts sales with their entries, postings and payouts, without triggers: each pays 5 USD, is
/// approved, and a payout pays 100 of them. The first owner has half of them.
///
/// Sales are numbered from 1. A block of 100 has one owner and advertiser; its payout has its
/// number.
final class AddPostings {

    /// Four of the two entries of a sale; a payout adds four for 100 sales.
    private static final int PER_SALE = 4;

    private static final int BLOCK = 100;
    private static final int ADVERTISERS = 20;

    private AddPostings() {}

    /// A script of several statements.
    ///
    /// @param owners accounts of promoters
    /// @param admin who approved the payouts
    static String sql(int postings, List<Long> owners, long admin) {
        int sales = postings / PER_SALE / BLOCK * BLOCK;
        return """
        begin;
        set local session_replication_role = replica;
        set local synchronous_commit = off;

        create temporary table blocks on commit drop as
        select b, 1 + b %% %2$d as advertiser,
               (cast(array[%3$s] as bigint[]))[case when b %% 2 = 0 then 1 else 1 + b %% %4$d end] as owner,
               now() - interval '365 days' * (1 - b / (%1$d / %5$d::numeric)) as at
          from generate_series(0, %1$d / %5$d - 1) as b;

        insert into ledger_entries (advertiser_id, id, kind, event_key, conversion_id, created_at)
        select advertiser, 2 * s - 1 + step, (array['commission', 'approval'])[1 + step],
               'conversion:' || s || (array[':recorded', ':approved'])[1 + step], s, at
          from blocks
         cross join lateral generate_series(b * %5$d + 1, (b + 1) * %5$d) as s
         cross join generate_series(0, 1) as step;

        insert into ledger_postings (advertiser_id, entry_id, line, account, owner_id, currency, amount, created_at)
        select advertiser, 2 * s - 1 + step, line, account, case account when 'advertiser' then advertiser else owner end,
               'USD', amount, at
          from blocks
         cross join lateral generate_series(b * %5$d + 1, (b + 1) * %5$d) as s
         cross join (values (0, 1, 'advertiser', -5), (0, 2, 'promoter_pending', 5),
                            (1, 1, 'promoter_pending', -5), (1, 2, 'promoter_available', 5))
                 as p (step, line, account, amount);

        insert into payouts (id, promoter_id, amount, currency, method, status, approved_by, approved_at, completed_at,
                             created_at)
        select b + 1, owner, 5 * %5$d, 'USD', 'paypal', case when b %% 50 = 0 then 'requested' else 'completed' end,
               %6$d, at, case when b %% 50 > 0 then at end, at
          from blocks
         where b %% 100 < 99;

        insert into ledger_entries (advertiser_id, id, kind, event_key, payout_id, created_at)
        select advertiser, 2 * %1$d + 2 * p.id - 1 + step, (array['payout_request', 'payout_completion'])[1 + step],
               'payout:' || p.id || (array[':requested', ':completed'])[1 + step], p.id, p.created_at
          from payouts p
          join blocks on b = p.id - 1
         cross join generate_series(0, 1) as step
         where step = 0 or p.status = 'completed';

        insert into ledger_postings (advertiser_id, entry_id, line, account, owner_id, currency, amount, created_at)
        select e.advertiser_id, e.id, l.line, l.account, p.promoter_id, 'USD', l.sign * p.amount, e.created_at
          from payouts p
          join ledger_entries e on e.payout_id = p.id
          join (values ('payout_request', 1, 'promoter_available', -1), ('payout_request', 2, 'promoter_payout', 1),
                       ('payout_completion', 1, 'promoter_payout', -1), ('payout_completion', 2, 'paid_out', 1))
            as l (kind, line, account, sign) on l.kind = e.kind;

        insert into payout_postings (advertiser_id, entry_id, line, payout_id)
        select advertiser, 2 * s, 2, b + 1
          from blocks
         cross join lateral generate_series(b * %5$d + 1, (b + 1) * %5$d) as s
         where b %% 100 < 99
        union all
        select e.advertiser_id, e.id, 1, e.payout_id from ledger_entries e where e.kind = 'payout_request';

        insert into account_balances (owner_id, currency, slot, advertiser, pending, available, in_payout, paid, reversed)
        select owner_id, currency, 0, coalesce(sum(amount) filter (where account = 'advertiser'), 0),
               coalesce(sum(amount) filter (where account = 'promoter_pending'), 0),
               coalesce(sum(amount) filter (where account = 'promoter_available'), 0),
               coalesce(sum(amount) filter (where account = 'promoter_payout'), 0),
               coalesce(sum(amount) filter (where account = 'paid_out'), 0), 0
          from ledger_postings
         group by owner_id, currency;
        commit;
        vacuum analyze ledger_entries, ledger_postings, payouts, payout_postings, account_balances
        """
                .formatted(
                        sales,
                        ADVERTISERS,
                        owners.stream().map(String::valueOf).collect(Collectors.joining(", ")),
                        owners.size(),
                        BLOCK,
                        admin);
    }

    /// The statements of the script, each of which runs alone.
    static List<String> statements(int postings, List<Long> owners, long admin) {
        return List.of(sql(postings, owners, admin).split(";\\s*\\n", -1));
    }
}
