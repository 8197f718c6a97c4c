package com.afftok.edge.guard.score;

import com.afftok.shared.fraud.FraudRules.StuffingRules;
import java.util.List;

/// Whether a request for a tracking link was made by a page instead of a person: as an image,
/// script or hidden frame.
///
/// A navigation without `Sec-Fetch-User` proves nothing, because redirects by script or meta tag
/// and built-in browsers of apps do not send it. A frame without it proves stuffing.
final class SpotStuffing {

    private SpotStuffing() {}

    static boolean isNoNavigation(Signals click, StuffingRules rules) {
        String dest = click.secFetchDest();
        if (!dest.isEmpty() && !dest.equals("document")) {
            if (rules.destinations().contains(dest)) {
                return true;
            }
            if (rules.frames().contains(dest) && !click.secFetchUser().equals("?1")) {
                return true;
            }
        }
        String mode = click.secFetchMode();
        if (!mode.isEmpty() && !mode.equals("navigate") && rules.modes().contains(mode)) {
            return true;
        }
        return acceptsNoPage(click.accept(), rules.accepted());
    }

    /// Browsers without `Sec-Fetch` headers still send `Accept`.
    private static boolean acceptsNoPage(String accept, List<String> beginnings) {
        if (accept.isEmpty() || accept.startsWith("text/html")) {
            return false;
        }
        for (int i = 0; i < beginnings.size(); i++) {
            if (accept.startsWith(beginnings.get(i))) {
                return !accept.contains("text/html");
            }
        }
        return false;
    }
}
