package com.afftok.management.money.billing;

import com.afftok.management.access.Caller;
import com.afftok.management.platform.answer.Outcome;
import com.afftok.management.platform.request.Problem;
import com.afftok.management.trust.audit.Audit;
import com.afftok.management.trust.audit.AuditedObject;
import com.afftok.shared.error.ErrorCode;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Changes the parties of invoices and their terms. Issued invoices keep what they say.
@Singleton
final class ChangeBilling {

    private final BillingRepository billing;
    private final Audit audit;
    private final TransactionOperations<Connection> transactions;
    private final InstantSource clock;

    ChangeBilling(
            BillingRepository billing,
            Audit audit,
            TransactionOperations<Connection> transactions,
            InstantSource clock) {
        this.billing = billing;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    Outcome<Issuer> change(Caller.Admin caller, Issuer wanted) {
        return transactions.executeWrite(_ -> {
            Issuer before = billing.issuer().orElse(null);
            int kept =
                    billing.keepIssuer(
                            wanted.legalName(),
                            wanted.address(),
                            wanted.country(),
                            wanted.taxId(),
                            wanted.prefix(),
                            wanted.version());
            if (kept == 0) {
                return Outcome.refused(ErrorCode.STATE_001);
            }
            Issuer after = billing.issuer().orElseThrow();
            audit.note(
                    caller,
                    "billing_issuer.change",
                    new AuditedObject("billing_issuer", "1"),
                    before,
                    after);
            return new Outcome.Saved<>(after);
        });
    }

    Outcome<BillingProfile> change(Caller caller, long advertiser, BillingProfile wanted) {
        return transactions.executeWrite(_ -> {
            @Nullable BillingProfile before = billing.profile(advertiser).orElse(null);
            int kept =
                    billing.keepProfile(
                            advertiser,
                            wanted.legalName(),
                            wanted.address(),
                            wanted.country(),
                            wanted.taxId(),
                            wanted.language(),
                            wanted.version());
            if (kept == 0) {
                return Outcome.refused(ErrorCode.STATE_001);
            }
            BillingProfile after = billing.profile(advertiser).orElseThrow();
            audit.note(
                    caller,
                    "billing_profile.change",
                    AuditedObject.of("account", advertiser),
                    before,
                    after);
            return new Outcome.Saved<>(after);
        });
    }

    Outcome<InvoiceTerms> add(Caller.Admin caller, TermsRequest wanted) {
        return transactions.executeWrite(_ -> {
            long advertiser = wanted.accountId();
            if (!billing.isAdvertiser(advertiser)) {
                return Outcome.invalid(List.of(Problem.NOT_AN_ADVERTISER.with("account_id")));
            }
            String open = billing.notInvoiced(advertiser).orElse("");
            if (wanted.effectiveFrom().compareTo(open) < 0) {
                return Outcome.invalid(List.of(Problem.INVOICED.with("effective_from", open)));
            }
            InvoiceTerms before = billing.terms(advertiser, wanted.day()).orElse(null);
            Instant now = clock.instant();
            billing.addTerms(
                    advertiser,
                    wanted.day(),
                    wanted.taxPercent(),
                    wanted.dueDays(),
                    caller.id().value(),
                    now);
            InvoiceTerms after = billing.terms(advertiser, wanted.day()).orElseThrow();
            audit.note(
                    caller,
                    "invoice_terms.add",
                    AuditedObject.of("account", advertiser),
                    before,
                    after);
            return new Outcome.Saved<>(after);
        });
    }
}
