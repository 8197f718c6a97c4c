package com.afftok.management.money;

import com.afftok.management.RunningApi;
import com.afftok.management.money.reconcile.comparison.Comparison;

/// The comparison of an account's kept balances with its postings.
public final class BalanceDifferences {

    private BalanceDifferences() {}

    /// The number of figures that differ.
    public static long of(RunningApi api, long account) {
        String figures =
                Comparison.all().stream()
                        .filter(one -> one.name().equals("account_balances"))
                        .findFirst()
                        .orElseThrow()
                        .statement();
        return api.sql(
                "select count(*) from (%s) f where kept <> expected and subject like '%d %%'"
                        .formatted(figures, account));
    }
}
