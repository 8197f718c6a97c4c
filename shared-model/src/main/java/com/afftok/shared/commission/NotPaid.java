package com.afftok.shared.commission;

import com.afftok.shared.money.Currency;

/// Why a promoter earns nothing from a sale.
public sealed interface NotPaid {

    /// As the database and clients write it.
    String label();

    /// Whether the sale is a conversion all the same. If not, nothing can be calculated until the
    /// advertiser reports it differently, so it is refused.
    boolean isRecorded();

    /// The commission would go beyond a cap.
    record CapReached(Cap cap) implements NotPaid {

        @Override
        public String label() {
            return "cap_" + cap.period().label();
        }

        @Override
        public boolean isRecorded() {
            return true;
        }
    }

    /// Rate or factors are zero, or the commission is half a minor unit or less.
    record NothingDue() implements NotPaid {

        @Override
        public String label() {
            return "nothing_due";
        }

        @Override
        public boolean isRecorded() {
            return true;
        }
    }

    /// An amount in one currency and a percentage in another have no sum.
    record CurrenciesDiffer(Currency sale, Currency payout) implements NotPaid {

        @Override
        public String label() {
            return "currencies_differ";
        }

        @Override
        public boolean isRecorded() {
            return false;
        }
    }

    /// The sale is above [Sale#MAX_AMOUNT].
    record SaleTooLarge() implements NotPaid {

        @Override
        public String label() {
            return "sale_too_large";
        }

        @Override
        public boolean isRecorded() {
            return false;
        }
    }
}
