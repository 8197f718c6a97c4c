package com.afftok.edge.sale.statements;

import com.afftok.edge.sale.Report;
import com.afftok.edge.sale.ReportedStatus;
import com.afftok.shared.conversion.ConversionSource;
import com.afftok.shared.id.ClickId;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;

/// Releases a transaction id claimed by a browser, for the signed report of the same transaction.
///
/// Anybody with a click can claim any transaction id. If a signed report moved the claim, the
/// claimant would be paid for another promoter's sale, or prevent its recording. So a report never
/// approves a claim; a reviewer can.
public final class SupersedeClaim {

    private static final String SQL =
            """
            update conversions
               set superseded = true, status_reason = 'superseded', version = version + 1
             where advertiser_id = $1 and id = $2
            """;

    private SupersedeClaim() {}

    /// Whether a report creates a new conversion although its transaction exists. A signed pending
    /// report always does, because it is approved automatically later, unlike a claim.
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

    /// Call it after the rejection.
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
