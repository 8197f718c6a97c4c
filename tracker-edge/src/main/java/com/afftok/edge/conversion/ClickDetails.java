package com.afftok.edge.conversion;

import com.afftok.shared.click.Tags;

/// What is copied of a click into its conversion; "" where the click didn't say.
///
/// @param bucket the word of the database for the class that the click was counted in
record ClickDetails(
        String bucket, String country, String device, String browser, String os, Tags tags) {

    /// Whether the click earns nothing: nobody was redirected by it.
    boolean refused() {
        return switch (bucket) {
            case "bot", "fraud", "geo_blocked", "inactive" -> true;
            default -> false;
        };
    }
}
