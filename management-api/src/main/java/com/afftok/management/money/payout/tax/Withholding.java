package com.afftok.management.money.payout.tax;

import com.afftok.management.platform.statement.Columns;
import com.afftok.management.platform.statement.Statements;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;

/// The tax that is withheld from a promoter's payouts.
///
/// The country is that of the tax profile, or else of the account. A promoter that claims a treaty
/// has the rate of the treaty, else one with a tax id that of a tax id, else the rate of all, as
/// far as the country has such rates.
@Singleton
public final class Withholding {

    private static final Columns<Tax> TAX = Columns.of(Tax.class);

    private static final String OF =
            """
            with promoter as (
                select coalesce(p.country, a.country) as country, p.tax_id is not null as has_tax_id,
                       coalesce(p.treaty, false) as has_treaty
                  from accounts a
                  left join lateral (select country, tax_id, treaty from tax_profiles
                                      where promoter_id = a.id order by version desc limit 1) p on true
                 where a.id = ?)
            select r.country, r.percent
              from promoter p
              join withholding_rates r on r.country = p.country and r.valid_from <= cast(? as timestamptz)
             where r.basis = 'none' or (r.basis = 'tax_id' and p.has_tax_id)
                or (r.basis = 'treaty' and p.has_treaty)
             order by case r.basis when 'treaty' then 1 when 'tax_id' then 2 else 3 end,
                      r.valid_from desc
             limit 1
            """;

    private final Statements statements;

    Withholding(Statements statements) {
        this.statements = statements;
    }

    /// The rate at a time; empty if the country has none.
    public Optional<Tax> of(long promoter, Instant at) {
        return statements.list(TAX, sql -> sql.resultQuery(OF, promoter, at)).stream().findFirst();
    }
}
