package com.afftok.management.sale.order;

import com.afftok.management.platform.answer.CsvText;
import java.util.List;

/// Writes lines of a list of orders as CSV.
final class WriteOrders {

    private WriteOrders() {}

    static String csv(List<OrderLineRow> lines) {
        CsvText csv =
                new CsvText()
                        .row(
                                "line",
                                "transaction_id",
                                "outcome",
                                "amount",
                                "currency",
                                "conversion_id",
                                "status",
                                "worth",
                                "conversion_currency");
        for (OrderLineRow line : lines) {
            csv.row(
                    line.line(),
                    line.transactionId(),
                    line.outcome(),
                    line.exactAmount(),
                    line.currency(),
                    line.conversionId(),
                    line.status(),
                    line.exactWorth(),
                    line.conversionCurrency());
        }
        return csv.toString();
    }
}
