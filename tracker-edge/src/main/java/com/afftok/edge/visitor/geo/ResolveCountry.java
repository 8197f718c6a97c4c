package com.afftok.edge.visitor.geo;

import com.afftok.shared.address.TrustedProxies;
import com.afftok.shared.geo.CountryCode;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import org.jspecify.annotations.Nullable;

/// Resolves the country of a click.
///
/// For a trusted proxy, the first present header decides, also if it says that the country is
/// unknown (`XX`) or hidden (`T1`, Tor): the next header may come from the visitor. Without such a
/// header the file decides, then an earlier answer of the country service. Only the service's
/// answers are cached (24 hours): the file is faster than a cache.
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

    /// The sources, in their order.
    ///
    /// @param service null without a country service
    public ResolveCountry(
            TrustedProxies trusted, CountryFile file, @Nullable CountryService service) {
        this.trusted = trusted;
        this.file = file;
        this.service = service;
    }

    /// Finds the country of a request.
    ///
    /// @param peer the address of the connection, which decides whether headers are trusted
    /// @param visitor the visitor's address, from `ClientAddress`
    /// @return two upper-case letters, or "" if unknown
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
