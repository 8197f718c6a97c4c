package com.afftok.management.money.invoice.issue;

import com.afftok.management.money.billing.Billing;
import com.afftok.management.money.billing.BillingProfile;
import com.afftok.management.money.billing.Issuer;
import com.afftok.management.money.invoice.issue.IssueRepository.Issued;
import com.afftok.management.money.ledger.BookEntries;
import com.afftok.management.platform.health.Readiness;
import com.afftok.shared.id.AccountId;
import com.afftok.shared.ledger.BusinessEvent;
import com.afftok.shared.money.Currency;
import com.afftok.shared.money.Money;
import io.micronaut.data.connection.jdbc.exceptions.CannotGetJdbcConnectionException;
import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.scheduling.annotation.Scheduled;
import io.micronaut.transaction.TransactionOperations;
import io.micronaut.transaction.exceptions.TransactionException;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Issues the invoices of closed months, one in a transaction, as soon as the platform and the
/// advertiser have what an invoice must say. Any number of instances may do so in parallel.
@Singleton
final class IssueInvoices {

    private static final int BATCH = 100;

    private static final Logger LOG = LoggerFactory.getLogger(IssueInvoices.class);

    private final IssueRepository documents;
    private final IssueDocument issue;
    private final Billing billing;
    private final BookEntries ledger;
    private final TransactionOperations<Connection> transactions;
    private final Readiness readiness;
    private final InstantSource clock;

    IssueInvoices(
            IssueRepository documents,
            IssueDocument issue,
            Billing billing,
            BookEntries ledger,
            TransactionOperations<Connection> transactions,
            Readiness readiness,
            InstantSource clock) {
        this.documents = documents;
        this.issue = issue;
        this.billing = billing;
        this.ledger = ledger;
        this.transactions = transactions;
        this.readiness = readiness;
        this.clock = clock;
    }

    @Scheduled(initialDelay = "40s", fixedDelay = "1m")
    void run() {
        try {
            if (readiness.isReady() && billing.issuer().isPresent()) {
                issueAll();
            }
        } catch (CannotGetJdbcConnectionException | DataAccessException | TransactionException e) {
            LOG.atWarn()
                    .addKeyValue("reason", e.getMessage())
                    .log("invoices could not be issued, trying again");
        }
    }

    /// Issues all that can be issued, and returns their number. An invoice that fails does not stop
    /// the others, and is tried again.
    int issueAll() {
        int issued = 0;
        List<Waiting> page = documents.waiting(null, true, null, BATCH);
        while (!page.isEmpty()) {
            for (Waiting one : page) {
                issued += tryToIssue(one) ? 1 : 0;
            }
            page = documents.waiting(null, true, WaitingSearch.Last.of(page.getLast()), BATCH);
        }
        return issued;
    }

    private boolean tryToIssue(Waiting one) {
        try {
            return issue(one).isPresent();
        } catch (DataAccessException | ArithmeticException e) {
            LOG.atError()
                    .addKeyValue("month", one.month())
                    .addKeyValue("advertiser", one.advertiserId())
                    .addKeyValue("currency", one.currency())
                    .setCause(e)
                    .log("an invoice could not be issued, trying again");
            return false;
        }
    }

    /// Issues the invoice of a month; empty if another instance did, or something is missing.
    Optional<Issued> issue(Waiting one) {
        AccountId advertiser = new AccountId(one.advertiserId());
        Instant now = clock.instant();
        return transactions.executeWrite(_ -> {
            Issuer issuer = billing.issuer().orElse(null);
            BillingProfile profile = billing.profile(advertiser).orElse(null);
            if (issuer == null || profile == null || !documents.take(one)) {
                return Optional.empty();
            }
            Billing.Terms terms =
                    billing.terms(advertiser, YearMonth.parse(one.month()).atEndOfMonth());
            Money net = Money.of(documents.billed(one), Currency.of(one.currency()));
            Money tax = net.percent(terms.taxPercent());
            Issued issued = issue.issue(document(one, profile, terms, net, tax, now), issuer);
            documents.addLines(issued.id(), one);
            ledger.book(List.of(new BusinessEvent.Taxed(issued.number(), advertiser, tax)));
            return Optional.of(issued);
        });
    }

    private static Document document(
            Waiting one,
            BillingProfile profile,
            Billing.Terms terms,
            Money net,
            Money tax,
            Instant now) {
        LocalDate day = LocalDate.ofInstant(now, ZoneOffset.UTC);
        return new Document(
                one.advertiserId(),
                one.month(),
                null,
                one.currency(),
                net.toBigDecimal(),
                terms.taxPercent(),
                tax.toBigDecimal(),
                null,
                null,
                now,
                day.plusDays(net.isNegative() ? 0 : terms.dueDays()).toString(),
                new Document.Recipient(
                        profile.legalName(),
                        profile.address(),
                        profile.country(),
                        profile.taxId(),
                        profile.language()));
    }
}
