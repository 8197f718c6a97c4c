package com.afftok.edge.visitor.geo;

import com.afftok.shared.address.TrustedProxies;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import org.jspecify.annotations.Nullable;

/// The country that a click comes from.
///
/// Of a trusted proxy the first of its headers that is there decides, also if it says that the
/// country isn't known (`XX`), or the visitor's to choose (`T1`, Tor): the next header may be one
/// that the visitor has sent and the proxy has passed on. Without such a header the file decides,
/// then what a service outside has answered earlier. Only the answers from outside are cached (24
/// hours): the file is faster than any cache.
public final class ResolveCountry {

    private static final CharSequence[] HEADERS = {
        HttpHeaders.createOptimized("CF-IPCountry"),
        HttpHeaders.createOptimized("X-Country"),
        HttpHeaders.createOptimized("X-Geo-Country"),
        HttpHeaders.createOptimized("X-Vercel-IP-Country")
    };

    private final TrustedProxies trusted;
    private final CountryFile file;
    private final @Nullable CountryService service;

    /// Takes its sources in the order in which it asks them.
    ///
    /// @param service null when nobody outside is asked
    public ResolveCountry(
            TrustedProxies trusted, CountryFile file, @Nullable CountryService service) {
        this.trusted = trusted;
        this.file = file;
        this.service = service;
    }

    /// Finds the country of one request.
    ///
    /// @param peer the other end of the connection, which decides whether the headers count
    /// @param visitor the visitor's address, as `ClientAddress` found it
    /// @return two upper-case letters, or "" if nobody knows
    public String of(byte[] peer, byte[] visitor, MultiMap headers) {
        if (trusted.contains(peer)) {
            for (CharSequence header : HEADERS) {
                String said = headers.get(header);
                if (said != null) {
                    return CountryCode.of(said);
                }
            }
        }
        String country = file.country(visitor);
        return country.isEmpty() && service != null ? service.country(visitor) : country;
    }
}
