package com.afftok.management.money.payout.file;

import com.afftok.management.money.payout.file.Payments.Payment;
import com.afftok.management.money.payout.method.Destination;
import com.afftok.management.platform.answer.CsvText;

/// Writes payments as CSV. The same payments have the same bytes.
public final class WritePayments {

    private WritePayments() {}

    public static String csv(Payments payments) {
        CsvText csv =
                new CsvText()
                        .row(
                                "payout_id",
                                "end_to_end_id",
                                "account_holder",
                                "account",
                                "bank_name",
                                "bank_code",
                                "amount",
                                "currency");
        for (Payment payment : payments.payments()) {
            Destination to = payment.destination();
            csv.row(
                    payment.payout().value(),
                    payment.endToEndId(),
                    to.accountHolder(),
                    new CsvText.Exact(to.account()),
                    to.bankName(),
                    to.bankCode(),
                    payment.amount().toBigDecimal(),
                    payments.currency().code());
        }
        return csv.toString();
    }
}
