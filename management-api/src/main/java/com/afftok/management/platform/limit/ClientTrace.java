package com.afftok.management.platform.limit;

import com.afftok.management.platform.config.ApiConfig;
import com.afftok.shared.address.AddressText;
import com.afftok.shared.address.IpStorage;
import com.afftok.shared.address.PublicAddress;
import com.afftok.shared.geo.AddressRanges;
import com.afftok.shared.geo.GeoData;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.context.ServerRequestContext;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What is stored about the client of the current request.
@Singleton
public final class ClientTrace {

    private static final AddressRanges COUNTRIES = GeoData.COUNTRIES.bundled();
    private static final int LONGEST_AGENT = 300;
    private static final Pattern CONTROLS = Pattern.compile("\\p{Cntrl}+");

    private final ClientAddress addresses;
    private final IpStorage storage;

    ClientTrace(ClientAddress addresses, ApiConfig config) {
        this.addresses = addresses;
        this.storage = config.ipStorage();
    }

    /// The address, truncated as configured; null if there is no request.
    public @Nullable String address() {
        return request()
                .map(request -> AddressText.format(storage.kept(addresses.of(request))))
                .orElse(null);
    }

    /// The country of the whole address, such as `SA`; null if it is unknown.
    public @Nullable String country() {
        return request()
                .map(addresses::of)
                .filter(PublicAddress::isPublic)
                .map(COUNTRIES::label)
                .filter(country -> !country.isEmpty())
                .orElse(null);
    }

    /// The User-Agent; null if there is none.
    public @Nullable String agent() {
        return request()
                .map(request -> request.getHeaders().get(HttpHeaders.USER_AGENT))
                .map(agent -> CONTROLS.matcher(agent).replaceAll(" ").strip())
                .map(agent -> agent.substring(0, Math.min(agent.length(), LONGEST_AGENT)))
                .filter(agent -> !agent.isEmpty())
                .orElse(null);
    }

    private static Optional<HttpRequest<Object>> request() {
        return ServerRequestContext.currentRequest();
    }
}
