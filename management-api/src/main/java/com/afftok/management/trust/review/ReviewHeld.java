package com.afftok.management.trust.review;

import com.afftok.management.access.Caller;
import com.afftok.management.sale.conversion.ClickNames;
import com.afftok.management.sale.decision.LockedConversion;
import com.afftok.management.sale.decision.MoveConversion;
import com.afftok.management.trust.audit.Audit;
import com.afftok.management.trust.audit.AuditedObject;
import com.afftok.shared.id.ConversionId;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.Optional;

/// Decides about conversions held for review.
@Singleton
final class ReviewHeld {

    private final ReviewRepository reviews;
    private final MoveConversion conversions;
    private final ClickNames names;
    private final Audit audit;
    private final TransactionOperations<Connection> transactions;

    ReviewHeld(
            ReviewRepository reviews,
            MoveConversion conversions,
            ClickNames names,
            Audit audit,
            TransactionOperations<Connection> transactions) {
        this.reviews = reviews;
        this.conversions = conversions;
        this.names = names;
        this.audit = audit;
        this.transactions = transactions;
    }

    sealed interface Outcome {

        /// The conversion after the decision, as far as the caller may see it.
        record Decided(ReviewedConversionView after) implements Outcome {}

        record Unknown() implements Outcome {}

        record NotHeld() implements Outcome {}
    }

    /// Releases the conversion; it continues in its status.
    Outcome release(Caller.Admin caller, ConversionId id, String reason) {
        return decide(
                caller,
                id,
                "conversion.release",
                conversion -> conversions.release(caller, conversion, reason));
    }

    /// Rejects a pending conversion, and reverses an approved one.
    Outcome reject(Caller.Admin caller, ConversionId id, String reason) {
        return decide(
                caller,
                id,
                "conversion.reject",
                conversion -> conversions.takeBack(caller, conversion, reason));
    }

    private interface Deed {
        void on(LockedConversion conversion);
    }

    private Outcome decide(Caller.Admin caller, ConversionId id, String action, Deed deed) {
        return transactions.executeWrite(_ -> {
            Optional<LockedConversion> found = conversions.lock(id);
            if (found.isEmpty()) {
                return new Outcome.Unknown();
            }
            if (!found.get().needsReview()) {
                return new Outcome.NotHeld();
            }
            ReviewedConversionView before = view(id);
            deed.on(found.get());
            ReviewedConversionView after = view(id);
            audit.note(caller, action, AuditedObject.of("conversion", id.value()), before, after);
            return new Outcome.Decided(after.shownTo(caller));
        });
    }

    private ReviewedConversionView view(ConversionId id) {
        return ReviewedConversionView.of(reviews.conversion(id.value()).orElseThrow(), names);
    }
}
