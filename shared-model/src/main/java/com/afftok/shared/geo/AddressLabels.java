package com.afftok.shared.geo;

/// Labels of addresses in a file, such as a country or a network.
public interface AddressLabels {

    /// The label of an address.
    ///
    /// @param address 4 or 16 bytes
    /// @return the label, or "" if unknown
    String label(byte[] address);

    /// Contents and age of the data, for the log.
    String description();
}
