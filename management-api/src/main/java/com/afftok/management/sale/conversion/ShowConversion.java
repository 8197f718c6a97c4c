package com.afftok.management.sale.conversion;

import com.afftok.management.access.Caller;
import com.afftok.management.sale.conversion.ConversionDetails.CommissionView;
import com.afftok.management.sale.conversion.ConversionDetails.EventView;
import com.afftok.shared.commission.Explanation;
import com.afftok.shared.id.ConversionId;
import com.afftok.shared.money.Currency;
import com.afftok.shared.money.Money;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Shows a conversion to its parties and to administrators, each as far as they may see it.
@Singleton
public final class ShowConversion {

    private final ConversionRepository conversions;
    private final ClickNames names;
    private final ObjectMapper json;

    ShowConversion(ConversionRepository conversions, ClickNames names, ObjectMapper json) {
        this.conversions = conversions;
        this.names = names;
        this.json = json;
    }

    /// The conversion of a transaction of an advertiser.
    public Optional<ConversionDetails> to(Caller caller, long advertiser, String transaction) {
        Party party = Party.of(caller);
        return conversions.find(advertiser, transaction, party).map(row -> details(row, party));
    }

    /// Empty if there is none, or none of the caller.
    public Optional<ConversionDetails> to(Caller caller, ConversionId id) {
        Party party = Party.of(caller);
        return conversions.find(id.value(), party).map(row -> details(row, party));
    }

    ConversionView view(ConversionRow row, Party party) {
        return ConversionView.of(row, names, party.isPromoter());
    }

    private ConversionDetails details(ConversionRow row, Party party) {
        return new ConversionDetails(
                view(row, party),
                party.isPromoter() ? null : row.proof(),
                party.isPromoter() ? null : fee(row),
                conversions.commissions(row.advertiserId(), row.id(), party.promoter()).stream()
                        .map(share -> view(share, row.isRejected()))
                        .toList(),
                conversions.history(row.advertiserId(), row.id()).stream()
                        .map(event -> view(event, row.currency(), party))
                        .toList());
    }

    private static Map<String, Object> fee(ConversionRow row) {
        Currency currency = Currency.of(row.commissionCurrency());
        return Explanation.ofFee(
                Money.of(row.commission(), currency),
                row.feePercent(),
                Money.of(row.fee(), currency));
    }

    /// @param rejected whether the whole amount is shown as reversed
    private CommissionView view(CommissionRow row, boolean rejected) {
        try {
            return new CommissionView(
                    row.level(),
                    row.promoterId(),
                    ConversionView.amount(row.amount(), row.currency()),
                    ConversionView.amount(
                            rejected ? row.amount() : row.reversedAmount(), row.currency()),
                    row.currency(),
                    row.ruleId(),
                    Objects.requireNonNull(json.readValue(row.explanation(), JsonNode.class)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static EventView view(EventRow row, String currency, Party party) {
        return new EventView(
                row.createdAt(),
                row.actor(),
                party.isPromoter() ? null : row.userId(),
                party.isPromoter() ? null : row.userName(),
                party.isEverybody() ? row.adminId() : null,
                row.fromStatus(),
                row.toStatus(),
                ConversionView.amount(row.refundedAmount(), currency),
                row.needsReview(),
                row.reason());
    }
}
