package com.afftok.management.sale.recruiter;

import static org.jooq.impl.DSL.val;

import com.afftok.management.platform.statement.Columns;
import com.afftok.management.platform.statement.Statements;
import com.afftok.management.sale.version.OfferRow;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.List;

/// The statements about the shares of recruiters in the commissions of offers.
@Singleton
final class OfferRateRepository {

    private static final Columns<RateRow> ROW = Columns.of(RateRow.class);

    /// Those of the platform, if the offer has none.
    private static final String CURRENT =
            """
            (select version, percent1, percent2, percent3, effective_from
              from offer_recruiter_rates
             where offer_id = {0}
             union all
            select 0, coalesce(sum(percent) filter (where level = 1), 0),
                   coalesce(sum(percent) filter (where level = 2), 0),
                   coalesce(sum(percent) filter (where level = 3), 0), null
              from recruiter_rates
             order by version desc
             limit 1) as rates
            """;

    private static final String INSERT =
            """
            insert into offer_recruiter_rates (
                advertiser_id, offer_id, version, percent1, percent2, percent3, effective_from)
            values (?, ?, ?, ?, ?, ?, now())
            """;

    private final Statements statements;

    OfferRateRepository(Statements statements) {
        this.statements = statements;
    }

    RateRow current(long offer) {
        return statements
                .list(ROW, sql -> sql.select(ROW.all()).from(CURRENT, val(offer)))
                .getFirst();
    }

    void insert(OfferRow offer, int version, List<BigDecimal> percents) {
        statements.run(sql ->
                sql.execute(
                        INSERT,
                        offer.advertiserId(),
                        offer.id(),
                        version,
                        percents.get(0),
                        percents.get(1),
                        percents.get(2)));
    }
}
