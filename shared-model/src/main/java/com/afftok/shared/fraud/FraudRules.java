package com.afftok.shared.fraud;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/// The rules on fraud that can be changed without a new version of the product.
///
/// The bundled rules are `fraud/rules.json`. The version that administrators activate replaces them
/// completely. A file on the edge, named by `FRAUD_RULES`, overrides both. A version number
/// identifies one document.
///
/// @param version stored with each click, so that its score can be explained later
public record FraudRules(
        int version,
        Thresholds thresholds,
        Weights weights,
        VelocityRules velocity,
        OfferRules offers,
        StuffingRules stuffing,
        ReferrerRules referrers,
        AgentRules agents) {

    /// The highest number of clicks in a window that is counted exactly.
    public static final int MOST_CLICKS = (1 << 12) - 1;

    /// The highest number of offers in a window that is counted exactly.
    public static final int MOST_OFFERS = 16;

    /// The first version number of administrators' rules; lower numbers are bundled.
    public static final int FIRST_OWN_VERSION = 1000;

    private static final String BUNDLED = "/fraud/rules.json";

    /// The scores, in hundredths, from which on a click is flagged, refused, and its address
    /// blocked.
    public record Thresholds(int flag, int refuse, int block) {}

    /// The numbers of clicks within a sliding window that are too many for an address, or for an
    /// address and one promoter.
    public record VelocityRules(int windowMillis, Limits address, Limits promoterAddress) {}

    public record Limits(int mild, int high) {}

    /// The number of different offers within a window that a person does not choose.
    public record OfferRules(int windowMillis, int limit) {}

    /// Header values of clicks that are not navigations.
    ///
    /// @param destinations values of `Sec-Fetch-Dest`: parts of a page
    /// @param frames values of `Sec-Fetch-Dest`: pages within a page, which are valid if the user
    ///   activated them
    /// @param modes values of `Sec-Fetch-Mode` other than navigation
    /// @param accepted beginnings of an `Accept` that does not contain pages
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

    /// Impossible referrers.
    ///
    /// @param schemes the possible schemes of a referrer
    /// @param hosts known for forged referrers, with all subdomains
    public record ReferrerRules(List<String> schemes, HostSuffixes hosts) {

        public ReferrerRules {
            schemes = List.copyOf(schemes);
        }
    }

    /// The document of the bundled rules.
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
