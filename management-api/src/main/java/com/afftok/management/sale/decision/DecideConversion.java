package com.afftok.management.sale.decision;

import com.afftok.management.access.Caller;
import com.afftok.management.platform.request.Detail;
import com.afftok.management.sale.conversion.ConversionDetails;
import com.afftok.management.sale.conversion.ShowConversion;
import com.afftok.management.sale.decision.Decision.Verdict;
import com.afftok.management.trust.audit.Audit;
import com.afftok.management.trust.audit.AuditedObject;
import com.afftok.shared.id.ConversionId;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Decides about one conversion: an advertiser about its own, an administrator about all.
@Singleton
final class DecideConversion {

    private final MoveConversion conversions;
    private final ShowConversion show;
    private final Audit audit;
    private final TransactionOperations<Connection> transactions;

    DecideConversion(
            MoveConversion conversions,
            ShowConversion show,
            Audit audit,
            TransactionOperations<Connection> transactions) {
        this.conversions = conversions;
        this.show = show;
        this.audit = audit;
        this.transactions = transactions;
    }

    sealed interface Outcome {

        /// The conversion is as it was decided, now or before.
        record Decided(ConversionDetails now) implements Outcome {}

        /// There is none, or none of the caller.
        record Unknown() implements Outcome {}

        /// The conversion has moved on.
        record Impossible(Detail why, ConversionDetails now) implements Outcome {}

        record Invalid(Detail why) implements Outcome {}
    }

    Outcome decide(Caller caller, ConversionId id, Decision decision, @Nullable String reason) {
        return transactions.executeWrite(_ -> {
            Optional<LockedConversion> found = lock(caller, id);
            if (found.isEmpty()) {
                return new Outcome.Unknown();
            }
            ConversionDetails before = show.to(caller, id).orElseThrow();
            return switch (decision.on(found.get())) {
                case Verdict.Nothing _ -> new Outcome.Decided(before);
                case Verdict.Impossible(Detail why) -> new Outcome.Impossible(why, before);
                case Verdict.Invalid(Detail why) -> new Outcome.Invalid(why);
                case Verdict.Allowed(List<MoveConversion.Change> changes) -> {
                    conversions.write(Actor.of(caller), changes, reason);
                    ConversionDetails after = show.to(caller, id).orElseThrow();
                    audit.note(
                            caller,
                            "conversion." + decision.label(),
                            AuditedObject.of("conversion", id.value()),
                            before.conversion(),
                            after.conversion());
                    yield new Outcome.Decided(after);
                }
            };
        });
    }

    private Optional<LockedConversion> lock(Caller caller, ConversionId id) {
        return conversions.lock(List.of(id), Actor.advertiser(caller)).stream().findFirst();
    }
}
