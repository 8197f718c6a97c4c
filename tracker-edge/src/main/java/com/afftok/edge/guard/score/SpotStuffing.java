package com.afftok.edge.guard.score;

import com.afftok.shared.fraud.FraudRules.StuffingRules;
import java.util.List;

/// Whether a request for a tracking link was made by a page rather than by a person: as an image, a
/// script, a hidden frame.
///
/// A navigation without `Sec-Fetch-User` proves nothing: redirects by script or meta tag lack it,
/// and so does what an app opens in its built-in browser. A frame without it does: nobody asked for
/// the page in it.
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

    /// Browsers without `Sec-Fetch` still say what they would like to get.
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
