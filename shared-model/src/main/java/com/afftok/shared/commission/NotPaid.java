package com.afftok.shared.commission;

import com.afftok.shared.money.Currency;

/// The reason why a promoter earns nothing from a sale.
public sealed interface NotPaid {

    /// Its name in the database and in messages.
    String label();

    /// Whether the sale is a conversion nevertheless. If not, nothing can be calculated and the
    /// report is refused, until the advertiser reports it differently.
    boolean isRecorded();

    /// The commission would exceed a cap.
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

    /// Rate or factors are zero, or the commission is at most half a minor unit.
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

    /// An amount and a percentage in different currencies have no sum.
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
