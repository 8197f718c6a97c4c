package com.afftok.edge.sale.record;

import com.afftok.edge.sale.ClickDetails;
import com.afftok.edge.sale.Decision;
import com.afftok.edge.sale.Detail;
import com.afftok.edge.sale.Problem;
import com.afftok.edge.sale.Recorded;
import com.afftok.edge.sale.Report;
import com.afftok.edge.sale.price.Terms;
import com.afftok.shared.conversion.ConversionSource;
import com.afftok.shared.conversion.ConversionStatus;
import com.afftok.shared.error.ErrorCode;
import com.afftok.shared.id.ClickId;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Decides the status of a new conversion.
///
/// A click that is not found is treated as valid, because shops see the ids of valid clicks alone;
/// `LateClickJob` checks it again when it is written. If the commission depends on the missing
/// data, the conversion is held for review.
final class DecideConversion {

    /// The upper limit of every offer's attribution time.
    static final Duration OLDEST_CLICK = Duration.ofDays(30);

    /// Tolerance for sales that seem earlier than their click, because of clocks and time zones of
    /// shops.
    private static final Duration CLOCKS_DIFFER = Duration.ofDays(1);

    private DecideConversion() {}

    static Decision of(Report report, Terms terms, @Nullable ClickDetails clicked) {
        ConversionStatus asked = report.status().beginning();
        if (asked == null) {
            return refuse(ErrorCode.CONV_005, Problem.NOTHING_TO_REFUND.with("status"));
        }
        ClickId click = report.click();
        Duration age = click == null ? Duration.ZERO : age(click, report.receivedAt());
        if (age.compareTo(OLDEST_CLICK) > 0) {
            return refuse(
                    ErrorCode.CONV_003,
                    Problem.CLICK_TOO_OLD.with("click_id", OLDEST_CLICK.toDays()));
        }
        if (age.compareTo(terms.attribution()) > 0) {
            return refuse(
                    ErrorCode.CONV_003,
                    Problem.CLICK_NOT_ATTRIBUTED.with("click_id", terms.attribution().toDays()));
        }
        if (clicked != null && clicked.refused()) {
            return refuse(ErrorCode.CONV_004, clicked.refusal());
        }
        String goal = report.details().goal();
        if (!goal.isEmpty() && !terms.goals().isEmpty() && !terms.goals().contains(goal)) {
            return refuse(ErrorCode.CONV_005, Problem.NO_GOAL.with("goal"));
        }
        if (asked == ConversionStatus.REJECTED) {
            return new Decision.Accept(asked, false, null, null);
        }
        if (click != null && age.compareTo(terms.soonest()) < 0) {
            return hold("too_fast");
        }
        if (!terms.rulesComplete()) {
            return hold("rule_not_readable");
        }
        if (!terms.promoterActive()) {
            return hold("promoter_not_active");
        }
        if (click != null && clicked == null && terms.dependOnClick()) {
            return hold("click_not_found");
        }
        Instant occurredAt = report.details().occurredAt();
        if (click != null
                && occurredAt != null
                && occurredAt.isBefore(click.time().minus(CLOCKS_DIFFER))) {
            return hold("before_click");
        }
        return new Decision.Accept(
                asked,
                false,
                null,
                asked == ConversionStatus.PENDING && report.source() == ConversionSource.POSTBACK
                        ? report.receivedAt().plus(terms.holding())
                        : null);
    }

    /// Zero if the clock of the click's edge is ahead.
    private static Duration age(ClickId click, Instant at) {
        Duration age = Duration.between(click.time(), at);
        return age.isNegative() ? Duration.ZERO : age;
    }

    private static Decision hold(String reason) {
        return new Decision.Accept(ConversionStatus.PENDING, true, reason, null);
    }

    private static Decision refuse(ErrorCode code, Detail detail) {
        return new Decision.Refuse(new Recorded.Refused(code, detail));
    }
}
