package com.afftok.shared.address;

/// `IP_STORAGE`: how much of an address is stored after its use.
public enum IpStorage {
    TRUNCATED,
    FULL;

    /// The part of an address that may be stored.
    public byte[] kept(byte[] address) {
        return switch (this) {
            case TRUNCATED -> TruncateAddress.of(address);
            case FULL -> address.clone();
        };
    }
}
