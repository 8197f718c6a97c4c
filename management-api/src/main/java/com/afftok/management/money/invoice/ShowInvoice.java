package com.afftok.management.money.invoice;

import com.afftok.shared.id.AccountId;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A document with its details, for clients.
@Singleton
public final class ShowInvoice {

    private final InvoiceRepository invoices;

    ShowInvoice(InvoiceRepository invoices) {
        this.invoices = invoices;
    }

    /// A document by its id.
    ///
    /// @param advertiser restricts it to this advertiser's; null for any
    public Optional<InvoiceDetails> find(long id, @Nullable AccountId advertiser) {
        return invoices.find(id, advertiser).map(this::details);
    }

    InvoiceDetails details(InvoiceRow row) {
        return InvoiceDetails.of(row, invoices.corrections(row.id()));
    }
}
