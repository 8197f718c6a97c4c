package com.afftok.management.platform.limit;

import com.afftok.management.platform.config.ApiConfig;
import com.afftok.shared.address.AddressKeys;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;

/// Names the client of a request by the key of its address, which is never kept itself.
///
/// All of an IPv6 /64 are one client.
@Singleton
public final class ClientKeys {

    private final ClientAddress addresses;
    private final AddressKeys keys;

    ClientKeys(ClientAddress addresses, ApiConfig config) {
        this.addresses = addresses;
        this.keys = AddressKeys.of(config.linkKeys());
    }

    public String of(HttpRequest<?> request) {
        return AddressKeys.format(keys.of(addresses.of(request)));
    }
}
