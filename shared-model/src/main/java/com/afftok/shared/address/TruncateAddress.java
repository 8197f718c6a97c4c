package com.afftok.shared.address;

import java.util.Arrays;

/// Truncates an address for storage: IPv4 to /24, IPv6 to /48. Enough for statistics, too little to
/// identify a visitor.
final class TruncateAddress {

    private static final int KEPT_OF_IPV4 = 3;
    private static final int KEPT_OF_IPV6 = 6;

    private TruncateAddress() {}

    static byte[] of(byte[] address) {
        byte[] kept = address.clone();
        switch (kept.length) {
            case 4 -> Arrays.fill(kept, KEPT_OF_IPV4, kept.length, (byte) 0);
            case 16 -> Arrays.fill(kept, KEPT_OF_IPV6, kept.length, (byte) 0);
            default -> {}
        }
        return kept;
    }
}
