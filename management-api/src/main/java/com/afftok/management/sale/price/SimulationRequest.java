package com.afftok.management.sale.price;

import com.afftok.management.platform.request.ExactMembers;
import com.afftok.management.platform.request.Fields;
import com.afftok.management.platform.request.Problem;
import com.afftok.shared.commission.CustomerType;
import com.afftok.shared.commission.Sale;
import com.afftok.shared.money.Currency;
import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An imagined sale.
///
/// @param promoterId null for the promoter who asks
/// @param currency null for the offer's
/// @param time of the sale; null for now
/// @param clickedAt of its click, whose terms apply; null for the time of the sale
/// @param salesThisMonth of the promoter before it; null for the real ones
@Serdeable
@ExactMembers
record SimulationRequest(
        Long offerId,
        @Nullable Long promoterId,
        BigDecimal amount,
        @Nullable String currency,
        @Nullable String country,
        @Nullable String coupon,
        @Nullable String goal,
        @Nullable String customerType,
        @Nullable String channel,
        @Nullable Instant time,
        @Nullable Instant clickedAt,
        @Nullable Integer salesThisMonth) {

    private static final BigDecimal MOST = BigDecimal.valueOf(Sale.MAX_AMOUNT);
    private static final int LONGEST = 200;
    private static final Set<String> CUSTOMERS = Set.of("new", "returning");

    SimulationRequest {
        Fields fields = new Fields();
        offerId = fields.id("offer_id", offerId);
        fields.idOrNull("promoter_id", promoterId);
        amount = fields.present("amount", amount);
        fields.check(
                currency == null || Currency.find(currency).isPresent(),
                "currency",
                Problem.NOT_A_CURRENCY);
        if (amount != null) {
            fields.check(amount.signum() > 0, "amount", Problem.NOT_POSITIVE)
                    .check(amount.compareTo(MOST) <= 0, "amount", Problem.TOO_LARGE, MOST);
        }
        fields.countryOrNull("country", country);
        fields.textOrNull("coupon", coupon, 1, LONGEST);
        fields.textOrNull("goal", goal, 1, LONGEST);
        fields.textOrNull("channel", channel, 1, LONGEST);
        fields.oneOfOrNull("customer_type", customerType, CUSTOMERS);
        fields.timeOrNull("time", time);
        fields.timeOrNull("clicked_at", clickedAt);
        fields.check(
                time == null || clickedAt == null || !time.isBefore(clickedAt),
                "time",
                Problem.BEFORE_OTHER,
                "clicked_at");
        fields.between("sales_this_month", salesThisMonth, 0, Integer.MAX_VALUE, 0);
        fields.end();
    }

    Optional<CustomerType> customer() {
        return customerType == null ? Optional.empty() : CustomerType.find(customerType);
    }
}
