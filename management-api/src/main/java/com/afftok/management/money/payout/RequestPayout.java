package com.afftok.management.money.payout;

import com.afftok.management.access.Caller;
import com.afftok.management.money.payout.method.SealDestination;
import com.afftok.management.money.payout.reserve.Judgement;
import com.afftok.management.money.payout.reserve.ReservePayout;
import com.afftok.management.money.payout.settle.ChangeRepository;
import com.afftok.management.party.user.MembershipRepository;
import com.afftok.management.platform.answer.Outcome;
import com.afftok.management.platform.idempotency.WriteOnce;
import com.afftok.shared.id.AccountId;
import com.afftok.shared.id.PayoutId;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// Requests a payout in one transaction: the payout, its bookings, the postings that it uses, and
/// the first event of its history.
///
/// The promoter's account is locked first, so that its payouts are requested one after another.
@Singleton
public final class RequestPayout {

    private final ReservePayout reserve;
    private final SealDestination seal;
    private final MembershipRepository accounts;
    private final PayoutRepository payouts;
    private final ChangeRepository changes;
    private final WriteOnce once;
    private final InstantSource clock;

    RequestPayout(
            ReservePayout reserve,
            SealDestination seal,
            MembershipRepository accounts,
            PayoutRepository payouts,
            ChangeRepository changes,
            WriteOnce once,
            InstantSource clock) {
        this.reserve = reserve;
        this.seal = seal;
        this.accounts = accounts;
        this.payouts = payouts;
        this.changes = changes;
        this.once = once;
        this.clock = clock;
    }

    Outcome<PayoutRow> request(Caller.Promoter caller, PayoutRequest wanted) {
        return once.write(() -> {
            AccountId promoter = caller.account();
            accounts.lock(promoter.value());
            return switch (reserve.judge(promoter, wanted.money(), wanted.methodId())) {
                case Judgement.Payable payable -> {
                    PayoutId id = reserved(promoter, payable, "request", caller.user().value());
                    yield new Outcome.Saved<>(payouts.find(id.value(), null).orElseThrow());
                }
                case Judgement.Refused refused -> Outcome.refused(refused.code(), refused.why());
            };
        });
    }

    /// Requests a payout for a cycle, in the transaction of the caller, which has locked the
    /// promoter's account.
    public PayoutId requestForCycle(AccountId promoter, Judgement.Payable payable) {
        return reserved(promoter, payable, "cycle", null);
    }

    private PayoutId reserved(
            AccountId promoter, Judgement.Payable payable, String action, @Nullable Long user) {
        PayoutId id = new PayoutId(payouts.next());
        byte[] destination = seal.ofPayout(id.value(), payable.method().destination());
        changes.add(id.value(), promoter, payable, destination);
        reserve.reserve(id, promoter, payable);
        changes.note(
                id.value(),
                PayoutRepository.values(
                        new PayoutEventRow(
                                clock.instant(), action, user, null, "requested", null)));
        return id;
    }
}
