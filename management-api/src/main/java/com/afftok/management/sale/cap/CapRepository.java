package com.afftok.management.sale.cap;

import com.afftok.management.platform.statement.Statements;
import com.afftok.management.sale.version.Effect;
import com.afftok.management.sale.version.OfferRow;
import com.afftok.management.sale.version.VersionTable;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The statements about caps.
@Singleton
public final class CapRepository extends VersionTable<CapRow> {

    private static final String INSERT =
            """
            insert into commission_caps (
                series_id, advertiser_id, offer_id, promoter_id, period, max_conversions, max_amount,
                currency, effective_from, effective_until, version)
            values (?, ?, ?, ?, ?, ?, ?, ?, cast(? as timestamptz), cast(? as timestamptz), ?)
            returning id
            """;

    private static final String OF_KIND =
            """
            select id from commission_caps
             where series_id = id and offer_id = ? and promoter_id is not distinct from ?
               and period = ? and currency is not distinct from ?
            """;

    private final Statements statements;

    CapRepository(Statements statements) {
        super(statements, "commission_caps", CapRow.class);
        this.statements = statements;
    }

    /// Inserts a version.
    ///
    /// @param series null for the first version
    long insert(
            @Nullable Long series,
            OfferRow offer,
            @Nullable Long promoter,
            String period,
            CapMaximum maximum,
            Effect effect,
            int version) {
        return statements.run(sql ->
                sql.fetchSingle(
                                INSERT,
                                series,
                                offer.advertiserId(),
                                offer.id(),
                                promoter,
                                period,
                                maximum.maxConversions(),
                                maximum.maxAmount(),
                                maximum.currency(),
                                effect.start(),
                                effect.until(),
                                version)
                        .get(0, long.class));
    }

    /// The cap of the same kind, which may have ended.
    Optional<CapRow> ofKind(
            long offer, @Nullable Long promoter, String period, @Nullable String currency) {
        return statements
                .run(sql ->
                        sql.fetchOptional(OF_KIND, offer, promoter, period, currency)
                                .map(row -> row.get(0, long.class)))
                .flatMap(id -> find(id, null));
    }
}
