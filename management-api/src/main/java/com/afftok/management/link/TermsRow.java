package com.afftok.management.link;

import com.afftok.management.offer.Destination;
import io.micronaut.core.annotation.Introspected;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an offer says about links to it, to one promoter.
///
/// @param joined the status of the promoter's part in it, or null
@Introspected
record TermsRow(
        String status, String destinationUrl, List<String> allowedHosts, @Nullable String joined) {

    /// Whether a link may lead there: to the host of the offer's own destination, or to one that it
    /// names.
    boolean admits(Destination deepLink) {
        Destination own = Destination.parse(destinationUrl);
        return allowedHosts.contains(deepLink.host())
                || (own != null && own.host().equals(deepLink.host()));
    }
}
