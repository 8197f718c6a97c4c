package com.afftok.shared.address;

import java.util.List;

/// The networks of our own proxies and load balancers, whose headers are trusted.
public final class TrustedProxies {

    /// No proxies: the visitor is the peer of the connection.
    public static final TrustedProxies NONE = new TrustedProxies(AddressSet.EMPTY);

    private final AddressSet networks;

    private TrustedProxies(AddressSet networks) {
        this.networks = networks;
    }

    /// Parses a list of networks.
    ///
    /// @param networks in CIDR notation, or single addresses
    /// @throws IllegalArgumentException with the invalid network
    public static TrustedProxies parse(List<String> networks) {
        return networks.isEmpty() ? NONE : new TrustedProxies(AddressSet.of(networks));
    }

    /// Whether an address is one of our proxies.
    ///
    /// @param address 4 or 16 bytes
    public boolean contains(byte[] address) {
        return networks.contains(address);
    }

    @Override
    public String toString() {
        return "TrustedProxies[" + networks.description() + ']';
    }
}
