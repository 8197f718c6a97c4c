package com.afftok.edge.sale.price;

import com.afftok.edge.sale.Report;
import com.afftok.edge.sale.Report.Parties;
import com.afftok.shared.commission.Cap;
import com.afftok.shared.commission.Payout;
import com.afftok.shared.commission.PayoutType;
import com.afftok.shared.commission.Recruiter;
import com.afftok.shared.commission.statement.PricingStatements;
import com.afftok.shared.id.AccountId;
import com.afftok.shared.id.ClickId;
import com.afftok.shared.money.Currency;
import com.afftok.shared.money.Money;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the terms of a link's offer at a given time, and the recruiters of its promoter.
public final class SelectTerms {

    private SelectTerms() {}

    public static Future<Terms> execute(SqlConnection connection, Report report) {
        Parties parties = report.parties();
        OffsetDateTime agreedAt = agreedAt(report);
        Future<RowSet<Row>> offer =
                connection
                        .preparedQuery(PricingStatements.TERMS)
                        .execute(Tuple.of(parties.link().value(), agreedAt));
        Future<SelectRules.Rules> rules = SelectRules.execute(connection, parties, agreedAt);
        Future<List<Cap>> caps = SelectCaps.execute(connection, parties, agreedAt);
        return Future.all(offer, rules, caps)
                .map(_ -> terms(offer.result().iterator().next(), rules.result(), caps.result()));
    }

    /// The terms at the time of the click or, without a click, of the report.
    private static OffsetDateTime agreedAt(Report report) {
        ClickId click = report.click();
        Instant at = click == null ? report.receivedAt() : click.time();
        return at.atOffset(ZoneOffset.UTC);
    }

    private static Terms terms(Row row, SelectRules.Rules rules, List<Cap> caps) {
        List<Recruiter> recruiters = new ArrayList<>();
        for (int level = 1; level <= Recruiter.MAX_LEVEL; level++) {
            Recruiter recruiter = recruiter(row, level);
            if (recruiter != null) {
                recruiters.add(recruiter);
            }
        }
        String source = row.getString("source");
        return new Terms(
                new Payout(
                        PayoutType.find(row.getString("payout_type")).orElseThrow(),
                        Money.rounded(
                                new BigDecimal(row.getString("payout")),
                                Currency.of(row.getString("currency"))),
                        new BigDecimal(row.getString("percent"))),
                row.getString("category"),
                List.of(row.getArrayOfStrings("goals")),
                Duration.ofDays(row.getInteger("attribution_days")),
                Duration.ofDays(row.getInteger("holding_days")),
                Duration.ofSeconds(row.getInteger("min_seconds_to_conversion")),
                row.getBoolean("active"),
                recruiters,
                rules.readable(),
                rules.complete(),
                caps,
                source == null ? "" : source,
                new BigDecimal(row.getString("fee_percent")));
    }

    /// A banned or closed account earns nothing; the recruiters above it do.
    private static @Nullable Recruiter recruiter(Row row, int level) {
        Long id = row.getLong("id" + level);
        String percent = row.getString("percent" + level);
        return id == null || percent == null || !"active".equals(row.getString("status" + level))
                ? null
                : new Recruiter(level, new AccountId(id), new BigDecimal(percent));
    }
}
