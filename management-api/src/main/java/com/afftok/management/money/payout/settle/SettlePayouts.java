package com.afftok.management.money.payout.settle;

import com.afftok.management.money.ledger.BookEntries;
import com.afftok.management.money.ledger.PayoutSlices;
import com.afftok.management.money.payout.method.TellOwners;
import com.afftok.management.money.payout.settle.Fate.Result;
import com.afftok.management.platform.mail.MailKind;
import com.afftok.shared.id.AdminId;
import com.afftok.shared.id.PayoutId;
import com.afftok.shared.ledger.BusinessEvent;
import com.afftok.shared.ledger.PayoutSlice;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Ends payouts, in the transaction of the caller and in sets: their status, bookings, history and
/// a mail to the owners.
///
/// A settlement that was made before, or that the status does not allow, changes nothing.
@Singleton
public final class SettlePayouts {

    private static final String COMPLETED = "completed";
    private static final String RETURNED = "returned";
    private static final String NO_REFERENCE = "-";

    private final ChangeRepository payouts;
    private final PayoutSlices slices;
    private final BookEntries ledger;
    private final TellOwners owners;
    private final InstantSource clock;

    SettlePayouts(
            ChangeRepository payouts,
            PayoutSlices slices,
            BookEntries ledger,
            TellOwners owners,
            InstantSource clock) {
        this.payouts = payouts;
        this.slices = slices;
        this.ledger = ledger;
        this.owners = owners;
        this.clock = clock;
    }

    /// @param status after it
    record Move(SettledRow before, Settlement settlement, String status) {

        String action() {
            return switch (status) {
                case COMPLETED -> "complete";
                case RETURNED -> "return";
                default -> "fail";
            };
        }

        @Nullable String noted() {
            return status.equals(COMPLETED) ? settlement.reference() : settlement.reason();
        }
    }

    /// Their fates, in the same order.
    ///
    /// @param settlements of different payouts, which exist
    public List<Fate> settle(AdminId admin, List<Settlement> settlements) {
        List<Long> ids = settlements.stream().map(one -> one.payout().value()).toList();
        Map<Long, SettledRow> locked =
                payouts.lock(ids).stream()
                        .collect(Collectors.toMap(SettledRow::id, Function.identity()));
        List<Fate> fates = new ArrayList<>();
        List<Move> moves = new ArrayList<>();
        for (Settlement settlement : settlements) {
            SettledRow row = Objects.requireNonNull(locked.get(settlement.payout().value()));
            String after = row.after(settlement.end());
            if (after == null) {
                boolean had = row.had(settlement.end());
                fates.add(
                        new Fate(settlement, had ? Result.ALREADY : Result.REFUSED, row.status()));
            } else {
                moves.add(new Move(row, settlement, after));
                fates.add(new Fate(settlement, Result.APPLIED, after));
            }
        }
        if (!moves.isEmpty()) {
            write(admin, moves);
        }
        return fates;
    }

    private void write(AdminId admin, List<Move> moves) {
        var now = clock.instant();
        payouts.change(moves, now);
        payouts.note(moves, admin.value(), now);
        ledger.book(events(moves));
        moves.forEach(this::tell);
    }

    private List<BusinessEvent> events(List<Move> moves) {
        Map<PayoutId, List<PayoutSlice>> parts =
                slices.of(moves.stream().map(move -> move.before().payout()).toList());
        return moves.stream()
                .map(move -> event(move, parts.getOrDefault(move.before().payout(), List.of())))
                .toList();
    }

    private static BusinessEvent event(Move move, List<PayoutSlice> parts) {
        SettledRow row = move.before();
        return switch (move.status()) {
            case COMPLETED ->
                    new BusinessEvent.PayoutCompleted(
                            row.payout(), row.promoter(), row.money(), row.deductions(), parts);
            case RETURNED ->
                    new BusinessEvent.PayoutReturned(
                            row.payout(), row.promoter(), row.money(), row.deductions(), parts);
            default ->
                    new BusinessEvent.PayoutFailed(
                            row.payout(), row.promoter(), row.money(), parts);
        };
    }

    private void tell(Move move) {
        SettledRow row = move.before();
        Map<String, String> values = new LinkedHashMap<>();
        values.put("payout", Long.toString(row.id()));
        values.put("amount", row.money().toString());
        values.put("net", row.deductions().net(row.money()).toString());
        values.put(
                move.status().equals(COMPLETED) ? "reference" : "reason",
                Objects.requireNonNullElse(move.noted(), NO_REFERENCE));
        owners.tell(
                row.promoter(),
                switch (move.status()) {
                    case COMPLETED -> MailKind.PAYOUT_COMPLETED;
                    case RETURNED -> MailKind.PAYOUT_RETURNED;
                    default -> MailKind.PAYOUT_FAILED;
                },
                values);
    }
}
