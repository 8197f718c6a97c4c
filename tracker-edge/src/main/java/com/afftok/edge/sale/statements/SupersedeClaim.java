package com.afftok.edge.sale.statements;

import com.afftok.edge.sale.Report;
import com.afftok.edge.sale.ReportedStatus;
import com.afftok.shared.conversion.ConversionSource;
import com.afftok.shared.id.ClickId;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;

/// Takes a transaction id from what a browser claimed, for the signed report of the same
/// transaction.
///
/// Anybody with a click can claim any transaction id. Were the claim what a signed report then
/// moves, the claimant would be paid for somebody else's sale, or keep it from being recorded at
/// all. So a claim is never approved by a report; a person may approve it.
public final class SupersedeClaim {

    private static final String SQL =
            """
            update conversions
               set superseded = true, status_reason = 'superseded', version = version + 1
             where advertiser_id = $1 and id = $2
            """;

    private SupersedeClaim() {}

    /// Whether a report begins anew although its transaction is there. A signed one that is pending
    /// does so always, for it approves itself after a while, which no claim does.
    public static boolean isDue(Report report, StoredConversion there) {
        if (!there.sold().source().claims()
                || report.source() != ConversionSource.POSTBACK
                || report.status().beginning() == null) {
            return false;
        }
        return switch (there.state().status()) {
            case PENDING -> report.status() != ReportedStatus.REJECTED || !isSame(report, there);
            case REJECTED -> !isSame(report, there);
            case APPROVED, REVERSED -> false;
        };
    }

    /// After it was rejected.
    public static Future<?> execute(SqlConnection connection, StoredConversion there) {
        return connection
                .preparedQuery(SQL)
                .execute(Tuple.of(there.parties().advertiser().value(), there.id().value()));
    }

    private static boolean isSame(Report report, StoredConversion there) {
        ClickId click = report.click();
        return report.parties().equals(there.parties())
                && (click == null || click.equals(there.sold().click()))
                && report.amount().equals(there.state().sold());
    }
}
