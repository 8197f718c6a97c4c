package com.afftok.management.money.payment;

import com.afftok.management.access.Caller;
import com.afftok.management.money.ledger.BookEntries;
import com.afftok.management.platform.idempotency.WriteOnce;
import com.afftok.management.platform.request.Detail;
import com.afftok.management.platform.request.Problem;
import com.afftok.management.trust.audit.Audit;
import com.afftok.management.trust.audit.AuditedObject;
import com.afftok.shared.id.AccountId;
import com.afftok.shared.ledger.BusinessEvent.AdvertiserPaid;
import com.afftok.shared.ledger.BusinessEvent.PaymentReversed;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Records payments of advertisers, and takes wrong ones back: row, booking and audit log in one
/// transaction. The ledger names a payment by its id.
@Singleton
final class RecordPayment {

    private final PaymentRepository payments;
    private final BookEntries ledger;
    private final Audit audit;
    private final WriteOnce once;
    private final InstantSource clock;

    RecordPayment(
            PaymentRepository payments,
            BookEntries ledger,
            Audit audit,
            WriteOnce once,
            InstantSource clock) {
        this.payments = payments;
        this.ledger = ledger;
        this.audit = audit;
        this.once = once;
        this.clock = clock;
    }

    sealed interface Outcome {

        record Recorded(PaymentRow payment) implements Outcome {}

        record Invalid(Detail why) implements Outcome {}

        record Unknown() implements Outcome {}

        /// Another payment has the reference, or this one was taken back.
        record Conflict(PaymentRow there, Detail why) implements Outcome {}
    }

    Outcome record(Caller.Admin caller, PaymentRequest wanted) {
        return once.write(() -> {
            if (wanted.receivedAt().isAfter(clock.instant())) {
                return new Outcome.Invalid(Problem.IN_FUTURE.with("received_at"));
            }
            if (!payments.isAdvertiser(wanted.accountId())) {
                return new Outcome.Invalid(Problem.NOT_OF_KIND.with("account_id", "an advertiser"));
            }
            Optional<Long> made = payments.insert(wanted, caller.id());
            if (made.isEmpty()) {
                return new Outcome.Conflict(
                        payments.find(wanted.accountId(), wanted.reference()).orElseThrow(),
                        Problem.TAKEN.with("reference"));
            }
            long id = made.get();
            ledger.book(
                    List.of(
                            new AdvertiserPaid(
                                    Long.toString(id),
                                    new AccountId(wanted.accountId()),
                                    wanted.money(),
                                    wanted.reference())));
            PaymentRow payment = payments.find(id).orElseThrow();
            audit.note(
                    caller,
                    "advertiser_payment.record",
                    AuditedObject.of("advertiser_payment", payment.id()),
                    null,
                    PaymentView.of(payment));
            return new Outcome.Recorded(payment);
        });
    }

    Outcome reverse(Caller.Admin caller, long id, String reason) {
        return once.write(() -> {
            Optional<PaymentRow> before = payments.find(id);
            if (before.isEmpty()) {
                return new Outcome.Unknown();
            }
            if (payments.reverse(id, reason, caller.id()) == 0) {
                return new Outcome.Conflict(
                        payments.find(id).orElseThrow(),
                        Problem.STATUS_IS.with("status", "reversed"));
            }
            PaymentRow payment = payments.find(id).orElseThrow();
            ledger.book(
                    List.of(
                            new PaymentReversed(
                                    Long.toString(id),
                                    new AccountId(payment.advertiserId()),
                                    payment.money(),
                                    reason)));
            audit.note(
                    caller,
                    "advertiser_payment.reverse",
                    AuditedObject.of("advertiser_payment", id),
                    PaymentView.of(before.get()),
                    PaymentView.of(payment));
            return new Outcome.Recorded(payment);
        });
    }
}
