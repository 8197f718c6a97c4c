package com.afftok.management.money.invoice.issue;

import com.afftok.management.access.Caller;
import com.afftok.management.money.billing.Billing;
import com.afftok.management.money.billing.Issuer;
import com.afftok.management.money.invoice.InvoiceDetails;
import com.afftok.management.money.invoice.ShowInvoice;
import com.afftok.management.money.invoice.issue.CreditRepository.Corrected;
import com.afftok.management.money.invoice.issue.CreditRepository.CorrectedLine;
import com.afftok.management.money.invoice.issue.CreditRepository.CreditLine;
import com.afftok.management.money.invoice.issue.IssueRepository.Issued;
import com.afftok.management.money.ledger.BookEntries;
import com.afftok.management.platform.answer.Outcome;
import com.afftok.management.platform.idempotency.WriteOnce;
import com.afftok.management.platform.request.Detail;
import com.afftok.management.platform.request.Problem;
import com.afftok.management.trust.audit.Audit;
import com.afftok.management.trust.audit.AuditedObject;
import com.afftok.shared.error.ErrorCode;
import com.afftok.shared.id.AccountId;
import com.afftok.shared.ledger.BusinessEvent;
import com.afftok.shared.money.Currency;
import com.afftok.shared.money.Money;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Issues a credit note that returns an invoice or a part of it, in one transaction with its
/// booking. Corrections of an invoice wait for each other, so that together they return no more
/// than it.
@Singleton
final class CreditInvoice {

    private final CreditRepository credits;
    private final Billing billing;
    private final IssueDocument issue;
    private final BookEntries ledger;
    private final ShowInvoice show;
    private final Audit audit;
    private final WriteOnce once;
    private final InstantSource clock;

    CreditInvoice(
            CreditRepository credits,
            Billing billing,
            IssueDocument issue,
            BookEntries ledger,
            ShowInvoice show,
            Audit audit,
            WriteOnce once,
            InstantSource clock) {
        this.credits = credits;
        this.billing = billing;
        this.issue = issue;
        this.ledger = ledger;
        this.show = show;
        this.audit = audit;
        this.once = once;
        this.clock = clock;
    }

    /// What a credit note returns: its lines, which are positive here, or why it is impossible.
    private sealed interface Plan {

        record Possible(List<CreditLine> lines, Money net) implements Plan {}

        record Impossible(ErrorCode code, Detail why) implements Plan {}
    }

    Outcome<InvoiceDetails> credit(Caller.Admin caller, long invoice, CreditRequest wanted) {
        return once.write(() -> {
            Corrected corrected = credits.lock(invoice).orElse(null);
            if (corrected == null) {
                return Outcome.refused(ErrorCode.ROUTE_001);
            }
            if (corrected.corrects() || corrected.total().signum() < 0) {
                return Outcome.refused(
                        ErrorCode.STATE_002, Problem.NOT_CORRECTABLE.with("invoice"));
            }
            Issuer issuer = billing.issuer().orElse(null);
            if (issuer == null) {
                return Outcome.refused(
                        ErrorCode.STATE_002, Problem.NO_ISSUER.with("billing_issuer"));
            }
            return switch (plan(invoice, corrected, wanted)) {
                case Plan.Impossible(ErrorCode code, Detail why) -> Outcome.refused(code, why);
                case Plan.Possible possible ->
                        carryOut(caller, invoice, corrected, issuer, wanted.reason(), possible);
            };
        });
    }

    private Plan plan(long invoice, Corrected corrected, CreditRequest wanted) {
        Currency currency = Currency.of(corrected.currency());
        Money rest = Money.of(corrected.net().subtract(corrected.credited()), currency);
        BigDecimal amount = wanted.amount();
        List<CreditRequest.@Nullable Line> lines = wanted.lines();
        if (lines != null) {
            return ofLines(
                    invoice, lines.stream().filter(Objects::nonNull).toList(), rest, currency);
        }
        if (amount != null && !fits(amount, currency)) {
            return invalid(Problem.NOT_AN_AMOUNT.with("amount", currency.digits()));
        }
        Money net = amount == null ? rest : Money.of(amount, currency);
        return net.isPositive() && net.compareTo(rest) <= 0
                ? new Plan.Possible(List.of(line(null, net)), net)
                : above("amount", rest);
    }

    private Plan ofLines(
            long invoice, List<CreditRequest.Line> wanted, Money rest, Currency currency) {
        List<Integer> numbers = wanted.stream().map(CreditRequest.Line::line).distinct().toList();
        Map<Integer, CorrectedLine> lines =
                credits.lines(invoice, numbers).stream()
                        .collect(Collectors.toMap(CorrectedLine::line, Function.identity()));
        if (numbers.size() < wanted.size() || lines.size() < numbers.size()) {
            return invalid(Problem.NO_CREDIT_LINE.with("lines"));
        }
        List<CreditLine> returned = new ArrayList<>();
        Money net = Money.zero(currency);
        for (CreditRequest.Line one : wanted) {
            CorrectedLine line = Objects.requireNonNull(lines.get(one.line()));
            Money restOfLine = Money.of(line.amount().subtract(line.credited()), currency);
            BigDecimal amount = one.amount();
            if (amount != null && !fits(amount, currency)) {
                return invalid(Problem.NOT_AN_AMOUNT.with("lines", currency.digits()));
            }
            Money part = amount == null ? restOfLine : Money.of(amount, currency);
            if (!part.isPositive() || part.compareTo(restOfLine) > 0) {
                return above("lines", restOfLine);
            }
            returned.add(line(line, part));
            net = net.plus(part);
        }
        return net.compareTo(rest) <= 0 ? new Plan.Possible(returned, net) : above("lines", rest);
    }

    private static boolean fits(BigDecimal amount, Currency currency) {
        return amount.stripTrailingZeros().scale() <= currency.digits()
                && amount.precision() - amount.scale() <= 15;
    }

    private static Plan invalid(Detail why) {
        return new Plan.Impossible(ErrorCode.VALID_001, why);
    }

    private static Plan above(String field, Money rest) {
        return new Plan.Impossible(
                ErrorCode.STATE_002,
                Problem.ABOVE_REST.with(
                        field, rest.toBigDecimal().toPlainString(), rest.currency().code()));
    }

    private static CreditLine line(@Nullable CorrectedLine of, Money amount) {
        return new CreditLine(
                of == null ? null : of.offerId(),
                of == null ? null : of.offerTitle(),
                of == null ? null : of.line(),
                amount.negate().toBigDecimal());
    }

    private Outcome<InvoiceDetails> carryOut(
            Caller.Admin caller,
            long invoice,
            Corrected corrected,
            Issuer issuer,
            String reason,
            Plan.Possible plan) {
        Currency currency = plan.net().currency();
        Money tax = tax(corrected, plan.net());
        Instant now = clock.instant();
        Issued note =
                issue.issue(
                        new Document(
                                corrected.advertiserId(),
                                null,
                                invoice,
                                currency.code(),
                                plan.net().negate().toBigDecimal(),
                                corrected.taxPercent(),
                                tax.negate().toBigDecimal(),
                                reason,
                                caller.id().value(),
                                now,
                                LocalDate.ofInstant(now, ZoneOffset.UTC).toString(),
                                corrected.to()),
                        issuer);
        credits.add(note.id(), plan.lines());
        ledger.book(
                List.of(
                        new BusinessEvent.CreditNoteIssued(
                                note.number(),
                                new AccountId(corrected.advertiserId()),
                                plan.net(),
                                tax)));
        InvoiceDetails after = show.find(note.id(), null).orElseThrow();
        audit.note(caller, "invoice.credit", AuditedObject.of("invoice", invoice), null, after);
        return new Outcome.Saved<>(after);
    }

    /// In proportion to all that is returned, so that any number of parts returns the tax exactly.
    private static Money tax(Corrected corrected, Money net) {
        Currency currency = net.currency();
        Money returned = Money.of(corrected.credited(), currency).plus(net);
        return Money.of(corrected.tax(), currency)
                .proportion(returned, Money.of(corrected.net(), currency))
                .minus(Money.of(corrected.creditedTax(), currency));
    }
}
