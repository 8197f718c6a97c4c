package com.afftok.management.sale.price.preview;

import com.afftok.shared.commission.CustomerType;
import com.afftok.shared.commission.Payout;
import com.afftok.shared.commission.PayoutType;
import com.afftok.shared.commission.Recruiter;
import com.afftok.shared.commission.ReverseCommission;
import com.afftok.shared.commission.Sale;
import com.afftok.shared.id.AccountId;
import com.afftok.shared.money.Currency;
import com.afftok.shared.money.Money;
import io.micronaut.core.annotation.Introspected;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A pending or approved sale, with the terms of the offer at its click.
///
/// @param agreedAt the time of its click or, without a click, of its report
/// @param recruitersPaid to all recruiters together
/// @param percent1 the share of the promoter's recruiter; of the next ones as well
/// @param soldAt the time according to the advertiser or, without one, of its report
@Introspected
record SaleRow(
        long id,
        long promoterId,
        BigDecimal amount,
        BigDecimal refundedAmount,
        String currency,
        BigDecimal commission,
        BigDecimal commissionReversed,
        String commissionCurrency,
        @Nullable String goal,
        @Nullable String customerType,
        @Nullable String coupon,
        @Nullable String country,
        @Nullable String channel,
        String category,
        Instant createdAt,
        Instant agreedAt,
        Instant soldAt,
        String payoutType,
        BigDecimal payout,
        BigDecimal payoutPercent,
        String offerCurrency,
        BigDecimal recruitersPaid,
        @Nullable Long recruiter1,
        @Nullable Long recruiter2,
        @Nullable Long recruiter3,
        @Nullable BigDecimal percent1,
        @Nullable BigDecimal percent2,
        @Nullable BigDecimal percent3) {

    Sale sale() {
        return new Sale(
                new AccountId(promoterId),
                money(amount, currency),
                soldAt,
                category,
                text(channel),
                text(country),
                customerType == null ? null : CustomerType.find(customerType).orElse(null),
                text(coupon),
                text(goal));
    }

    Payout offerPayout() {
        return new Payout(
                PayoutType.find(payoutType).orElseThrow(),
                Money.rounded(payout, Currency.of(offerCurrency)),
                payoutPercent);
    }

    boolean wasPaid() {
        return commission.signum() > 0;
    }

    /// What was paid, less refunds.
    Money paid() {
        return money(commission.subtract(commissionReversed), commissionCurrency);
    }

    /// What recruiters were paid, less refunds.
    Money paidToRecruiters() {
        return money(recruitersPaid, commissionCurrency);
    }

    /// The recruiters of its promoter that are active, with the shares of its click.
    List<Recruiter> recruiters() {
        List<Recruiter> recruiters = new ArrayList<>();
        add(recruiters, 1, recruiter1, percent1);
        add(recruiters, 2, recruiter2, percent2);
        add(recruiters, 3, recruiter3, percent3);
        return recruiters;
    }

    private static void add(
            List<Recruiter> to, int level, @Nullable Long account, @Nullable BigDecimal percent) {
        if (account != null && percent != null) {
            to.add(new Recruiter(level, new AccountId(account), percent));
        }
    }

    /// A commission of this sale, less its refunds.
    Money kept(Money earned) {
        return earned.minus(
                ReverseCommission.reversedAfter(
                        earned, money(amount, currency), money(refundedAmount, currency)));
    }

    private static Money money(BigDecimal amount, String currency) {
        return Money.of(amount, Currency.of(currency));
    }

    private static String text(@Nullable String value) {
        return Objects.requireNonNullElse(value, "");
    }
}
