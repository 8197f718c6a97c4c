package com.afftok.management.sale.recruiter;

import com.afftok.management.access.Caller;
import com.afftok.management.sale.decision.Actor;
import com.afftok.management.sale.version.Changed;
import com.afftok.management.sale.version.OfferRepository;
import com.afftok.management.sale.version.OfferRow;
import com.afftok.management.trust.audit.Audit;
import com.afftok.management.trust.audit.AuditedObject;
import com.afftok.shared.error.ErrorCode;
import com.afftok.shared.id.OfferId;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.Optional;

/// Changes the shares of recruiters for later clicks.
@Singleton
final class Rates {

    private final OfferRateRepository rates;
    private final OfferRepository offers;
    private final Audit audit;
    private final TransactionOperations<Connection> transactions;

    Rates(
            OfferRateRepository rates,
            OfferRepository offers,
            Audit audit,
            TransactionOperations<Connection> transactions) {
        this.rates = rates;
        this.offers = offers;
        this.audit = audit;
        this.transactions = transactions;
    }

    /// Empty if there is no such offer of the caller.
    Optional<RateRow> of(Caller caller, OfferId id) {
        return offers.find(id.value(), Actor.advertiser(caller))
                .map(offer -> rates.current(offer.id()));
    }

    Changed<RateRow> change(Caller caller, OfferId id, OfferRates.Request wanted) {
        return transactions.executeWrite(_ -> {
            Optional<OfferRow> offer = offers.find(id.value(), Actor.advertiser(caller));
            if (offer.isEmpty()) {
                return Changed.refused(ErrorCode.OFFER_001);
            }
            offers.lockTerms(id.value());
            RateRow before = rates.current(id.value());
            if (before.version() != wanted.version()) {
                return new Changed.Conflict<>(ErrorCode.STATE_001, before);
            }
            rates.insert(offer.get(), before.version() + 1, wanted.known());
            RateRow after = rates.current(id.value());
            audit.noteMoney(
                    caller,
                    "offer.recruiter_rates",
                    AuditedObject.of("offer", id.value()),
                    OfferRates.View.of(before),
                    OfferRates.View.of(after));
            return new Changed.Saved<>(after);
        });
    }
}
