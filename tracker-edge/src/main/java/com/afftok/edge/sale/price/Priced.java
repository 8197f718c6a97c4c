package com.afftok.edge.sale.price;

import com.afftok.edge.sale.Recorded;
import com.afftok.shared.ledger.Earnings;
import com.afftok.shared.money.Money;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a sale earns.
public sealed interface Priced {

    /// It earns this, which may be nothing.
    ///
    /// @param commission the promoter's own
    /// @param earnings the promoter's and the recruiters'
    /// @param rule the one that decided; null for the offer's own payout
    /// @param notPaid why the commission is zero, if it is
    /// @param explanations of each share of the earnings, as JSON
    record Earns(
            Money commission,
            Earnings earnings,
            @Nullable Long rule,
            @Nullable String notPaid,
            List<String> explanations)
            implements Priced {}

    /// It can't be told until the advertiser reports the sale differently.
    record Impossible(Recorded.Refused refused) implements Priced {}
}
