package com.afftok.management.money.invoice;

import com.afftok.shared.money.Currency;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A document with its parties, the account of the advertiser in its month, and its corrections.
///
/// @param account null for a correction
/// @param corrections oldest first
@Serdeable
public record InvoiceDetails(
        @JsonUnwrapped InvoiceView invoice,
        @Nullable String correctsNumber,
        @Nullable String reason,
        @Nullable Long entryId,
        String language,
        PartyView issuer,
        PartyView recipient,
        @Nullable AccountView account,
        List<Correction> corrections) {

    public InvoiceDetails {
        corrections = List.copyOf(corrections);
    }

    @Serdeable
    record PartyView(String legalName, String address, String country, @Nullable String taxId) {}

    /// See [InvoiceRow].
    @Serdeable
    record AccountView(
            BigDecimal opening, BigDecimal paid, BigDecimal closing, BigDecimal pending) {

        static @Nullable AccountView of(InvoiceRow row) {
            BigDecimal opening = row.opening();
            BigDecimal paid = row.paid();
            BigDecimal closing = row.closing();
            BigDecimal pending = row.pending();
            if (opening == null || paid == null || closing == null || pending == null) {
                return null;
            }
            Currency currency = Currency.of(row.currency());
            return new AccountView(
                    InvoiceView.amount(opening, currency),
                    InvoiceView.amount(paid, currency),
                    InvoiceView.amount(closing, currency),
                    InvoiceView.amount(pending, currency));
        }
    }

    /// A credit note that corrects the invoice.
    @Introspected
    @Serdeable
    record Correction(long id, String number, BigDecimal total) {}

    static InvoiceDetails of(InvoiceRow row, List<Correction> corrections) {
        Currency currency = Currency.of(row.currency());
        return new InvoiceDetails(
                InvoiceView.of(row),
                row.correctsNumber(),
                row.reason(),
                row.entryId(),
                row.language(),
                new PartyView(
                        row.issuerName(),
                        row.issuerAddress(),
                        row.issuerCountry(),
                        row.issuerTaxId()),
                new PartyView(row.name(), row.address(), row.country(), row.taxId()),
                AccountView.of(row),
                corrections.stream()
                        .map(one ->
                                new Correction(
                                        one.id(),
                                        one.number(),
                                        InvoiceView.amount(one.total(), currency)))
                        .toList());
    }
}
