package com.afftok.management.money.advertiser;

import com.afftok.management.platform.statement.Columns;
import com.afftok.management.platform.statement.Statements;
import io.micronaut.core.annotation.Introspected;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The statements that compare the limits of advertisers with their balances.
@Singleton
final class StopRepository {

    private static final Columns<ChangeRow> CHANGE = Columns.of(ChangeRow.class);

    private static final String ALONE =
            "select pg_try_advisory_xact_lock(hashtextextended('stops of advertisers', 0))";

    private static final String COMPARE =
            """
            with used_up as (
                select l.advertiser_id, l.currency
                  from advertiser_limits l
                 cross join lateral (
                       select coalesce(sum(b.advertiser), 0) as balance from account_balances b
                        where b.owner_id = l.advertiser_id and b.currency = l.currency) b
                 where b.balance + l.credit_limit <= 0),
            stopped as (
                insert into advertiser_stops (advertiser_id, currency)
                select u.advertiser_id, u.currency from used_up u
                 where not exists (select from advertiser_stops s
                                    where s.advertiser_id = u.advertiser_id
                                      and s.currency = u.currency)
                returning advertiser_id, currency),
            started as (
                delete from advertiser_stops s
                 where not exists (select from used_up u
                                    where u.advertiser_id = s.advertiser_id
                                      and u.currency = s.currency)
                returning s.advertiser_id, s.currency),
            changed as (
                select advertiser_id, currency, true as stops from stopped
                 union all
                select advertiser_id, currency, false from started)
            select c.advertiser_id, c.currency, c.stops, o.id as offer_id
              from changed c
              left join offers o
                on o.advertiser_id = c.advertiser_id and o.currency = c.currency
               and o.status = 'active'
             order by c.advertiser_id, c.currency, o.id
            """;

    private final Statements statements;

    StopRepository(Statements statements) {
        this.statements = statements;
    }

    /// An advertiser that stops or starts, with one of its active offers.
    ///
    /// @param offerId null if it has none
    @Introspected
    record ChangeRow(long advertiserId, String currency, boolean stops, @Nullable Long offerId) {}

    /// Whether no other instance compares until the end of the transaction.
    boolean alone() {
        return statements.run(sql -> sql.resultQuery(ALONE).fetchSingle().get(0, boolean.class));
    }

    List<ChangeRow> compare() {
        return statements.list(CHANGE, sql -> sql.resultQuery(COMPARE));
    }
}
