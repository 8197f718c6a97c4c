package com.afftok.shared.address;

import java.util.Arrays;

/// What remains of an address once the decision is made: IPv4 /24, IPv6 /48. Enough for statistics,
/// too little to name a visitor.
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
