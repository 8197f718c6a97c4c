package com.afftok.edge.sale.attribute;

import com.afftok.edge.link.Link;
import com.afftok.shared.id.ClickId;
import org.jspecify.annotations.Nullable;

/// Where a sale came from.
public sealed interface Origin {

    /// It came through this link.
    ///
    /// @param click null where a link code or a coupon told
    record Known(Link link, @Nullable ClickId click) implements Origin {}

    record Unknown(String field, String why) implements Origin {}

    /// PostgreSQL would have to be asked, and can't be.
    record Unreachable() implements Origin {}

    Unknown NO_CLICK = new Unknown(ReadParameters.CLICK_ID, "There is no such click.");
    Unknown NO_COUPON = new Unknown("coupon", "There is no such coupon.");
    Unreachable UNREACHABLE = new Unreachable();
}
