package com.afftok.edge.visitor.geo;

import com.afftok.shared.address.AddressSet;

/// What a file knows of addresses: one word for each, such as a country or a network.
sealed interface AddressLabels permits AddressRanges, AddressLabels.ListedAddresses, MmdbCountries {

    /// The word for one address.
    ///
    /// @param address 4 or 16 bytes
    /// @return the word, or "" if nothing is known of this address
    String label(byte[] address);

    /// What the data are and how old, for the log.
    String description();

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
}
