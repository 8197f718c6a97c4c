package com.afftok.edge.sale.statements;

import com.afftok.edge.sale.ClickDetails;
import com.afftok.edge.sale.Parties;
import com.afftok.edge.sale.Report;
import com.afftok.shared.click.Tags;
import com.afftok.shared.conversion.ConversionSource;
import com.afftok.shared.id.ClickId;
import org.jspecify.annotations.Nullable;

/// What of a conversion never changes and webhooks are told; "" where nothing is known.
///
/// @param source who reported it
/// @param parties who earns, whatever a later report says
/// @param click null where it was attributed without one
public record Sold(
        ConversionSource source,
        String transaction,
        Parties parties,
        @Nullable ClickId click,
        String goal,
        String coupon,
        String country,
        String device,
        Tags tags) {

    public static Sold of(Report report, @Nullable ClickDetails clicked) {
        return new Sold(
                report.source(),
                report.transaction(),
                report.parties(),
                report.click(),
                report.details().goal(),
                report.details().coupon(),
                clicked == null ? "" : clicked.country(),
                clicked == null ? "" : clicked.device(),
                clicked == null ? Tags.NONE : clicked.tags());
    }
}
