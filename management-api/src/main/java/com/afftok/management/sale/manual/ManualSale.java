package com.afftok.management.sale.manual;

import com.afftok.management.platform.request.ExactMembers;
import com.afftok.management.platform.request.Fields;
import com.afftok.management.platform.request.Problem;
import com.afftok.shared.commission.Sale;
import com.afftok.shared.conversion.ConversionStatus;
import com.afftok.shared.money.Currency;
import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A sale in a request. Its promoter is named by a click, a link, or the promoter and the offer;
/// without these by the coupon.
///
/// @param currency null for the offer's
/// @param proof such as the address of an invoice
@Serdeable
@ExactMembers
record ManualSale(
        @Nullable String clickId,
        @Nullable Long linkId,
        @Nullable Long promoterId,
        @Nullable Long offerId,
        @Nullable String coupon,
        String transactionId,
        BigDecimal amount,
        @Nullable String currency,
        @Nullable String goal,
        @Nullable String customerType,
        @Nullable Instant occurredAt,
        String status,
        String proof) {

    private static final BigDecimal MOST = BigDecimal.valueOf(Sale.MAX_AMOUNT);
    private static final int LONGEST = 200;
    private static final int LONGEST_PROOF = 1000;
    private static final Set<String> STATUSES = Set.of("pending", "approved");
    private static final Set<String> CUSTOMERS = Set.of("new", "returning");

    ManualSale {
        Fields fields = new Fields();
        fields.textOrNull("click_id", clickId, 1, LONGEST);
        fields.idOrNull("link_id", linkId);
        fields.idOrNull("promoter_id", promoterId);
        fields.idOrNull("offer_id", offerId);
        fields.textOrNull("coupon", coupon, 1, LONGEST);
        long origins = Stream.of(clickId, linkId, promoterId).filter(Objects::nonNull).count();
        fields.check(
                origins == 1 || (origins == 0 && coupon != null),
                "click_id",
                Problem.NOT_EXACTLY_ONE,
                "click_id, link_id, promoter_id, coupon");
        fields.check(
                offerId != null || promoterId == null,
                "offer_id",
                Problem.NEEDS_OTHER,
                "promoter_id");
        transactionId = fields.text("transaction_id", transactionId, 1, LONGEST);
        amount = fields.present("amount", amount);
        if (amount != null) {
            fields.check(amount.signum() > 0, "amount", Problem.NOT_POSITIVE)
                    .check(amount.compareTo(MOST) <= 0, "amount", Problem.TOO_LARGE, MOST);
        }
        fields.check(
                currency == null || Currency.find(currency).isPresent(),
                "currency",
                Problem.NOT_A_CURRENCY);
        fields.textOrNull("goal", goal, 1, LONGEST);
        fields.oneOfOrNull("customer_type", customerType, CUSTOMERS);
        fields.timeOrNull("occurred_at", occurredAt);
        status = fields.oneOf("status", status, STATUSES);
        proof = fields.name("proof", proof, LONGEST_PROOF);
        fields.end();
    }

    ConversionStatus asked() {
        return ConversionStatus.find(status).orElseThrow();
    }
}
