package com.afftok.shared.link;

import java.util.Collection;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The rule for a link's own destination in place of its offer's. Management checks it when a link
/// is saved, the edge when it reads the link, because the offer may have changed since.
public final class DeepLink {

    private static final Pattern ORIGIN =
            Pattern.compile("(https?)://([^/?#:@\\\\]+)(?::([0-9]{1,5}))?(?:[/?#].*)?");

    private DeepLink() {}

    /// The origin of an address.
    ///
    /// @param port as written, empty if it is the default of the scheme
    private record Origin(String scheme, String host, String port) {

        static Origin of(Matcher parts) {
            String scheme = parts.group(1);
            String port = parts.group(3) == null ? "" : parts.group(3);
            boolean usual = port.equals(scheme.equals("https") ? "443" : "80");
            return new Origin(scheme, parts.group(2).toLowerCase(Locale.ROOT), usual ? "" : port);
        }
    }

    /// Whether an offer allows the address: the host and port of its own destination, or the
    /// default port of a host that it lists; never http if its destination is https.
    public static boolean isAdmitted(
            String deepLink, String destination, Collection<String> allowedHosts) {
        Matcher wanted = ORIGIN.matcher(deepLink);
        Matcher offered = ORIGIN.matcher(destination);
        if (!wanted.matches() || !offered.matches()) {
            return false;
        }
        Origin to = Origin.of(wanted);
        Origin own = Origin.of(offered);
        if (own.scheme().equals("https") && !to.scheme().equals("https")) {
            return false;
        }
        return (to.host().equals(own.host()) && to.port().equals(own.port()))
                || (to.port().isEmpty() && allowedHosts.contains(to.host()));
    }
}
