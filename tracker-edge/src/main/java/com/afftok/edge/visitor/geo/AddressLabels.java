package com.afftok.edge.visitor.geo;

/// What a file knows of addresses: one word for each, such as a country or a network.
sealed interface AddressLabels permits AddressRanges, ListedAddresses, MmdbCountries {

    /// The word for one address.
    ///
    /// @param address 4 or 16 bytes
    /// @return the word, or "" if nothing is known of this address
    String label(byte[] address);

    /// What the data are and how old, for the log.
    String description();
}
