package com.afftok.shared.ledger;

import com.afftok.shared.commission.Commission;
import com.afftok.shared.commission.ReverseCommission;
import com.afftok.shared.money.Currency;
import com.afftok.shared.money.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/// The cost of a conversion by recipient, in one currency.
///
/// @param shares the promoters', by ascending level, each level at most once
/// @param platform the platform's share; negative if it pays recruiters itself
public record Earnings(List<Share> shares, Money platform) {

    public Earnings {
        shares = List.copyOf(shares);
        int next = 0;
        for (Share share : shares) {
            if (share.level() < next) {
                throw new IllegalArgumentException("the levels do not ascend");
            }
            next = share.level() + 1;
        }
        if (sum(shares, platform).isNegative()) {
            throw new IllegalArgumentException("an advertiser does not earn from a conversion");
        }
    }

    /// Without a share of the platform.
    public static Earnings of(Currency currency, List<Share> shares) {
        return new Earnings(shares, Money.zero(currency));
    }

    /// The promoter's commission, the recruiters' shares, and the platform's fee.
    ///
    /// @param feePercent of the promoter's commission, by the terms of the advertiser
    public static Earnings of(Commission commission, BigDecimal feePercent) {
        List<Share> shares = new ArrayList<>();
        shares.add(new Share(0, commission.sale().promoter(), commission.amount()));
        commission
                .recruiters()
                .forEach(share ->
                        shares.add(
                                new Share(
                                        share.recruiter().level(),
                                        share.recruiter().promoter(),
                                        share.amount())));
        return new Earnings(shares, commission.fee(feePercent));
    }

    /// The promoter's own.
    public Money promoter() {
        return !shares.isEmpty() && shares.getFirst().level() == 0
                ? shares.getFirst().amount()
                : Money.zero(platform.currency());
    }

    /// What the advertiser owes for it.
    public Money charge() {
        return sum(shares, platform);
    }

    /// The total reversal of each share when `refunded` of `sold` is refunded in total:
    /// `conversions.commission_reversed` and `commissions.reversed_amount` are the amounts of these
    /// shares.
    ///
    /// The charge and each share are reversed in proportion, and the platform bears the rounding
    /// difference. So nothing is reversed twice, and a full reversal equals the earnings, in any
    /// number of steps.
    public Earnings takenBack(Money refunded, Money sold) {
        List<Share> parts =
                shares.stream()
                        .map(share ->
                                new Share(
                                        share.level(),
                                        share.promoter(),
                                        ReverseCommission.reversedAfter(
                                                share.amount(), sold, refunded)))
                        .toList();
        Money charge = ReverseCommission.reversedAfter(charge(), sold, refunded);
        Money promoters = sum(parts, Money.zero(charge.currency()));
        return new Earnings(parts, charge.minus(promoters));
    }

    private static Money sum(List<Share> shares, Money platform) {
        Money sum = platform;
        for (Share share : shares) {
            sum = sum.plus(share.amount());
        }
        return sum;
    }
}
