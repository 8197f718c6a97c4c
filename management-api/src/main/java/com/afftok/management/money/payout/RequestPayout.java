package com.afftok.management.money.payout;

import com.afftok.management.access.Caller;
import com.afftok.management.money.payout.reserve.Judgement;
import com.afftok.management.money.payout.reserve.ReservePayout;
import com.afftok.management.party.user.MembershipRepository;
import com.afftok.management.platform.answer.Outcome;
import com.afftok.management.platform.idempotency.WriteOnce;
import com.afftok.shared.id.AccountId;
import com.afftok.shared.id.PayoutId;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/// Requests a payout in one transaction: the payout, its bookings, the postings that it uses, and
/// the first event of its history.
///
/// The promoter's account is locked first, so that its payouts are requested one after another.
@Singleton
public final class RequestPayout {

    private final ReservePayout reserve;
    private final MembershipRepository accounts;
    private final PayoutRepository payouts;
    private final WriteOnce once;
    private final InstantSource clock;

    RequestPayout(
            ReservePayout reserve,
            MembershipRepository accounts,
            PayoutRepository payouts,
            WriteOnce once,
            InstantSource clock) {
        this.reserve = reserve;
        this.accounts = accounts;
        this.payouts = payouts;
        this.once = once;
        this.clock = clock;
    }

    Outcome<PayoutRow> request(Caller.Promoter caller, PayoutRequest wanted) {
        return once.write(() -> {
            AccountId promoter = caller.account();
            accounts.lock(promoter.value());
            return switch (reserve.judge(promoter, wanted.money(), wanted.methodId())) {
                case Judgement.Payable payable -> {
                    PayoutId id = reserve.reserve(promoter, payable);
                    payouts.note(
                            id.value(),
                            new PayoutEventRow(
                                    clock.instant(),
                                    "request",
                                    caller.user().value(),
                                    null,
                                    "requested",
                                    null));
                    yield new Outcome.Saved<>(payouts.find(id.value(), null).orElseThrow());
                }
                case Judgement.Refused refused -> Outcome.refused(refused.code(), refused.why());
            };
        });
    }

    /// Requests a payout for a cycle, in the transaction of the caller, which has locked the
    /// promoter's account.
    public PayoutId requestForCycle(AccountId promoter, Judgement.Payable payable) {
        PayoutId id = reserve.reserve(promoter, payable);
        payouts.note(
                id.value(),
                new PayoutEventRow(clock.instant(), "cycle", null, null, "requested", null));
        return id;
    }
}
