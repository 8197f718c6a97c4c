package com.afftok.management.money.payout.reserve;

import com.afftok.management.money.payout.method.PayoutMethods.PayoutMethod;
import com.afftok.management.money.payout.tax.Tax;
import com.afftok.management.platform.request.Detail;
import com.afftok.shared.error.ErrorCode;
import com.afftok.shared.ledger.ChoosePostings.PayoutChoice;
import com.afftok.shared.ledger.Deductions;
import com.afftok.shared.money.Money;
import org.jspecify.annotations.Nullable;

/// Whether a payout is possible at present.
public sealed interface Judgement {

    /// What a payout deducts, and its limits.
    ///
    /// @param minimum of the method
    /// @param most that can be paid; may be negative
    /// @param deductions from the amount
    /// @param tax the rate of the withheld tax; null without one
    record Figures(
            Money amount, Money minimum, Money most, Deductions deductions, @Nullable Tax tax) {

        public Money net() {
            return deductions.net(amount);
        }
    }

    /// It is possible.
    ///
    /// @param approvals that it needs
    /// @param unabsorbed refunds that it leaves for later payouts
    record Payable(
            Figures figures,
            PayoutMethod method,
            PayoutChoice.Chosen chosen,
            int approvals,
            Money unabsorbed)
            implements Judgement {}

    /// It is not.
    ///
    /// @param figures null without a payout method
    record Refused(ErrorCode code, Detail why, @Nullable Figures figures) implements Judgement {}
}
