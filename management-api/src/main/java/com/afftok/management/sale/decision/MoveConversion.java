package com.afftok.management.sale.decision;

import com.afftok.management.access.Caller;
import com.afftok.management.money.ledger.BookEntries;
import com.afftok.management.sale.conversion.ClickNames;
import com.afftok.management.sale.decision.MoveRepository.EventRow;
import com.afftok.management.sale.decision.MoveRepository.MoveRow;
import com.afftok.management.sale.decision.MoveRepository.TakenBackRow;
import com.afftok.shared.conversion.ConversionMove;
import com.afftok.shared.conversion.ConversionOutcome;
import com.afftok.shared.conversion.ConversionOutcome.Moved;
import com.afftok.shared.conversion.ConversionStatus;
import com.afftok.shared.conversion.move.MovedConversion;
import com.afftok.shared.id.AccountId;
import com.afftok.shared.id.ClickId;
import com.afftok.shared.id.ConversionId;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Moves conversions by a decision of a person: status, commissions, ledger and webhook events, in
/// the transaction of the caller, with a fixed number of statements however many they are. The
/// edges make the moves of postbacks.
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
        return lock(List.of(id), null).stream().findFirst();
    }

    /// Locks the conversions, in the order of their ids.
    ///
    /// @param advertiser restricts them to this advertiser's; null for all
    public List<LockedConversion> lock(
            Collection<ConversionId> ids, @Nullable AccountId advertiser) {
        return withShares(conversions.lock(ids, advertiser));
    }

    /// Locks all conversions of a click.
    public List<LockedConversion> lockOfClick(AccountId advertiser, UUID click) {
        return withShares(conversions.lockOfClick(advertiser.value(), click));
    }

    private ConversionOutcome move(
            Caller caller,
            LockedConversion conversion,
            ConversionMove move,
            @Nullable String reason) {
        ConversionOutcome outcome = conversion.state().move(move);
        if (outcome instanceof Moved moved) {
            write(Actor.of(caller), List.of(new Change(conversion, moved)), reason);
        }
        return outcome;
    }

    /// Cancels its earnings: rejects it if it is pending, and reverses it if it is approved.
    public ConversionOutcome takeBack(Caller caller, LockedConversion conversion, String reason) {
        ConversionMove move =
                conversion.state().status() == ConversionStatus.PENDING
                        ? new ConversionMove.Reject()
                        : new ConversionMove.Reverse();
        return move(caller, conversion, move, reason);
    }

    /// Ends its hold for review; the status remains.
    public void release(Caller caller, LockedConversion conversion, String reason) {
        UUID click = conversion.click();
        conversions.release(
                conversion.advertiser().value(),
                conversion.id().value(),
                click == null ? null : ClickId.from(click).time(),
                reason,
                Actor.of(caller).name());
    }

    /// A permitted move of a locked conversion, with its effects.
    public record Change(LockedConversion conversion, MovedConversion effects) {

        Change(LockedConversion conversion, Moved moved) {
            this(conversion, MovedConversion.byPerson(conversion.events(), moved));
        }

        /// The conversion after the move.
        LockedConversion after() {
            return conversion.moved(effects);
        }

        private long advertiser() {
            return conversion.advertiser().value();
        }

        private long id() {
            return conversion.id().value();
        }

        private MoveRow row() {
            return new MoveRow(
                    advertiser(),
                    id(),
                    effects.state().status().label(),
                    effects.state().refunded().toBigDecimal(),
                    effects.takenBack().promoter().toBigDecimal(),
                    effects.needsReview());
        }

        private Stream<TakenBackRow> takenBack() {
            return effects.takesBack()
                    ? effects.takenBack().shares().stream()
                            .map(share ->
                                    new TakenBackRow(
                                            advertiser(),
                                            id(),
                                            share.level(),
                                            share.amount().toBigDecimal()))
                    : Stream.empty();
        }
    }

    /// Writes permitted moves of locked conversions; several of one conversion in their order.
    public void write(Actor actor, List<Change> changes, @Nullable String reason) {
        rounds(changes).forEach(round -> writeTogether(actor, round, reason));
    }

    /// The first move of each conversion, then the second one of each that has two, and so on.
    private static List<List<Change>> rounds(List<Change> changes) {
        Map<Long, Integer> moves = new HashMap<>();
        List<List<Change>> rounds = new ArrayList<>();
        for (Change change : changes) {
            int round = moves.merge(change.id(), 1, Integer::sum) - 1;
            if (round == rounds.size()) {
                rounds.add(new ArrayList<>());
            }
            rounds.get(round).add(change);
        }
        return rounds;
    }

    /// Writes moves of different conversions.
    private void writeTogether(Actor actor, List<Change> changes, @Nullable String reason) {
        conversions.move(changes.stream().map(Change::row).toList(), reason, actor.name());
        List<TakenBackRow> takenBack = changes.stream().flatMap(Change::takenBack).toList();
        if (!takenBack.isEmpty()) {
            conversions.takeBack(takenBack);
        }
        ledger.book(
                changes.stream().flatMap(change -> change.effects().bookings().stream()).toList());
        conversions.tell(changes.stream().map(this::event).toList());
    }

    private EventRow event(Change change) {
        UUID click = change.conversion().click();
        MovedConversion effects = change.effects();
        return new EventRow(
                effects.event().label(),
                change.advertiser(),
                change.id(),
                click == null ? null : clicks.code(click),
                effects.state().sold().currency().digits(),
                effects.takenBack().promoter().currency().digits());
    }

    private List<LockedConversion> withShares(List<MovableRow> rows) {
        if (rows.isEmpty()) {
            return List.of();
        }
        Map<Long, List<ShareRow>> shares =
                conversions.shares(rows).stream()
                        .collect(Collectors.groupingBy(ShareRow::conversionId));
        List<LockedConversion> locked = new ArrayList<>();
        for (MovableRow row : rows) {
            locked.add(LockedConversion.of(row, shares.getOrDefault(row.id(), List.of())));
        }
        return locked;
    }
}
