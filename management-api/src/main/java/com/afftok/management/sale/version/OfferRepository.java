package com.afftok.management.sale.version;

import static org.jooq.impl.DSL.field;

import com.afftok.management.platform.statement.Columns;
import com.afftok.management.platform.statement.Filters;
import com.afftok.management.platform.statement.Statements;
import com.afftok.shared.id.AccountId;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The statements about offers whose terms change.
@Singleton
public final class OfferRepository {

    private static final Columns<OfferRow> ROW = Columns.of(OfferRow.class);

    private final Statements statements;

    OfferRepository(Statements statements) {
        this.statements = statements;
    }

    /// The offer.
    ///
    /// @param advertiser restricts it to this advertiser's; null for all
    public Optional<OfferRow> find(long id, @Nullable AccountId advertiser) {
        return statements
                .list(
                        ROW,
                        sql ->
                                sql.select(ROW.all())
                                        .from("offers")
                                        .where(
                                                new Filters()
                                                        .is(field("id", Long.class), id)
                                                        .is(
                                                                field("advertiser_id", Long.class),
                                                                advertiser == null
                                                                        ? null
                                                                        : advertiser.value())
                                                        .all()))
                .stream()
                .findFirst();
    }

    /// Whether the promoter has a link of the offer.
    public boolean isPromotedBy(long offer, long promoter) {
        return statements.count(sql ->
                sql.selectCount()
                        .from("user_offers")
                        .where(
                                field("offer_id", Long.class).eq(offer),
                                field("promoter_id", Long.class).eq(promoter)))
                > 0;
    }

    /// Those of some promoters who have a link of the offer.
    public Set<Long> promotersAmong(long offer, Collection<Long> promoters) {
        return Set.copyOf(
                statements.run(sql ->
                        sql.selectDistinct(field("promoter_id", Long.class))
                                .from("user_offers")
                                .where(
                                        field("offer_id", Long.class).eq(offer),
                                        field("promoter_id", Long.class).in(promoters))
                                .fetch(field("promoter_id", Long.class))));
    }

    /// Changes the terms of an offer one after the other, until the end of the transaction.
    public void lockTerms(long offer) {
        statements.run(sql ->
                sql.execute(
                        "select pg_advisory_xact_lock(hashtextextended('terms of offer', ?))",
                        offer));
    }

    /// The time of the transaction, which the database compares with the times of versions.
    public Instant now() {
        return statements.run(sql ->
                Objects.requireNonNull(
                        sql.select(field("now()", Instant.class)).fetchSingle().value1()));
    }
}
