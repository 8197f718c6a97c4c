package com.afftok.management.sale.decision;

import com.afftok.shared.conversion.ConversionSource;
import com.afftok.shared.conversion.ConversionState;
import com.afftok.shared.conversion.ConversionStatus;
import com.afftok.shared.conversion.move.MovedConversion;
import com.afftok.shared.id.AccountId;
import com.afftok.shared.id.ConversionId;
import com.afftok.shared.ledger.ConversionEvents;
import com.afftok.shared.ledger.Earnings;
import com.afftok.shared.ledger.Share;
import com.afftok.shared.money.Currency;
import com.afftok.shared.money.Money;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A conversion that is locked against other moves until the end of the transaction.
///
/// @param click null if it was attributed without a click
/// @param source of the report
/// @param statusReason the reason of the status, or who decided it
/// @param needsReview whether it is held for review
/// @param earnings before its moves
public record LockedConversion(
        ConversionId id,
        AccountId advertiser,
        @Nullable UUID click,
        ConversionSource source,
        ConversionState state,
        @Nullable String statusReason,
        boolean needsReview,
        Earnings earnings) {

    ConversionEvents events() {
        return new ConversionEvents(id, source, advertiser, earnings);
    }

    /// The conversion after a move of a person.
    LockedConversion moved(MovedConversion effects) {
        return new LockedConversion(
                id,
                advertiser,
                click,
                source,
                effects.state(),
                statusReason,
                effects.needsReview(),
                earnings);
    }

    static LockedConversion of(MovableRow row, List<ShareRow> shares) {
        Currency sold = Currency.of(row.currency());
        Currency earned = Currency.of(row.commissionCurrency());
        return new LockedConversion(
                new ConversionId(row.id()),
                new AccountId(row.advertiserId()),
                row.clickId(),
                ConversionSource.find(row.source()).orElseThrow(),
                new ConversionState(
                        ConversionStatus.find(row.status()).orElseThrow(),
                        Money.of(row.amount(), sold),
                        Money.of(row.refundedAmount(), sold)),
                row.statusReason(),
                row.needsReview(),
                new Earnings(
                        shares.stream()
                                .map(share ->
                                        new Share(
                                                share.level(),
                                                new AccountId(share.promoterId()),
                                                Money.of(share.amount(), earned)))
                                .toList(),
                        Money.of(row.fee(), earned)));
    }
}
