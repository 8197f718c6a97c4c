package com.afftok.shared.address;

/// `IP_STORAGE`: how much of an address is kept once it has served its purpose.
public enum IpStorage {
    TRUNCATED,
    FULL;

    /// What may be kept of an address.
    public byte[] kept(byte[] address) {
        return switch (this) {
            case TRUNCATED -> TruncateAddress.of(address);
            case FULL -> address.clone();
        };
    }
}
