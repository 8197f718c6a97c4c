package com.afftok.shared.fraud;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/// Everything that may be decided differently about fraud without a new version of the product.
///
/// The bundled rules are `fraud/rules.json`. The version that administrators activate takes their
/// place as a whole, and so does, before that, a file on the edge that `FRAUD_RULES` names: a
/// version number stands for one document.
///
/// @param version is kept with each click, so that its score can be explained later
public record FraudRules(
        int version,
        Thresholds thresholds,
        Weights weights,
        VelocityRules velocity,
        OfferRules offers,
        StuffingRules stuffing,
        ReferrerRules referrers,
        AgentRules agents) {

    /// The most clicks in a window that can be told from more.
    public static final int MOST_CLICKS = (1 << 12) - 1;

    /// The same of offers.
    public static final int MOST_OFFERS = 16;

    /// From here on are the versions that people make; below are those that come with the product.
    public static final int FIRST_OWN_VERSION = 1000;

    private static final String BUNDLED = "/fraud/rules.json";

    /// Scores, in hundredths, from which on a click is flagged, refused, and its address blocked.
    public record Thresholds(int flag, int refuse, int block) {}

    /// Clicks within a sliding window from which on one address, or one promoter's clicks from one
    /// address, count as too many.
    public record VelocityRules(int windowMillis, Limits address, Limits promoterAddress) {}

    public record Limits(int mild, int high) {}

    /// Different offers within a window from which on nobody chooses them one by one.
    public record OfferRules(int windowMillis, int limit) {}

    /// Signs of a click that nobody made by going to a page.
    ///
    /// @param destinations of `Sec-Fetch-Dest`: parts of a page
    /// @param frames of `Sec-Fetch-Dest`: pages within a page, honest if the user asked for them
    /// @param modes of `Sec-Fetch-Mode`: no navigation
    /// @param accepted beginnings of an `Accept` without pages in it
    public record StuffingRules(
            Set<String> destinations,
            Set<String> frames,
            Set<String> modes,
            List<String> accepted) {

        public StuffingRules {
            destinations = Set.copyOf(destinations);
            frames = Set.copyOf(frames);
            modes = Set.copyOf(modes);
            accepted = List.copyOf(accepted);
        }
    }

    /// Which referrers there are not.
    ///
    /// @param schemes that a referrer can have
    /// @param hosts known for invented referrers, with all names below them
    public record ReferrerRules(List<String> schemes, HostSuffixes hosts) {

        public ReferrerRules {
            schemes = List.copyOf(schemes);
        }
    }

    /// The document of the rules that come with the product.
    public static String bundled() {
        try (InputStream in = FraudRules.class.getResourceAsStream(BUNDLED)) {
            if (in == null) {
                throw new IllegalStateException(BUNDLED + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
