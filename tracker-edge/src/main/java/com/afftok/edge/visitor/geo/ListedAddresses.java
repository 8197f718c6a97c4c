package com.afftok.edge.visitor.geo;

import com.afftok.shared.address.AddressSet;

/// Networks that somebody has listed, all under one word.
record ListedAddresses(AddressSet networks) implements AddressLabels {

    @Override
    public String label(byte[] address) {
        return networks.contains(address) ? "listed" : "";
    }

    @Override
    public String description() {
        return networks.description();
    }
}
