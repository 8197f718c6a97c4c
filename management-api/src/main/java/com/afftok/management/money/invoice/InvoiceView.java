package com.afftok.management.money.invoice;

import com.afftok.shared.money.Currency;
import com.afftok.shared.money.Money;
import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A document in a list; see [InvoiceRow].
///
/// @param due what is still to be paid
@Serdeable
public record InvoiceView(
        long id,
        long advertiserId,
        String number,
        String type,
        @Nullable String month,
        @Nullable Long corrects,
        String currency,
        BigDecimal net,
        BigDecimal taxPercent,
        BigDecimal tax,
        BigDecimal total,
        BigDecimal settled,
        BigDecimal due,
        String status,
        Instant issuedAt,
        String dueOn) {

    static InvoiceView of(InvoiceRow row) {
        Currency currency = Currency.of(row.currency());
        return new InvoiceView(
                row.id(),
                row.advertiserId(),
                row.number(),
                row.type(),
                row.month(),
                row.corrects(),
                row.currency(),
                amount(row.net(), currency),
                row.taxPercent(),
                amount(row.tax(), currency),
                amount(row.total(), currency),
                amount(row.settled(), currency),
                amount(row.demanded().subtract(row.settled()), currency),
                row.status(),
                row.issuedAt(),
                row.dueOn());
    }

    static BigDecimal amount(BigDecimal stored, Currency currency) {
        return Money.of(stored, currency).toBigDecimal();
    }

    /// What a line sums up; see [LineRow].
    @Serdeable
    record LineView(
            int line,
            String kind,
            @Nullable Long offerId,
            @Nullable String offerTitle,
            @Nullable Integer corrects,
            long changes,
            BigDecimal amount) {

        static LineView of(LineRow row, Currency currency) {
            return new LineView(
                    row.line(),
                    row.kind(),
                    row.offerId(),
                    row.offerTitle(),
                    row.corrects(),
                    row.changes(),
                    InvoiceView.amount(row.amount(), currency));
        }
    }

    /// See [ChangeRow].
    @Serdeable
    record ChangeView(
            long entryId,
            long booked,
            Instant createdAt,
            String kind,
            @Nullable Long offerId,
            @Nullable Long conversionId,
            @Nullable String transactionId,
            BigDecimal amount) {

        static ChangeView of(ChangeRow row, Currency currency) {
            return new ChangeView(
                    row.entryId(),
                    row.booked(),
                    row.createdAt(),
                    row.kind(),
                    row.offerId(),
                    row.conversionId(),
                    row.transactionId(),
                    InvoiceView.amount(row.amount(), currency));
        }
    }
}
