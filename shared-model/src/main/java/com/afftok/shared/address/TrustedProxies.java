package com.afftok.shared.address;

import java.util.List;

/// The networks of our own proxies and load balancers, whose word on the visitor counts.
public final class TrustedProxies {

    /// Nobody is trusted: the visitor is whoever opened the connection.
    public static final TrustedProxies NONE = new TrustedProxies(AddressSet.EMPTY);

    private final AddressSet networks;

    private TrustedProxies(AddressSet networks) {
        this.networks = networks;
    }

    /// Reads a list of networks.
    ///
    /// @param networks in CIDR notation, or single addresses
    /// @throws IllegalArgumentException naming the network that is none
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
