package com.afftok.edge.sale.pixel;

import com.afftok.edge.sale.Detail;
import com.afftok.edge.sale.Problem;
import com.afftok.edge.sale.ReportedStatus;
import com.afftok.edge.sale.attribute.ReadParameters;
import com.afftok.edge.sale.attribute.ReadPostback;
import com.afftok.edge.sale.attribute.ReadPostback.Postback;
import com.afftok.edge.sale.pixel.EventCounts.PixelEvent;
import com.afftok.shared.code.ClickCodes;
import com.afftok.shared.error.ErrorCode;
import com.afftok.shared.id.ClickId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Parses pixel requests. Of a purchase, it ignores parameters that a browser may not set: the
/// status, and a coupon in place of a click.
final class ReadPixel {

    /// The result of parsing.
    sealed interface Reading {

        /// An event other than a purchase.
        ///
        /// @param click null if none is named
        record Event(PixelEvent event, @Nullable ClickId click) implements Reading {}

        record Purchase(ClickId click, Postback sale) implements Reading {}

        record Wrong(ErrorCode code, List<Detail> problems) implements Reading {}
    }

    private static final String PURCHASE = "Purchase";
    private static final String PAGE_VIEW = "PageView";
    private static final List<String> SALE =
            List.of(
                    ReadParameters.CLICK_ID,
                    "transaction_id",
                    "amount",
                    "currency",
                    "coupon",
                    "goal",
                    "customer_type");

    private final ClickCodes clicks;

    ReadPixel(ClickCodes clicks) {
        this.clicks = clicks;
    }

    Reading of(Map<String, String> parameters, Instant now) {
        String given = parameters.getOrDefault(ReadParameters.CLICK_ID, "");
        String event = parameters.getOrDefault("event", PAGE_VIEW);
        ClickId click = clicks.verify(given);
        if (!event.equalsIgnoreCase(PURCHASE)) {
            return click == null && !given.isEmpty()
                    ? new Reading.Wrong(ErrorCode.CONV_004, List.of())
                    : new Reading.Event(PixelEvent.of(event), click);
        }
        if (given.isEmpty()) {
            return new Reading.Wrong(
                    ErrorCode.VALID_001, List.of(Problem.REQUIRED.with(ReadParameters.CLICK_ID)));
        }
        return switch (ReadPostback.of(sale(parameters), now)) {
            case ReadPostback.Reading.Wrong(ErrorCode code, var problems) ->
                    new Reading.Wrong(code, problems);
            case ReadPostback.Reading.Read(Postback sale) ->
                    click == null
                            ? new Reading.Wrong(ErrorCode.CONV_004, List.of())
                            : new Reading.Purchase(click, sale);
        };
    }

    private static Map<String, String> sale(Map<String, String> parameters) {
        Map<String, String> sale = new LinkedHashMap<>();
        for (String name : SALE) {
            String value = parameters.get(name);
            if (value != null) {
                sale.put(name, value);
            }
        }
        sale.put("status", ReportedStatus.PENDING.label());
        return sale;
    }
}
