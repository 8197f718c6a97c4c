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

/// Moves conversions because a person wants it: status, commissions, ledger, and what webhooks are
/// told, all in the transaction of the caller. The same move by a postback is the edge's.
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

    /// The conversion, which nobody else moves from then on to the end of the transaction.
    public Optional<LockedConversion> lock(ConversionId id) {
        return conversions.lock(id.value()).map(this::withShares);
    }

    /// All conversions of a click.
    public List<LockedConversion> lockOfClick(AccountId advertiser, UUID click) {
        return conversions.lockOfClick(advertiser.value(), click).stream()
                .map(this::withShares)
                .toList();
    }

    /// Makes the move if it may be made, and changes nothing if not. A person has looked: it waits
    /// for no review any more.
    ///
    /// @param reason the person's words; null keeps those that are there
    public ConversionOutcome move(
            LockedConversion conversion, ConversionMove move, @Nullable String reason) {
        ConversionOutcome outcome = conversion.state().move(move);
        if (outcome instanceof Moved moved) {
            write(conversion, moved, reason);
        }
        return outcome;
    }

    /// Leaves it nothing to earn: rejects it while it is pending, and reverses it once it is
    /// approved.
    public ConversionOutcome takeBack(LockedConversion conversion, String reason) {
        ConversionMove move =
                conversion.state().status() == ConversionStatus.PENDING
                        ? new ConversionMove.Reject()
                        : new ConversionMove.Reverse();
        return move(conversion, move, reason);
    }

    /// Has it wait for a person no longer; where it stands, it stays.
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
