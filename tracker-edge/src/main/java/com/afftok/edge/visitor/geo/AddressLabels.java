package com.afftok.edge.visitor.geo;

import com.afftok.shared.address.AddressSet;

/// Labels of addresses in a file, such as a country or a network.
sealed interface AddressLabels permits AddressRanges, AddressLabels.ListedAddresses, MmdbCountries {

    /// The label of an address.
    ///
    /// @param address 4 or 16 bytes
    /// @return the label, or "" if unknown
    String label(byte[] address);

    /// Contents and age of the data, for the log.
    String description();

    /// Listed networks with one common label.
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
