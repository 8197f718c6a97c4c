-- Runs of the reconciliation, which compares all that is kept twice.

create table reconciliations (
    id          bigint generated always as identity primary key,
    started_at  timestamptz not null,
    finished_at timestamptz not null,
    -- Figures, and those that differ.
    compared    bigint      not null,
    differences bigint      not null,
    -- [{"name": ..., "compared": ..., "differences": ..., "named": [{"subject": ..., "figure": ..., "kept": ..., "expected": ...}]}]
    results     jsonb       not null,
    constraint reconciliations_end_after_they_begin check (finished_at >= started_at),
    constraint reconciliations_differences_are_compared check (differences between 0 and compared),
    constraint reconciliations_results_are_a_list check (jsonb_typeof(results) = 'array')
);

-- GET /api/ledger by account: postings of payouts, which are few among those of sales.
create index ledger_postings_of_payouts on ledger_postings (owner_id, account, created_at, entry_id, line)
    where account in ('promoter_payout', 'paid_out');
-- GET /api/ledger by kind: entries that are few among those of sales.
create index ledger_entries_of_rare_kind on ledger_entries (kind, created_at)
    where kind in ('adjustment', 'advertiser_payment');
