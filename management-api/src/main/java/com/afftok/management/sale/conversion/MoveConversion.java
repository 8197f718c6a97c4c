package com.afftok.management.sale.conversion;

import com.afftok.management.money.ledger.BookEntries;
import com.afftok.shared.conversion.ConversionMove;
import com.afftok.shared.conversion.ConversionOutcome;
import com.afftok.shared.conversion.ConversionOutcome.Moved;
import com.afftok.shared.conversion.ConversionStatus;
import com.afftok.shared.conversion.move.MovedConversion;
import com.afftok.shared.id.AccountId;
import com.afftok.shared.id.ClickId;
import com.afftok.shared.id.ConversionId;
import com.afftok.shared.ledger.Earnings;
import com.afftok.shared.ledger.Share;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Moves conversions by a decision of a person: status, commissions, ledger and webhook events, in
/// the transaction of the caller. The edges make the moves of postbacks.
@Singleton
public final class MoveConversion {

    private final MoveRepository conversions;
    private final BookEntries ledger;
    private final ClickNames clicks;

    MoveConversion(MoveRepository conversions, BookEntries ledger, ClickNames clicks) {
        this.conversions = conversions;
        this.ledger = ledger;
        this.clicks = clicks;
    }

    /// Locks the conversion until the end of the transaction.
    public Optional<LockedConversion> lock(ConversionId id) {
        return conversions.lock(id.value()).map(this::withShares);
    }

    /// Locks all conversions of a click.
    public List<LockedConversion> lockOfClick(AccountId advertiser, UUID click) {
        return conversions.lockOfClick(advertiser.value(), click).stream()
                .map(this::withShares)
                .toList();
    }

    /// Makes the move if the status permits it; otherwise nothing changes. The conversion is no
    /// longer held for review.
    ///
    /// @param reason of the person; null keeps the present one
    public ConversionOutcome move(
            LockedConversion conversion, ConversionMove move, @Nullable String reason) {
        ConversionOutcome outcome = conversion.state().move(move);
        if (outcome instanceof Moved moved) {
            write(conversion, moved, reason);
        }
        return outcome;
    }

    /// Cancels its earnings: rejects it if it is pending, and reverses it if it is approved.
    public ConversionOutcome takeBack(LockedConversion conversion, String reason) {
        ConversionMove move =
                conversion.state().status() == ConversionStatus.PENDING
                        ? new ConversionMove.Reject()
                        : new ConversionMove.Reverse();
        return move(conversion, move, reason);
    }

    /// Ends its hold for review; the status remains.
    public void release(LockedConversion conversion, String reason) {
        UUID click = conversion.click();
        conversions.release(
                conversion.advertiser().value(),
                conversion.id().value(),
                click == null ? null : ClickId.from(click).time(),
                reason);
    }

    private LockedConversion withShares(MovableRow row) {
        return LockedConversion.of(row, conversions.shares(row.advertiserId(), row.id()));
    }

    private void write(LockedConversion conversion, Moved moved, @Nullable String reason) {
        MovedConversion change = MovedConversion.byPerson(conversion.events(), moved);
        Earnings takenBack = change.takenBack();
        long advertiser = conversion.advertiser().value();
        long id = conversion.id().value();
        conversions.move(
                advertiser,
                id,
                change.state().status().label(),
                change.state().refunded().toBigDecimal(),
                takenBack.promoter().toBigDecimal(),
                change.needsReview(),
                reason);
        if (change.takesBack()) {
            for (Share share : takenBack.shares()) {
                conversions.takeBack(advertiser, id, share.level(), share.amount().toBigDecimal());
            }
        }
        change.bookings().forEach(ledger::book);
        UUID click = conversion.click();
        conversions.tell(
                advertiser,
                id,
                change.event().label(),
                click == null ? null : clicks.code(click),
                change.state().sold().currency().digits(),
                takenBack.promoter().currency().digits());
    }
}
