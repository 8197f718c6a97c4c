package com.afftok.management.platform.limit;

import com.afftok.management.platform.config.ApiConfig;
import com.afftok.shared.address.AddressKeys;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;

/// Identifies the client of a request by a key of its address, so that the address is not stored.
///
/// An IPv6 /64 is one client.
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
