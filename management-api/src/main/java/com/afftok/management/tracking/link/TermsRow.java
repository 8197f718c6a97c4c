package com.afftok.management.tracking.link;

import com.afftok.management.tracking.offer.Destination;
import com.afftok.shared.link.DeepLink;
import io.micronaut.core.annotation.Introspected;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The terms of an offer for the links of one promoter.
///
/// @param joined the status of the promoter's application, or null
@Introspected
record TermsRow(
        String status, String destinationUrl, List<String> allowedHosts, @Nullable String joined) {

    boolean isJoined() {
        return "active".equals(joined);
    }

    boolean admits(Destination deepLink) {
        return DeepLink.isAdmitted(deepLink.url(), destinationUrl, allowedHosts);
    }
}
